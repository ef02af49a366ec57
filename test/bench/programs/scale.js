/**
 * CPU time of a job (an arrival and a departure) at one size of something, in the steady state: what it takes to set up
 * and to fill is left out. The model comes as JSON: `{ axis, size, dispatcher, discipline, speeds }`.
 */
import { dist } from './dist.js';
import { scenarioOf } from './scenario.js';

/** Jobs or CPU seconds, whichever comes first, before measuring and while measuring. */
const WARM_UP = { jobs: 300_000, seconds: 0.3 };
const MEASURED = { jobs: 400_000, seconds: 0.6 };
/** So many jobs between two looks at the time; one where they take long. */
const LOOK_EVERY = 64;

class Measured extends Error {}

const { axis, size, ...model } = JSON.parse(process.argv[2]);
const seconds = ({ user, system }) => (user + system) / 1e6;

/** Told of so many jobs more: once `first` have come, it ends the run by an error, which has the time of a job. */
function ticker(first) {
  let [count, phase, begun, start] = [0, 'fill', 0];
  let next = first;
  return (jobs) => {
    if ((count += jobs) < next) return;
    const { jobs: enough, seconds: most } = phase === 'measure' ? MEASURED : WARM_UP;
    if (phase === 'fill') phase = 'warm';
    else {
      const spent = seconds(process.cpuUsage(start));
      if (count - begun < enough && spent < most) {
        next = count + (spent / (count - begun) > 1e-4 ? 1 : LOOK_EVERY);
        return;
      }
      if (phase === 'measure') throw Object.assign(new Measured(), { nanosecondsPerJob: (spent * 1e9) / (count - begun) });
      phase = 'measure';
    }
    begun = count;
    start = process.cpuUsage();
    next = count + 1;
  };
}

/** Nodes: every one has had some jobs before, so that about as many are busy as in the long run. */
function byNodes() {
  const scenario = scenarioOf(dist, { nodes: size, load: 0.9, customers: 1e10, seed: 'scale', ...model });
  return { ...scenario, sources: scenario.sources.map((source) => ({ ...source, process: ticking(source.process, ticker(2 * size)) })) };
}

/** Classes: each with a source of its own, all ticking together. */
function byClasses() {
  const scenario = scenarioOf(dist, { nodes: 1, load: 0.9, customers: 1e10, seed: 'scale', classes: size, ...model });
  const tick = ticker(2 * size);
  return { ...scenario, sources: scenario.sources.map((source) => ({ ...source, process: ticking(source.process, tick) })) };
}

/** Waiting jobs: a closed population that hardly thinks, of whom one is served. */
function byWaiting() {
  const scenario = scenarioOf(dist, { nodes: 1, load: 0.9, customers: 1e10, seed: 'scale', classes: 3, ...model });
  const think = dist.distributions.exponential.create({ mean: 1e-3 });
  const populations = scenario.sources.map((_, index) => Math.floor(size / 3) + (index < size % 3 ? 1 : 0));
  // All come at the start, so that nobody is served while the line still grows.
  let thought = 0;
  const tick = ticker(size + 1);
  const sample = (stream) => {
    tick(1);
    return thought++ < size ? 0 : think.sample(stream);
  };
  const closed = (population) => ({ name: 'closed', mechanism: 'closed', population, think: { ...think, sample } });
  return { ...scenario, sources: scenario.sources.map((source, index) => ({ ...withTraits(source), process: closed(populations[index]) })) };
}

function ticking(process, tick) {
  const begin = (stream) => {
    const gaps = process.begin(stream);
    const next = () => {
      tick(1);
      return gaps.next();
    };
    const fill = (values) => {
      tick(values.length);
      gaps.fill(values);
    };
    return gaps.fill ? { next, fill } : { next };
  };
  return { ...process, begin };
}

/** So that every policy has what it looks at. */
function withTraits(source) {
  const { uniform, exponential } = dist.distributions;
  return { ...source, deadline: exponential.create({ mean: 10 }), key: uniform.create({ min: 0, max: 100 }) };
}

const scenario = { nodes: byNodes, classes: byClasses, waiting: byWaiting }[axis]();
try {
  dist.replicate(scenario, 0);
  throw new Error('the run ended before it was measured');
} catch (error) {
  if (!(error instanceof Measured)) throw error;
  const { nanosecondsPerJob } = error;
  process.stdout.write(`${JSON.stringify({ nanosecondsPerJob, maxRssMiB: process.resourceUsage().maxRSS / 1024 })}\n`);
}
