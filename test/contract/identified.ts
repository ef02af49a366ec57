import type { JobClass, Source, Stream } from '../../src/model.ts';
import type { Scenario } from '../../src/scenario.ts';

/** A scenario in which at most one job of a class is in the system, so that a recorder knows which job it hears of. */
export interface Identified {
  readonly scenario: Scenario;
  /** Size of the latest job of each class. */
  readonly sizes: number[];
}

/** More jobs than any scenario of the spread lets in. */
const MOST_JOBS = 2000;

/**
 * The same jobs, each with a class of its own: open sources are unrolled into records, drawn from the streams that the
 * simulation would draw from; a closed population becomes as many populations of one.
 */
export function identified(scenario: Scenario, stream: (name: string) => Stream): Identified {
  const classes: JobClass[] = [];
  const sizes: number[] = [];
  const add = (jobClass: number, size: number) => {
    classes.push({ ...scenario.classes[jobClass], name: `job ${classes.length}` });
    return sizes.push(size) - 1;
  };
  const sources = scenario.sources.flatMap((source): Source[] => {
    if (source.process.mechanism === 'recorded') throw new Error('a record names the classes of its jobs itself');
    if (source.process.mechanism === 'closed') {
      const { process } = source;
      return Array.from({ length: process.population }, (_, customer) => {
        const own = add(source.class, 0);
        const sample = (chance: Stream) => (sizes[own] = source.size!.sample(chance));
        return { name: `${source.name} ${customer}`, class: own, process: { ...process, population: 1 }, size: { ...source.size!, sample } };
      });
    }
    const gaps = source.process.begin(stream(`arrivals/${source.name}`));
    const chance = stream(`sizes/${source.name}`);
    const times = new Float64Array(MOST_JOBS);
    const drawn = new Float64Array(MOST_JOBS);
    const own = new Int32Array(MOST_JOBS);
    for (let job = 0; job < MOST_JOBS; job++) {
      times[job] = (job === 0 ? 0 : times[job - 1]) + gaps.next();
      drawn[job] = source.size!.sample(chance);
      own[job] = add(source.class, drawn[job]);
    }
    const process = { name: 'recorded', mechanism: 'recorded', rate: source.process.rate, times, sizes: drawn, classes: own } as const;
    return [{ name: source.name, class: source.class, process }];
  });
  return { scenario: { ...scenario, classes, sources }, sizes };
}

