import { z } from 'zod';
import type { Distribution } from '../../model.ts';
import { nonNegative, object, positive } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { levelsOf, type Level } from './priority-classes.ts';
import { speedParam } from '../station-params.ts';

interface Params {
  readonly classes: readonly { readonly name?: string; readonly lambda: number; readonly size: Distribution; readonly waiting?: number }[];
  readonly speed: number;
}

/** Equal to rounding, or to the digits with which waits are written down. */
const EQUAL = 1e-6;

export const mg1Conservation = formula<Params>({
  name: 'mg1-conservation',
  title: 'conservation law of M/G/1',
  short: 'M/G/1 conservation law',
  about: 'What no order of service changes, as long as it never idles, preempts nobody and does not look at sizes within a class: the waits of the classes weighted by their loads. Given waits are checked for whether any order could bring them about.',
  source: 'Kleinrock 1965, Naval Research Logistics Quarterly 12; Kleinrock 1976, section 3.4; which waits can be had: Coffman and Mitrani 1980, Operations Research 28',
  kind: 'exact',
  breadth: 5,
  params: () => object({
    classes: z
      .array(
        object({
          name: z.string().min(1).optional().describe('name of the class'),
          lambda: positive('arrival rate of the class, jobs per time unit'),
          size: distributionParam('size, in time units on a node of speed 1'),
          waiting: nonNegative('mean wait of the class, to be checked').optional(),
        }),
      )
      .min(1)
      .describe('the classes'),
    speed: speedParam,
  }),
  equations: [
    'ρᵢ = λᵢE[Sᵢ],  ρ = Σρᵢ,  E[W₀] = Σ λᵢE[Sᵢ²]/2',
    'the work in the system is the same under every order: Σ ρᵢE[Wᵢ] + E[W₀] = E[W₀]/(1−ρ)',
    'Σ ρᵢE[Wᵢ] = ρ E[W₀]/(1−ρ)   (conservation law)',
    'no set g of classes can do better than to go before all others: Σ_{i∈g} ρᵢE[Wᵢ] ≥ ρ_g E[W₀]/(1−ρ_g)',
    'waits that satisfy all of this, and no others, are those of some order',
  ],
  symbols: {
    'λᵢ, Sᵢ': 'arrival rate of class i, jobs per time unit, and its service time: size / speed',
    'ρᵢ, ρ_g, ρ': 'load of class i, of the set g, and of all',
    'W₀': 'what is left of the service that an arrival finds in progress',
    'Wᵢ': 'waiting of class i: response less service time',
  },
  mistakes: [
    'The weights are loads, not rates: the mean wait over all jobs does depend on the order, where mean sizes differ.',
    'Not for preemption, nor for orders that look at the sizes of single jobs, such as SJF: these change the sum.',
  ],
  create: (params) => {
    const levels = levelsOf(params);
    const [{ all }] = levels;
    const invariant = invariantOf(levels);
    const waits = params.classes.map(({ waiting }) => waiting);
    const others: Record<string, number> = { 'Σ ρ E[W]': invariant, 'E[work]': all.second / 2 / all.free };
    if (waits.every((wait) => wait !== undefined)) {
      others['Σ ρ E[W] as given'] = weighted(levels, waits);
      others['possible (1 yes, 0 no)'] = isPossible(levels, waits) ? 1 : 0;
    }
    return { values: { throughput: levels.reduce((sum, { rate }) => sum + rate, 0), utilisation: all.load }, others };
  },
  steps(params) {
    const levels = levelsOf(params);
    const [{ all }] = levels;
    const waits = params.classes.map(({ waiting }) => waiting);
    const given = waits.every((wait) => wait !== undefined);
    return [
      `ρ = ${levels.map(({ rate, service }) => `${figure(rate)}·${figure(service.mean)}`).join(' + ')} = ${figure(all.load)},  E[W₀] = ${figure(all.second / 2)}`,
      `Σ ρᵢE[Wᵢ] = ${figure(all.load)} · ${figure(all.second / 2)} / (1 − ${figure(all.load)}) = ${figure(invariantOf(levels))}`,
      ...(given ? [`as given: ${levels.map(({ rate, service }, i) => `${figure(rate * service.mean)}·${figure(waits[i]!)}`).join(' + ')} = ${figure(weighted(levels, waits as number[]))}`] : []),
    ];
  },
  examples: [
    {
      // E[W₀] = (0.2·2 + 0.3·2)/2 = 0.5; the waits are those of priorities: 0.5/0.8 and 0.5/(0.8·0.5).
      params: { classes: [{ lambda: 0.2, size: { exponential: { mean: 1 } }, waiting: 0.625 }, { lambda: 0.3, size: { exponential: { mean: 1 } }, waiting: 1.25 }] },
      expect: { 'Σ ρ E[W]': 0.5, 'Σ ρ E[W] as given': 0.5, 'possible (1 yes, 0 no)': 1, utilisation: 0.5 },
      from: 'by hand',
    },
    {
      params: { classes: [{ lambda: 0.2, size: { exponential: { mean: 1 } }, waiting: 0.25 }, { lambda: 0.3, size: { exponential: { mean: 1 } }, waiting: 1.5 }] },
      expect: { 'Σ ρ E[W] as given': 0.5, 'possible (1 yes, 0 no)': 0 },
      from: 'by hand: the sum is right, but not even the first of all waits less than 0.625',
    },
  ],
});

function invariantOf([{ all }]: readonly Level[]): number {
  return (all.load * all.second) / 2 / all.free;
}

function weighted(levels: readonly Level[], waits: readonly number[]): number {
  return levels.reduce((sum, { rate, service }, i) => sum + rate * service.mean * waits[i], 0);
}

/** Where a set of classes does too well, so does one that consists of those with the least waits: only these need to be looked at. */
function isPossible(levels: readonly Level[], waits: readonly number[]): boolean {
  const [{ all }] = levels;
  const order = levels.map((_, i) => i).toSorted((i, j) => waits[i] - waits[j]);
  let [load, sum] = [0, 0];
  for (const i of order) {
    const own = levels[i].rate * levels[i].service.mean;
    load += own;
    sum += own * waits[i];
    if (sum < ((load * all.second) / 2 / (1 - load)) * (1 - EQUAL)) return false;
  }
  return Math.abs(sum - invariantOf(levels)) <= EQUAL * invariantOf(levels);
}
