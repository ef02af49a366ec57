import type { JobClass, RecordedArrivals, Source, Stream } from '../../model.ts';
import type { Scenario } from '../../scenario.ts';

/** A scenario in which at most one job of a class is in the system, so that a recorder knows which job it hears of. */
export interface Identified {
  readonly scenario: Scenario;
  /** Size of the latest job of each class. */
  readonly sizes: number[];
}

/**
 * The same jobs, each with a class of its own: open sources are unrolled into records of `jobs` jobs, a closed population
 * becomes as many populations of one.
 */
export function identified(scenario: Scenario, stream: (name: string) => Stream, jobs: number): Identified {
  const { workload } = scenario;
  const classes: JobClass[] = [];
  const known: Scenario['workload']['classes'][number][] = [];
  const sizes: number[] = [];
  const add = (jobClass: number, size: number) => {
    classes.push({ ...scenario.classes[jobClass], name: `job ${classes.length}` });
    known.push(workload.classes[jobClass]);
    return sizes.push(size) - 1;
  };
  const sources = scenario.sources.flatMap((source): Source[] => {
    const { process } = source;
    if (process.mechanism === 'closed') {
      return Array.from({ length: process.population }, (_, customer) => {
        const own = add(source.class, 0);
        const sample = (chance: Stream) => (sizes[own] = source.size!.sample(chance));
        return { ...source, name: `${source.name} ${customer}`, class: own, process: { ...process, population: 1 }, size: { ...source.size!, sample } };
      });
    }
    const record = recordOf(source, stream, jobs);
    const own = Int32Array.from(record.sizes!, (size) => add(source.class, size));
    return [{ ...source, class: own[0], process: { ...record, classes: own } }];
  });
  return { scenario: { ...scenario, classes, sources, workload: { ...workload, classes: known } }, sizes };
}

/** The scenario with the jobs of its open sources recorded. */
export function recorded(scenario: Scenario, stream: (name: string) => Stream, jobs: number): Scenario {
  return { ...scenario, sources: scenario.sources.map((source) => ({ ...source, process: recordOf(source, stream, jobs) })) };
}

/** The first jobs of an open source, drawn from the streams that the simulation would draw from. */
function recordOf({ name, process, size }: Source, stream: (name: string) => Stream, jobs: number): RecordedArrivals {
  if (process.mechanism !== 'open') throw new Error('only open sources are recorded');
  const gaps = process.begin(stream(`arrivals/${name}`));
  const chance = stream(`sizes/${name}`);
  const times = new Float64Array(jobs);
  const sizes = new Float64Array(jobs);
  for (let job = 0; job < jobs; job++) {
    times[job] = (job === 0 ? 0 : times[job - 1]) + gaps.next();
    sizes[job] = size!.sample(chance);
  }
  return { name: 'recorded', mechanism: 'recorded', rate: process.rate, times, sizes };
}
