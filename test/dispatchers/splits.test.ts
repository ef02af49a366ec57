import { describe, expect, test } from 'vitest';
import { optimalSplit } from '../../src/dispatchers/optimal-split.ts';
import { sita } from '../../src/dispatchers/sita.ts';
import { weightedRandom } from '../../src/dispatchers/weighted-random.ts';
import { aliasTable } from '../../src/dispatchers/alias-table.ts';
import type { Distribution, Job, PoolView } from '../../src/model.ts';
import { ParamError } from '../../src/params.ts';
import type { Push } from '../../src/policy.ts';
import { boundedPareto } from '../../src/random/distributions/bounded-pareto.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import { discrete } from '../../src/random/distributions/discrete.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { gamma } from '../../src/random/distributions/gamma.ts';
import { lognormal } from '../../src/random/distributions/lognormal.ts';
import { mixture } from '../../src/random/distributions/mixture.ts';
import { pareto } from '../../src/random/distributions/pareto.ts';
import { uniform } from '../../src/random/distributions/uniform.ts';
import { weibull } from '../../src/random/distributions/weibull.ts';
import { stream } from '../../src/random/stream.ts';
import { equalLoadCutoffs, workBetween } from '../../src/size-intervals.ts';
import { squareRootSplit } from '../../src/square-root-split.ts';
import { sita as sitaFormula } from '../../src/theory/dispatching/sita.ts';
import { by, farm, run } from './runs.ts';

const node = (speed: number, slots = 1) => ({ speed, slots, capacity: Infinity });
const known = (rate: number, size: Distribution) => ({ rate, size, classes: [{ rate, size }] });

describe('the alias table', () => {
  test.each([[[1]], [[1, 1, 1]], [[0, 3, 1]], [[5, 1e-3, 0, 2, 2]], [[1 / 3, 1 / 3, 1 / 3, 0]]])('draws in proportion to %j', (weights) => {
    const draw = aliasTable(weights);
    const chance = stream('alias');
    const counts = weights.map(() => 0);
    const draws = 40_000;
    for (let i = 0; i < draws; i++) counts[draw(chance)]++;
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [i, weight] of weights.entries()) {
      const p = weight / total;
      if (p === 0 || p === 1) expect(counts[i]).toBe(p * draws);
      else expect(Math.abs(counts[i] - p * draws)).toBeLessThan(4 * Math.sqrt(draws * p * (1 - p)) + 1);
    }
  });
});

const overTwo = (weights: number[]) => weightedRandom.create({ weights }, { nodes: [node(1), node(1)], stream: stream(''), workload: { rate: 1, classes: [] } });

describe('weighted random', () => {
  test('by slots times speed, or by weights; what it says of the split is what jobs do', () => {
    const nodes = [node(1), node(2, 3), node(0.5)];
    for (const params of [{ weights: 'speed' as const }, { weights: [3, 1, 0] }]) {
      const split = weightedRandom.split!(params, nodes, known(1, exponential.create({ mean: 1 })));
      const { shares } = run(farm({ nodes, load: 0.1, dispatch: by(weightedRandom, params), jobs: 10_000 }));
      for (const [i, share] of shares.entries()) expect(Math.abs(share - split[i])).toBeLessThanOrEqual(4 * Math.sqrt((split[i] * (1 - split[i])) / 9000));
    }
  });

  test('one weight for each node, not all 0', () => {
    expect(() => overTwo([1])).toThrow(ParamError);
    expect(() => overTwo([0, 0])).toThrow(ParamError);
  });
});

const response = (load: number, rates: readonly number[], flows: readonly number[]) => flows.reduce((sum, flow, i) => sum + flow / (rates[i] - flow), 0) / load;

describe('the optimal split', () => {
  test('no small shift from node to node makes it better, at any load', () => {
    const rates = [4, 1, 0.3, 1];
    for (const load of [0.01, 0.5, 1.5, 3, 5, 6.2]) {
      const flows = squareRootSplit(load, rates);
      expect(flows.reduce((sum, flow) => sum + flow, 0)).toBeCloseTo(load, 12);
      const best = response(load, rates, flows);
      for (const [from] of rates.entries()) {
        for (const [to] of rates.entries()) {
          const shift = Math.min(flows[from], 1e-3 * load, (rates[to] - flows[to]) / 2);
          const other = flows.map((flow, i) => flow - (i === from ? shift : 0) + (i === to ? shift : 0));
          expect(response(load, rates, other)).toBeGreaterThanOrEqual(best * (1 - 1e-12));
        }
      }
    }
  });

  test('sizes and slots enter as work: ten times larger jobs a tenth as often, two slots of half the speed', () => {
    const split = (rate: number, mean: number, nodes = [node(4), node(1)]) => optimalSplit.split!({}, nodes, known(rate, exponential.create({ mean })));
    expect(split(3, 1)[0]).toBeCloseTo(8 / 9, 12);
    expect(split(0.3, 10)[0]).toBeCloseTo(8 / 9, 12);
    expect(split(3, 1, [node(2, 2), node(0.5, 2)])[0]).toBeCloseTo(8 / 9, 12);
  });

  test('at low load slow nodes get nothing; beyond all capacity each gets in proportion; unlimited slots: the fastest', () => {
    const split = (rate: number, nodes = [node(4), node(1)]) => optimalSplit.split!({}, nodes, known(rate, exponential.create({ mean: 1 })));
    expect(split(0.5)).toEqual([1, 0]);
    expect(split(6)).toEqual([0.8, 0.2]);
    expect(split(1, [node(1, Infinity), node(2, Infinity), node(2, Infinity)])).toEqual([0, 0.5, 0.5]);
    expect(() => optimalSplit.split!({}, [node(1), node(1)], { rate: NaN, classes: [] })).toThrow(ParamError);
  });
});

