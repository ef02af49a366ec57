/** CPU time of a job under a dispatcher on n nodes, in the steady state: what it takes to set up so many nodes is left out. */
import { dist } from './dist.js';
import { scenarioOf } from './scenario.js';

const [dispatcher, kind, nodes, load, seed] = process.argv.slice(2);
const count = Number(nodes);
/** Every node has then had some jobs, so that about as many are busy as in the long run, and the compiler has done its work. */
const before = Math.max(300_000, 3 * count);
const measured = 400_000;

const scenario = scenarioOf(dist, { nodes: count, load: Number(load), customers: before + measured, seed, dispatcher, speeds: kind === 'unequal' ? [1, 2, 4] : [1] });
const [source] = scenario.sources;
const { process: arrivals } = source;
let [job, start, end] = [0];
const marked = {
  ...arrivals,
  begin: (stream) => {
    const gaps = arrivals.begin(stream);
    return {
      next: () => {
        job++;
        if (job === before) start = process.cpuUsage();
        if (job === before + measured) end = process.cpuUsage(start);
        return gaps.next();
      },
    };
  },
};
const { recording } = dist.replicate({ ...scenario, sources: [{ ...source, process: marked }] }, 0);
const meanResponse = dist.joinSections(recording.sections).classes[0].response.moments.mean;
process.stdout.write(`${JSON.stringify({ nanosecondsPerJob: ((end.user + end.system) * 1e3) / measured, meanResponse })}\n`);
