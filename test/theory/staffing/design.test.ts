/** Designs that are best: by the conditions of Kuhn and Tucker, and because no small change is better. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { pareto } from '../../../src/random/distributions/pareto.ts';
import { uniform } from '../../../src/random/distributions/uniform.ts';
import { capacityAssignment } from '../../../src/theory/staffing/capacity-assignment.ts';
import { cMu } from '../../../src/theory/staffing/c-mu.ts';
import { optimalServiceRate } from '../../../src/theory/staffing/optimal-service-rate.ts';
import { optimalSplit } from '../../../src/theory/staffing/optimal-split.ts';
import { selfishSplit } from '../../../src/theory/staffing/selfish-split.ts';
import { optimalFlows, selfishFlows } from '../../../src/theory/staffing/split-flows.ts';
import { expectClose } from '../close.ts';

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
const rates = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 8 });
const load = fc.double({ min: 0.001, max: 0.999, noNaN: true });

const numberAt = (mu: readonly number[], flows: readonly number[]) => sum(flows.map((x, i) => x / (mu[i] - x)));

describe('splits', () => {
  test('the best one meets Kuhn and Tucker’s conditions, and no shift of flow lowers the mean number', () => {
    fc.assert(
      fc.property(rates, load, (mu, rho) => {
        const lambda = rho * sum(mu);
        const flows = optimalFlows({ lambda, mu });
        expectClose(sum(flows), lambda, 1e-12);
        const slopes = mu.map((rate, i) => rate / (rate - flows[i]) ** 2);
        const used = slopes.filter((_, i) => flows[i] > 0);
        for (const slope of used) expectClose(slope, used[0], 1e-8);
        for (const [i, slope] of slopes.entries()) if (flows[i] === 0) expect(slope).toBeGreaterThanOrEqual(used[0] * (1 - 1e-9));
        const least = numberAt(mu, flows);
        for (const from of mu.keys()) {
          for (const to of mu.keys()) {
            const shift = 1e-3 * Math.min(flows[from], mu[to] - flows[to]);
            const moved = flows.map((x, i) => x - (i === from ? shift : 0) + (i === to ? shift : 0));
            expect(numberAt(mu, moved)).toBeGreaterThanOrEqual(least * (1 - 1e-12));
          }
        }
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  test('the selfish one: nobody gains by going elsewhere; it is never better, and at most as many nodes are in use', () => {
    fc.assert(
      fc.property(rates, load, (mu, rho) => {
        const lambda = rho * sum(mu);
        const flows = selfishFlows({ lambda, mu });
        expectClose(sum(flows), lambda, 1e-12);
        const { values, others } = selfishSplit.create({ lambda, mu });
        for (const [i, x] of flows.entries()) {
          if (x > 0) expectClose(1 / (mu[i] - x), values['response'], 1e-8);
          else expect(1 / mu[i]).toBeGreaterThanOrEqual(values['response'] * (1 - 1e-9));
        }
        expect(others!['price of anarchy']).toBeGreaterThanOrEqual(1 - 1e-12);
        const best = optimalSplit.create({ lambda, mu });
        expect(others!['nodes in use']).toBeLessThanOrEqual(best.others!['nodes in use']);
        expectClose(others!['price of anarchy'], best.others!['price of anarchy'], 1e-12);
        expect(best.values['response']).toBeLessThanOrEqual(best.others!['response of the split in proportion to speed'] * (1 + 1e-12));
      }),
      { numRuns: 200, seed: 6 },
    );
  });

  test('closed form of the least mean number', () => {
    const { values } = optimalSplit.create({ lambda: 9, mu: [9, 4, 1] });
    expectClose(values['number'], (3 + 2 + 1) ** 2 / 5 - 3);
    expectClose(values['response'], (36 / 5 - 3) / 9);
  });

  test('equal nodes get equal parts, at any load', () => {
    for (const lambda of [1e-12, 1, 3 * (1 - 1e-9)]) {
      for (const flows of [optimalFlows({ lambda, mu: [1, 1, 1] }), selfishFlows({ lambda, mu: [1, 1, 1] })]) for (const x of flows) expectClose(x, lambda / 3, 1e-14);
    }
  });

  test('overload is refused', () => {
    expect(() => optimalSplit.create({ lambda: 5, mu: [4, 1] })).toThrow('load λ/Σμᵢ = 1 is not below 1');
    expect(() => selfishSplit.create({ lambda: 6, mu: [4, 1] })).toThrow('load λ/Σμᵢ = 1.2 is not below 1');
  });
});

const meanDelay = (channels: readonly { flow: number; cost: number }[], capacities: readonly number[], length: number) => sum(channels.map(({ flow }, i) => flow / (capacities[i] / length - flow))) / sum(channels.map(({ flow }) => flow));

describe('capacities', () => {
  test('spend the budget, and no shift of it lowers the mean delay', () => {
    const channel = fc.record({ flow: fc.double({ min: 0.01, max: 10, noNaN: true }), cost: fc.double({ min: 0.1, max: 10, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(channel, { minLength: 1, maxLength: 6 }), fc.double({ min: 1.01, max: 10, noNaN: true }), (channels, plenty) => {
        const length = 0.7;
        const budget = plenty * length * sum(channels.map(({ flow, cost }) => flow * cost));
        const { values, others } = capacityAssignment.create({ channels, budget, length });
        const capacities = channels.map((_, i) => others![`capacity of channel ${i + 1}`]);
        expectClose(sum(channels.map(({ cost }, i) => cost * capacities[i])), budget, 1e-12);
        expectClose(values['response'], meanDelay(channels, capacities, length), 1e-9);
        const roots = sum(channels.map(({ flow, cost }) => Math.sqrt(flow * cost)));
        const rest = budget - length * sum(channels.map(({ flow, cost }) => flow * cost));
        expectClose(values['response'], (length * roots ** 2) / sum(channels.map(({ flow }) => flow)) / rest, 1e-9);
        for (const from of channels.keys()) {
          for (const to of channels.keys()) {
            const money = 1e-3 * channels[from].cost * (capacities[from] - channels[from].flow * length);
            const moved = capacities.map((capacity, i) => capacity - (i === from ? money / channels[i].cost : 0) + (i === to ? money / channels[i].cost : 0));
            expect(meanDelay(channels, moved, length)).toBeGreaterThanOrEqual(values['response'] * (1 - 1e-9));
          }
        }
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  test('messages that pass several channels: as many fewer come from outside', () => {
    const channels = [{ flow: 2, cost: 1 }, { flow: 2, cost: 1 }];
    const one = capacityAssignment.create({ channels, budget: 8, length: 1 });
    const both = capacityAssignment.create({ channels, budget: 8, length: 1, arrivals: 2 });
    expectClose(both.values['response'], 2 * one.values['response']);
    expectClose(both.values['number'], one.values['number']);
  });

  test('too small a budget is refused', () => {
    expect(() => capacityAssignment.create({ channels: [{ flow: 2, cost: 3 }], budget: 6, length: 1 })).toThrow('must be above 6, which the flows need just to be met');
  });
});

/** Cobham's formula written out for one order. */
function costOf(classes: readonly { lambda: number; mean: number; second: number; cost: number }[]): number {
  const residual = sum(classes.map(({ lambda, second }) => (lambda * second) / 2));
  const upTo = (k: number) => sum(classes.slice(0, k).map(({ lambda, mean }) => lambda * mean));
  return sum(classes.map(({ lambda, cost }, k) => (cost * lambda * residual) / (1 - upTo(k)) / (1 - upTo(k + 1))));
}
const orders = <T>(all: readonly T[]): T[][] => (all.length === 0 ? [[]] : all.flatMap((one, i) => orders([...all.slice(0, i), ...all.slice(i + 1)]).map((rest) => [one, ...rest])));

