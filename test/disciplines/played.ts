/** Many replications of one Poisson queue under a discipline, and how far their means lie from a number. */
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import { simulate } from '../../src/kernel/simulation.ts';
import type { Distribution, Source } from '../../src/model.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { stream } from '../../src/random/stream.ts';
import { renewals, scenarioOf, serveBy } from '../contract/scenarios.ts';

export interface Arriving extends Pick<Source, 'estimate' | 'deadline'> {
  readonly lambda: number;
  readonly size: Distribution;
  readonly priority?: number;
  readonly weight?: number;
}

export interface Case {
  readonly classes: readonly Arriving[];
  readonly discipline: DisciplineDefinition;
  readonly params?: unknown;
  /** One slot of speed 1 unless given. */
  readonly slots?: number;
  readonly jobs?: number;
  readonly replications?: number;
  /** The same seed brings the same jobs under every discipline. */
  readonly seed?: string;
}

/** A job that is done. */
export interface Served {
  readonly class: number;
  readonly response: number;
  /** Response less the time in a slot. */
  readonly wait: number;
  readonly size: number;
}

function ignore(): void {}

/** For each replication what `measure` makes of its jobs, the first tenth left out. */
export function played<T>({ classes, discipline, params = {}, slots = 1, jobs = 10_000, replications = 20, seed = 'disciplines' }: Case, measure: (jobs: readonly Served[]) => T): readonly T[] {
  const scenario = scenarioOf({
    classes: classes.map(({ priority = 0, weight = 1 }, index) => ({ name: `class ${index}`, priority, weight })),
    sources: classes.map(({ lambda, size, estimate, deadline }, index) => ({
      ...renewals(`source ${index}`, index, exponential.create({ mean: 1 / lambda }), size),
      ...(estimate && { estimate }),
      ...(deadline && { deadline }),
    })),
    discipline: serveBy(discipline, params),
    nodes: [{ slots }],
    jobs,
  });
  return Array.from({ length: replications }, (_, replication) => {
    const all: Served[] = [];
    let left = jobs / 10;
    simulate(
      scenario,
      {
        entered: ignore,
        lost: ignore,
        busy: ignore,
        copies: ignore,
        completed: (_now, jobClass, _node, response, service, size) => {
          if (--left < 0) all.push({ class: jobClass, response, wait: response - service, size });
        },
      },
      (name) => stream(`${seed}/${replication}/${name}`),
    );
    return measure(all);
  });
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The mean wait of a class, or of all jobs. */
export function meanWait(jobs: readonly Served[], jobClass?: number): number {
  return mean(jobs.filter((job) => jobClass === undefined || job.class === jobClass).map(({ wait }) => wait));
}

/** The mean response of a class, or of all jobs. */
export function meanResponse(jobs: readonly Served[], jobClass?: number): number {
  return mean(jobs.filter((job) => jobClass === undefined || job.class === jobClass).map(({ response }) => response));
}

/** By how many standard errors the mean of the samples is above a number. */
export function score(samples: readonly number[], truth: number): number {
  const average = mean(samples);
  const variance = samples.reduce((sum, value) => sum + (value - average) ** 2, 0) / (samples.length - 1);
  return (average - truth) / Math.sqrt(variance / samples.length);
}

/** The same of how much greater each sample is than its partner. */
export function scoreOfDifference(a: readonly number[], b: readonly number[]): number {
  return score(a.map((value, i) => value - b[i]), 0);
}
