/** How often intervals hold the truth: M/M/1, where the truth is known. */
import { caseNamed } from '../../src/lab/validation/cases/index.ts';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import { experiment, type Replicator } from '../../src/lab/experiment.ts';
import { metricsOf } from '../../src/lab/estimates.ts';
import type { Plan } from '../../src/lab/scenario/resolve.ts';
import { togetherOf } from '../../src/lab/together.ts';
import type { Scenario } from '../../src/scenario.ts';
import { oracle } from '../../src/theory/oracle.ts';

const LEVEL = 0.95;
/** The share of jobs that take longer than the first of these shares of all jobs do, by theory; the others are rarely seen. */
const SHARES = [0.1, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5];
export const KEYS = ['response', 'waiting', 'number', 'utilisation', 'throughput', 'response.p50', 'response.p90', 'response.p95', 'response.p99', 'response.variance', 'response.above'] as const;
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
  /** Fraction of the intervals that are said to rest on too little. */
  readonly marked: Readonly<Record<Key, number>>;
  /** Relative to the mean, on average. */
  readonly halfWidth: Readonly<Record<Key, number>>;
  /** By rare share: of the runs, those that saw none, and those whose bound it is above nevertheless. */
  readonly rare: readonly { readonly share: number; readonly unseen: number; readonly wrong: number }[];
}

export interface Run {
  readonly name: string;
  readonly load: number;
  readonly jobs: number;
  readonly seeds: number;
  /** Default: `coverage/NAME/NUMBER`. */
  readonly seedOf?: (number: number) => string;
  /** Where the plan differs from the default one. */
  readonly plan: Partial<Plan>;
}

/** Runs the program as a user would, under many seeds; the warm-up is what it finds. */
export async function coverage({ name, load, jobs, seeds, plan, seedOf = (number) => `coverage/${name}/${number}` }: Run): Promise<Coverage> {
  const { scenario: mm1, plan: planned } = caseNamed('mm1').load(load);
  // Of M/M/1 the response is exponential.
  const { values } = oracle(mm1).findings[0].prediction;
  const truth: Readonly<Record<string, number>> = { ...values, 'response.above': SHARES[0] };
  const thresholds = SHARES.map((share) => -values.response * Math.log(share));
  const rare = SHARES.slice(1).map((share) => ({ share, unseen: 0, wrong: 0 }));
  const [covered, below, marked, halfWidth] = [zeros(), zeros(), zeros(), zeros()];
  const shares = (counts: Record<Key, number>) => Object.fromEntries(KEYS.map((key) => [key, counts[key] / seeds])) as Record<Key, number>;
  let replications = 0;
  for (let seed = 0; seed < seeds; seed++) {
    const scenario = { ...mm1, seed: seedOf(seed), horizon: { unit: 'jobs' as const, length: jobs, warmup: 0 }, thresholds };
    const found = await experiment(scenario, { ...planned, ...plan }, { replicator: atOnce(scenario) });
    replications += found.replications / seeds;
    const printed = metricsOf(found.samples.map(({ overall }) => overall), LEVEL, togetherOf(found.all, found.samples, scenario, LEVEL).overall, { stopped: plan.precision !== undefined });
    for (const [index, one] of rare.entries()) {
      const { unseen } = printed.response[`above ${thresholds[index + 1]}`];
      if (unseen) one.unseen++;
      if (unseen && one.share > unseen.below) one.wrong++;
    }
    for (const key of KEYS) {
      const [metric, statistic = 'mean'] = key.split('.');
      const interval = printed[metric][statistic === 'above' ? `above ${thresholds[0]}` : statistic];
      const miss = interval.mean - truth[key];
      if (Math.abs(miss) <= interval.halfWidth!) covered[key]++;
      else if (miss < 0) below[key]++;
      if (interval.few) marked[key]++;
      halfWidth[key] += interval.halfWidth! / interval.mean / seeds;
    }
  }
  return { name: `${name}, ${jobs} jobs`, seeds, replications, covered: shares(covered), below, marked: shares(marked), halfWidth, rare: rare.map(({ share, unseen, wrong }) => ({ share, unseen: unseen / seeds, wrong: wrong / seeds })) };
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

/** The rare shares whose bound fails more often than it may. */
export function overconfident({ rare }: Coverage): readonly string[] {
  return rare.filter(({ wrong }) => wrong > 1 - LEVEL).map(({ share, wrong }) => `${share}: wrong in ${(100 * wrong).toFixed(1)} %`);
}

/** Those of the values that are not covered in 92 to 98 % of the runs. */
export function dishonest({ covered }: Coverage, keys: readonly Key[]): readonly string[] {
  return keys.filter((key) => covered[key] < 0.92 || covered[key] > 0.98).map((key) => `${key}: ${(100 * covered[key]).toFixed(1)} %`);
}
