/** The simulator that one writes first in JavaScript: event objects with closures in a heap with a comparator. */
import seedrandom from 'seedrandom';
import { measure } from './measure.js';

class EventHeap {
  items = [];

  constructor(compare) {
    this.compare = compare;
  }

  push(item) {
    const { items, compare } = this;
    items.push(item);
    for (let k = items.length - 1; k > 0; ) {
      const parent = (k - 1) >> 1;
      if (compare(items[parent], items[k]) <= 0) break;
      [items[parent], items[k]] = [items[k], items[parent]];
      k = parent;
    }
  }

  pop() {
    const { items, compare } = this;
    const first = items[0];
    const last = items.pop();
    if (items.length === 0) return first;
    items[0] = last;
    for (let k = 0; ; ) {
      let least = k;
      for (const child of [2 * k + 1, 2 * k + 2]) {
        if (child < items.length && compare(items[child], items[least]) < 0) least = child;
      }
      if (least === k) return first;
      [items[k], items[least]] = [items[least], items[k]];
      k = least;
    }
  }
}

/** First in, first out, without the cost of Array.shift on long queues. */
class Queue {
  items = [];
  head = 0;

  get length() {
    return this.items.length - this.head;
  }
  push(item) {
    this.items.push(item);
  }
  shift() {
    const item = this.items[this.head++];
    if (this.head > 1000 && 2 * this.head > this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    return item;
  }
}

class Simulation {
  now = 0;
  sequence = 0;
  events = new EventHeap((a, b) => a.time - b.time || a.sequence - b.sequence);

  after(delay, action) {
    this.events.push({ time: this.now + delay, sequence: this.sequence++, action });
  }

  step() {
    const event = this.events.pop();
    this.now = event.time;
    event.action();
  }
}

measure(({ nodes, load, customers, seed }) => {
  const random = seedrandom(`bench-${seed}`);
  const exponential = (mean) => -mean * Math.log(1 - random());
  const simulation = new Simulation();
  const queues = Array.from({ length: nodes }, () => new Queue());
  const done = { jobs: 0, response: 0 };

  const serve = (queue) => {
    simulation.after(exponential(1), () => {
      const job = queue.shift();
      done.jobs++;
      done.response += simulation.now - job.arrival;
      if (queue.length > 0) serve(queue);
    });
  };
  const arrive = () => {
    const queue = queues.reduce((best, candidate) => (candidate.length < best.length ? candidate : best));
    queue.push({ arrival: simulation.now });
    if (queue.length === 1) serve(queue);
    simulation.after(exponential(1 / (load * nodes)), arrive);
  };

  simulation.after(exponential(1 / (load * nodes)), arrive);
  while (done.jobs < customers) simulation.step();
  return done.response / done.jobs;
});
