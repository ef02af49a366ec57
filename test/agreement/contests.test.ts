/**
 * What `schedlab compare` says of two policies is true as often as it says: the quick version.
 *
 * Proven, each over 100 independent seeds of M/M/1 at load 0.5: 95 % intervals of paired differences cover the true ones as
 * often as they say, to three standard errors, where policies differ (FCFS and SRPT) and where their means are equal; among
 * three equal ones a winner is named in at most 5 %. test/validate measures the same over 300 seeds at load 0.8.
 * And pairing works: JSQ against two choices on ten nodes at load 0.9 takes at least 5 times fewer replications on the same
 * jobs than on jobs of their own. And the best of simulated systems is selected as often as was promised, by the procedure and by
 * compare --until-decided; and differences that are followed until they are precise are covered.
 */
import { expect, it } from 'vitest';
import { loadStudy } from '../../src/lab/study/load-study.ts';
import { play, runInThisThread } from '../../src/lab/study/play.ts';
import { verdictOf } from '../../src/lab/study/verdict.ts';
import { contest } from './contests.ts';
import { decisions } from './decided.ts';
import { selections } from './selected.ts';

const SEEDS = 100;
const QUICK = { load: 0.5, jobs: 1000, seeds: SEEDS };
const score = (share: number, promised: number, seeds: number) => (share - promised) / Math.sqrt((promised * (1 - promised)) / seeds);

it('intervals of the difference of FCFS and SRPT cover as often as they say', async () => {
  const { covered } = await contest({ ...QUICK, disciplines: ['fcfs', 'srpt'] });
  expect(Math.abs(score(covered / SEEDS, 0.95, SEEDS))).toBeLessThan(3);
});

it.each([[['fcfs', 'srpt']], [['fcfs', 'lcfs']]])('batches of one long run of each of %j, paired, cover as often as they say', async (disciplines) => {
  const { covered } = await contest({ load: 0.5, jobs: 20_000, seeds: SEEDS, replications: 1, disciplines });
  expect(score(covered / SEEDS, 0.95, SEEDS)).toBeGreaterThan(-3);
});

it('among equals a winner is named in at most 5 %, and the intervals of all differences cover at once', async () => {
  const { winners, covered } = await contest({ ...QUICK, disciplines: ['fcfs', 'lcfs', 'random-order'] });
  expect(winners).toBeLessThanOrEqual(0.05 * SEEDS);
  expect(score(covered / SEEDS, 0.95, SEEDS)).toBeGreaterThan(-3);
});

it('JSQ against two choices takes at least 5 times fewer replications on the same jobs', async () => {
  const { variants, cells, ...study } = loadStudy('compare', 'pairing', `
name: pairing
seed: pairing
arrivals: [{ class: job, process: poisson, load: 0.9, size: { exponential: { mean: 1 } } }]
pool: { nodes: 10, dispatch: jsq }
run: { jobs: 5000, replications: 60 }
compare: { dispatch: [jsq, { power-of-d: { d: 2 } }] }
`);
  const { points } = await play({ variants, cells, ...study }, runInThisThread(cells));
  const of = (metric: string, statistic: string) => verdictOf(points[0]!.samples.map((own) => own.map(({ overall }) => overall[metric][statistic])), variants.map(({ name }) => name), 0.95)!.against[0].reduction;
  // 14 over 100 replications of 20,000 jobs.
  expect(of('response', 'mean')).toBeGreaterThan(5);
  expect(of('response', 'p99')).toBeGreaterThan(5);
});

it('intervals of a difference that is followed until it is precise cover as often as they say', async () => {
  const seeds = 40;
  const { covered, replications } = await contest({ load: 0.5, jobs: 300, seeds, disciplines: ['fcfs', 'lcfs'], precision: 0.03 });
  expect(replications).toBeGreaterThan(10);
  expect(score(covered / seeds, 0.95, seeds)).toBeGreaterThan(-3);
});

it('compare --until-decided keeps its promise where the other is worse by just the indifference', async () => {
  const seeds = 30;
  const { best, covered } = await decisions({ worse: [0, 0.03], indifference: 0.03, jobs: 300, seeds, confidence: 0.9 });
  expect(score(best / seeds, 0.9, seeds)).toBeGreaterThan(-3);
  expect(score(covered / seeds, 0.95, seeds)).toBeGreaterThan(-3);
});

it('the best is selected as often as promised', () => {
  const seeds = 40;
  const { right } = selections({ jobs: 500, seeds, confidence: 0.9, indifference: 0.2 });
  expect(score(right, 0.9, seeds)).toBeGreaterThan(-3);
});
