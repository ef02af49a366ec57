/** How often intervals hold the truth: M/M/1, where the truth is known. */
import { caseNamed } from '../../src/lab/validation/cases/index.ts';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import { experiment, type Replicator } from '../../src/lab/experiment.ts';
import type { Plan } from '../../src/lab/scenario/resolve.ts';
import type { Scenario } from '../../src/scenario.ts';
import { estimate } from '../../src/stats/interval.ts';
import { oracle } from '../../src/theory/oracle.ts';

const LEVEL = 0.95;
export const KEYS = ['response', 'waiting', 'number', 'utilisation', 'throughput', 'response.p50', 'response.p90', 'response.p95', 'response.p99', 'response.variance'] as const;
export type Key = (typeof KEYS)[number];

export interface Coverage {
  readonly name: string;
  readonly seeds: number;
  /** On average over the seeds. */
  readonly replications: number;
  /** Fraction of the intervals that hold the truth. */
  readonly covered: Readonly<Record<Key, number>>;
  /** How many lie below the truth. */
  readonly below: Readonly<Record<Key, number>>;
  /** Relative to the mean, on average. */
  readonly halfWidth: Readonly<Record<Key, number>>;
}

export interface Run {
  readonly name: string;
  readonly load: number;
  readonly jobs: number;
  readonly seeds: number;
  /** Where the plan differs from the default one. */
  readonly plan: Partial<Plan>;
}

/** Runs the program as a user would, under many seeds; the warm-up is what it finds. */
export async function coverage({ name, load, jobs, seeds, plan }: Run): Promise<Coverage> {
  const { scenario: mm1, plan: planned } = caseNamed('mm1').load(load);
  const truth = oracle(mm1).findings[0].prediction.values;
  const [covered, below, halfWidth] = [zeros(), zeros(), zeros()];
  let replications = 0;
  for (let seed = 0; seed < seeds; seed++) {
    const scenario = { ...mm1, seed: `coverage/${name}/${seed}`, horizon: { unit: 'jobs' as const, length: jobs, warmup: 0 } };
    const found = await experiment(scenario, { ...planned, ...plan }, { replicator: atOnce(scenario) });
    replications += found.replications / seeds;
    for (const key of KEYS) {
      const dot = key.indexOf('.');
      const [metric, statistic] = dot < 0 ? [key, 'mean'] : [key.slice(0, dot), key.slice(dot + 1)];
      const interval = estimate(found.samples.map(({ overall }) => overall[metric][statistic]!), LEVEL)!;
      const miss = interval.mean - truth[key];
      if (Math.abs(miss) <= interval.halfWidth!) covered[key] += 1 / seeds;
      else if (miss < 0) below[key]++;
      halfWidth[key] += interval.halfWidth! / interval.mean / seeds;
    }
  }
  return { name: `${name}, ${jobs} jobs`, seeds, replications, covered, below, halfWidth };
}

function zeros(): Record<Key, number> {
  return Object.fromEntries(KEYS.map((key) => [key, 0])) as Record<Key, number>;
}

/** Without giving way to the event loop between replications: there is nobody to wait for it. */
function atOnce(scenario: Scenario): Replicator {
  return async function* (indices) {
    for (const index of indices) yield [index, replicate(scenario, index)];
  };
}

/** Those of the values that are not covered in 92 to 98 % of the runs. */
export function dishonest({ covered }: Coverage, keys: readonly Key[]): readonly string[] {
  return keys.filter((key) => covered[key] < 0.92 || covered[key] > 0.98).map((key) => `${key}: ${(100 * covered[key]).toFixed(1)} %`);
}