const picked = (cutoffs: number[], sizes: readonly number[]) => {
  const { pick } = sita.create({ cutoffs }, { nodes: [...cutoffs, 0].map(() => node(1)), stream: stream(''), workload: { rate: 1, classes: [] } }) as Push;
  return sizes.map((size) => pick({ size } as Job, {} as PoolView));
};

describe('sita', () => {
  const distributions: readonly (readonly [string, Distribution])[] = [
    ['exponential', exponential.create({ mean: 2 })],
    ['uniform', uniform.create({ min: 1, max: 3 })],
    ['gamma of shape 0.2', gamma.create({ shape: 0.2, mean: 1 })],
    ['weibull of shape 0.4', weibull.create({ shape: 0.4, mean: 1 })],
    ['lognormal', lognormal.create({ mean: 1, scv: 16 })],
    ['bounded Pareto over ten decades', boundedPareto.create({ shape: 1.1, min: 1, max: 1e10 })],
    ['Pareto', pareto.create({ shape: 1.5, min: 1 })],
    ['a mixture', mixture.create({ of: [{ weight: 3, distribution: exponential.create({ mean: 1 }) }, { weight: 1, distribution: uniform.create({ min: 5, max: 9 }) }] })],
  ];

  test.each(distributions)('cutoffs of equal load for %s sizes are those of the formula', (_, size) => {
    const { others } = sitaFormula.create({ lambda: 0.5 / size.mean, size, speed: 1, nodes: 4, cutoffs: undefined });
    for (const [i, cutoff] of equalLoadCutoffs(size, [1, 1, 1, 1]).entries()) expect(cutoff / others![`cutoff ${i + 1}`]).toBeCloseTo(1, 6);
    const shares = workBetween(size, equalLoadCutoffs(size, [1, 2, 1]));
    for (const [i, share] of [0.25, 0.5, 0.25].entries()) expect(shares[i]).toBeCloseTo(share, 6);
  });

  test('single sizes: the first up to which there is enough work, its jobs below it', () => {
    const size = discrete.create({ values: [1, 2, 4], probabilities: [0.5, 0.25, 0.25] });
    // Work 0.5, 0.5 and 1 of 2.
    expect(equalLoadCutoffs(size, [1, 1])).toEqual([2]);
    expect(equalLoadCutoffs(size, [1, 1, 1, 1])).toEqual([1, 2, 4]);
    expect(workBetween(size, [2])).toEqual([0.5, 0.5]);
    expect(workBetween(size, [1, 2, 4])).toEqual([0.25, 0.25, 0.5, 0]);
    expect(equalLoadCutoffs(deterministic.create({ value: 3 }), [1, 1])).toEqual([3]);
  });

  test('a size exactly at a cutoff goes below it', () => {
    expect(picked([1, 4], [0, 0.5, 1, 1.0000001, 4, 5, 1e9])).toEqual([0, 0, 0, 1, 1, 2, 2]);
    expect(picked([], [1, 2])).toEqual([0, 0]);
  });

  test('cutoffs are one less than nodes, and ascend; nodes are equally busy in proportion to their speed', () => {
    expect(() => picked([1, 1], [1])).toThrow(ParamError);
    expect(() => sita.create({ cutoffs: [1, 2] }, { nodes: [node(1)], stream: stream(''), workload: { rate: 1, classes: [] } })).toThrow(ParamError);
    const nodes = [node(1), node(3), node(1)];
    const size = exponential.create({ mean: 1 });
    const { sections } = run(farm({ nodes, load: 0.5, size, dispatch: by(sita), jobs: 40_000 }));
    for (const i of nodes.keys()) {
      const [busy, time] = sections.reduce(([b, t], section) => [b + section.nodes!.busyTime[i], t + section.time], [0, 0]);
      expect(busy / time).toBeCloseTo(0.5, 1);
    }
    for (const [i, share] of [0.2, 0.6, 0.2].entries()) expect(sita.split!({ cutoffs: 'equal-load' }, nodes, known(1, size))[i]).toBeCloseTo(share, 6);
  });
});
