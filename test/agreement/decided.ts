/** How often `schedlab compare --until-decided` keeps its promise, on M/M/1 where the means are known. */
import { loadStudy } from '../../src/lab/study/load-study.ts';
import { play } from '../../src/lab/study/play.ts';
import { verdictOf } from '../../src/lab/study/verdict.ts';
import { atOnce } from './contests.ts';

export interface DecisionRun {
  /** By how much of the best mean each variant is worse; the first is the best. */
  readonly worse: readonly number[];
  /** As a fraction of the best. */
  readonly indifference: number;
  readonly jobs: number;
  readonly seeds: number;
  readonly confidence: number;
}

export interface DecisionOutcome {
  /** Seeds under which the best was selected, and under which what was selected is within the indifference of it. */
  readonly best: number;
  readonly good: number;
  /** Seeds under which the intervals of all differences to the leader hold the true ones, when it stops. */
  readonly covered: number;
  /** Of all variants together, on average. */
  readonly replications: number;
}

const RATE = 0.5;
const ORDERS = ['fcfs', 'lcfs', 'random-order', 'lcfs', 'fcfs'];

/** Orders of service that have one mean at one speed, on the same jobs; the speed makes a variant as much worse as is asked. */
export async function decisions({ worse, indifference, jobs, seeds, confidence }: DecisionRun): Promise<DecisionOutcome> {
  const best = 1 / (1 - RATE);
  const means = worse.map((more) => best * (1 + more));
  const variants = means.map((mean, i) => `{ name: v${i}, set: { discipline: ${ORDERS[i % ORDERS.length]}, pool.nodes: { speed: ${RATE + 1 / mean} } } }`);
  const text = `
name: decided
arrivals: [{ class: job, process: poisson, rate: ${RATE}, size: { exponential: { mean: 1 } } }]
pool: { nodes: 1 }
run: { jobs: ${jobs}, warmup: ${Math.round(jobs / 10)}, confidence: ${confidence} }
compare: { variants: [${variants.join(', ')}], indifference: { relative: ${indifference} }, at-most: 5000 }
`;
  const sums = { best: 0, good: 0, covered: 0, replications: 0 };
  for (let seed = 0; seed < seeds; seed++) {
    const study = loadStudy('compare', 'decided', text, { untilDecided: true, overrides: [{ path: ['seed'], value: `decided/${seed}` }] });
    const { points, settled } = await play(study, atOnce(study));
    const { selected } = settled!.selection!;
    if (selected === undefined) throw new Error('not decided within 5000 replications');
    if (selected === 0) sums.best++;
    if (worse[selected] <= indifference) sums.good++;
    const names = study.variants.map(({ name }) => name);
    const samples = points[0]!.samples.map((own) => own.map(({ overall }) => overall.response.mean));
    const { leader, against } = verdictOf(samples, names, 0.95)!;
    const of = (name: string) => means[names.indexOf(name)];
    if (against.every(({ variant, difference }) => Math.abs(difference.mean - (of(variant) - of(leader))) <= difference.halfWidth!)) sums.covered++;
    sums.replications += samples.reduce((sum, { length }) => sum + length, 0) / seeds;
  }
  return sums;
}
