/** Lottery and stride scheduling give service in proportion to weights, one by chance and one without. */
import { describe, expect, test } from 'vitest';
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import { lottery } from '../../src/disciplines/lottery.ts';
import { randomOrder } from '../../src/disciplines/random-order.ts';
import { roundRobin } from '../../src/disciplines/round-robin.ts';
import { stride } from '../../src/disciplines/stride.ts';
import { stream } from '../../src/random/stream.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { mg1Dps } from '../../src/theory/scheduling/mg1-dps.ts';
import { scenarioOf, serveBy, traceOf, type TracedJob } from '../contract/scenarios.ts';
import { completionsIn, completionsOf, made } from '../kernel/completions.ts';
import { mean, meanResponse, played } from './played.ts';

const definitions: readonly DisciplineDefinition[] = [lottery, stride];

describe('short turns are discriminatory processor sharing (Fayolle, Mitrani and Iasnogorodski 1980)', () => {
  const classes = [
    { lambda: 0.3, mu: 1, weight: 1 },
    { lambda: 0.6, mu: 2, weight: 6 },
  ];
  const truth = mg1Dps.create({ classes }).classes!.map(({ values }) => values['response']);
  const alike = mg1Dps.create({ classes: classes.map((one) => ({ ...one, weight: 1 })) }).classes!.map(({ values }) => values['response']);

  test.each(definitions)('under $name', (discipline) => {
    const arriving = classes.map(({ lambda, mu, weight }) => ({ lambda, size: exponential.create({ mean: 1 / mu }), weight }));
    const samples = played({ classes: arriving, discipline, params: { quantum: 0.02 } }, (jobs) => classes.map((_, k) => meanResponse(jobs, k)));
    for (const [k, response] of truth.entries()) {
      const measured = mean(samples.map((one) => one[k]));
      expect(Math.abs(measured / response - 1), `class ${k}: ${measured}, theory ${response}`).toBeLessThan(0.04);
      expect(Math.abs(measured / alike[k] - 1), 'as if all weighed the same').toBeGreaterThan(0.1);
    }
  });
});

/** Jobs that come together, of sizes in proportion to their weights. */
const together = [1, 2, 5].map((weight): TracedJob => ({ arrival: 0, size: 10 * weight, priority: 0, weight }));

test('stride: sizes in proportion to weights are done within a round of each other', () => {
  for (const completion of completionsOf(together, made(stride, { quantum: 0.5 }))) expect(completion).toBeGreaterThan(80 - 0.5 * (1 + 2 + 5));
});

test('lottery: the same but for chance', () => {
  const spread = completionsOf(together, made(lottery, { quantum: 0.5 })).map((completion) => 80 - completion);
  expect(Math.max(...spread)).toBeGreaterThan(0.5 * (1 + 2 + 5));
  expect(Math.max(...spread)).toBeLessThan(40);
});

test('stride with equal weights is round robin on one slot, job by job', () => {
  const chance = stream('stride');
  for (let instance = 0; instance < 150; instance++) {
    let arrival = 0;
    const jobs = Array.from({ length: 20 }, (): TracedJob => ({ arrival: (arrival += chance.exponential() * 2), size: chance.exponential() * 2, priority: 0, weight: 3 }));
    expect(completionsOf(jobs, made(stride, { quantum: 0.3 }))).toEqual(completionsOf(jobs, made(roundRobin, { quantum: 0.3 })));
  }
});

test('random order by weight: who is first and who is second has the chances of drawing lots', () => {
  const jobs = [{ arrival: 0, size: 1, priority: 0 }, ...[1, 2, 5].map((weight) => ({ arrival: 0.5, size: 1, priority: 0, weight }))];
  const weights = [1, 2, 5];
  const RUNS = 4000;
  const counts = new Map<string, number>();
  for (let run = 0; run < RUNS; run++) {
    const completions = completionsIn(scenarioOf({ ...traceOf(jobs), seed: `lots/${run}`, discipline: serveBy(randomOrder, { weighted: true }), jobs: jobs.length }));
    const order = [0, 1, 2].toSorted((a, b) => completions[a + 1] - completions[b + 1]).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  for (const [order, count] of counts) {
    const [first, second] = [...order].map((place) => weights[Number(place)]);
    const chance = (first / 8) * (second / (8 - first));
    expect(Math.abs(count - RUNS * chance) / Math.sqrt(RUNS * chance * (1 - chance)), order).toBeLessThan(4);
  }
  expect(counts.size).toBe(6);
});
