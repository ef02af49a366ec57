/** simjs, with its own random numbers and one Facility to a node. */
import { measure } from './measure.js';

// simjs is a browser bundle: it exports nothing and hands itself to `window`.
globalThis.window = {};
await import('simjs');
const { Entity, Facility, Random, Sim } = globalThis.window.Sim;

measure(({ nodes, load, customers, seed }) => {
  const simulation = new Sim();
  const random = new Random(seed);
  const facilities = Array.from({ length: nodes }, (_, node) => new Facility(`node ${node}`));
  const tasks = facilities.map(() => 0);
  const done = { jobs: 0, response: 0 };

  class Arrivals extends Entity {
    start() {
      this.setTimer(random.exponential(load * nodes)).done(this.arrive);
    }

    arrive() {
      const node = tasks.indexOf(Math.min(...tasks));
      tasks[node]++;
      this.useFacility(facilities[node], random.exponential(1)).done(this.leave, this, [node, this.time()]);
      this.start();
    }

    leave(node, arrival) {
      tasks[node]--;
      done.jobs++;
      done.response += this.time() - arrival;
    }
  }

  simulation.addEntity(Arrivals);
  while (done.jobs < customers) simulation.step();
  return done.response / done.jobs;
});