describe('the cμ rule', () => {
  test('costs least of all orders', () => {
    const one = fc.record({ share: fc.double({ min: 0.05, max: 1, noNaN: true }), mean: fc.double({ min: 0.1, max: 10, noNaN: true }), cost: fc.double({ min: 0.01, max: 10, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 5 }), load, (parts, rho) => {
        const whole = sum(parts.map(({ share }) => share));
        const classes = parts.map(({ share, mean, cost }) => ({ lambda: (rho * share) / whole / mean, size: exponential.create({ mean }), cost }));
        const { others } = cMu.create({ classes });
        const plain = classes.map(({ lambda, size, cost }) => ({ lambda, mean: size.mean, second: 2 * size.mean ** 2, cost }));
        expectClose(others!['cost of waiting'], Math.min(...orders(plain).map(costOf)), 1e-9);
        expect(others!['cost of waiting']).toBeLessThanOrEqual(others!['cost under fcfs'] * (1 + 1e-9));
        expect(others!['cost in the reverse order']).toBeGreaterThanOrEqual(others!['cost under fcfs'] * (1 - 1e-9));
      }),
      { numRuns: 100, seed: 8 },
    );
  });

  test('costs in proportion to means: every order costs the same (conservation law)', () => {
    const classes = [0.5, 1, 4].map((mean) => ({ lambda: 0.2 / mean, size: uniform.create({ min: 0, max: 2 * mean }), cost: mean }));
    const { others } = cMu.create({ classes });
    expectClose(others!['cost of waiting'], others!['cost under fcfs'], 1e-12);
    expectClose(others!['cost in the reverse order'], others!['cost under fcfs'], 1e-12);
  });

  test('sizes without a variance: endless waits, but no NaN where they cost nothing', () => {
    const heavy = { name: 'heavy', lambda: 0.1, size: pareto.create({ shape: 1.5, min: 1 }), cost: 0 };
    const { classes, others } = cMu.create({ classes: [heavy] });
    expect(classes![0].values['waiting']).toBe(Infinity);
    expect(others!['cost of waiting']).toBe(0);
    expect(() => cMu.create({ classes: [{ ...heavy, lambda: 1 }] })).toThrow('is not below 1');
  });

  test('refuses jobs without size, whose c/E[S] is no number, and says which class', () => {
    const empty = { lambda: 0.1, size: deterministic.create({ value: 0 }), cost: 0 };
    expect(() => cMu.create({ classes: [{ ...empty, size: uniform.create({ min: 0, max: 1 }) }, empty] })).toThrow(expect.objectContaining({ message: 'the mean size must be above 0', path: ['classes', 1, 'size'] }));
  });
});

test('the cheapest service rate: no other is cheaper', () => {
  for (const [lambda, price, delay] of [[4, 1, 9], [0.01, 3, 0.5], [1e6, 1, 1]]) {
    const { others } = optimalServiceRate.create({ lambda, price, delay });
    const cost = (mu: number) => price * mu + (delay * lambda) / (mu - lambda);
    expectClose(others!['cost'], cost(others!['service rate']), 1e-9);
    const margin = others!['service rate'] - lambda;
    for (const factor of [0.5, 0.99, 1.01, 2]) expect(cost(lambda + factor * margin)).toBeGreaterThan(others!['cost']);
  }
});
