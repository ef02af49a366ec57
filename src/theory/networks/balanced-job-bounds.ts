import { z } from 'zod';
import { count, nonNegative, object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { MOST } from './stations.ts';

interface Params {
  readonly demands: readonly number[];
  readonly population: number;
  readonly think: number;
}

export const balancedJobBounds = formula<Params>({
  name: 'balanced-job-bounds',
  title: 'balanced job bounds',
  about: 'Closed networks of single-slot stations with a product form lie between two whose stations are all alike, which have closed forms.',
  source: 'Zahorjan, Sevcik, Eager and Galler 1982, Communications of the ACM 25; Lazowska, Zahorjan, Graham and Sevcik 1984, chapter 5',
  kind: 'bound',
  breadth: 6,
  params: () => object({
    demands: z.array(positive('demand')).min(1).max(MOST).describe('demands D₁, D₂, … of the stations: service time of a job in all its visits'),
    population: count('number of customers N', 1e9),
    think: nonNegative('mean think time Z').default(0).describe('mean think time Z'),
  }),
  equations: [
    'D = Σᵢ Dᵢ,  D_max = max Dᵢ,  D_ave = D/M',
    'a balanced network without thinking: an arriving job finds (N−1)/M jobs at each station, so X = N/(D + (N−1) D/M)',
    'N/(D + Z + (N−1) D_max/(1 + Z/(N D))) ≤ X ≤ min(1/D_max, N/(D + Z + (N−1) D_ave/(1 + Z/D)))',
    'max(N D_max − Z, D + (N−1) D_ave/(1 + Z/D)) ≤ E[T] ≤ D + (N−1) D_max/(1 + Z/(N D))',
    'E[N at work] = N − X Z',
  ],
  symbols: {
    N: 'customers',
    M: 'stations',
    Z: 'mean think time',
    Dᵢ: 'demand: service time of a job at station i, all visits together',
    X: 'throughput: jobs per time unit',
    T: 'response: thinking left out',
  },
  mistakes: [
    'Bounds for networks with a product form only: exponential sizes under first come, first served, or sharing. The asymptotic bounds hold for all.',
    'They are nearest where demands are alike; with one station far above the others take the asymptotic bounds as well.',
    'Delays are thinking: leave their time out of D and add it to Z.',
  ],
  create(params) {
    const { response, throughput } = solve(params);
    // N − XZ without the difference: all that do not think are in the system.
    const number = (time: number) => params.population * (time / (params.think + time));
    return { values: {}, bounds: { response, throughput, number: { lower: number(response.lower), upper: number(response.upper) } } };
  },
  steps(params) {
    const { demand, largest, average, response, throughput } = solve(params);
    return [
      `D = ${figure(demand)},  D_max = ${figure(largest)},  D_ave = ${figure(average)} time units`,
      `${figure(throughput.lower)} ≤ X ≤ ${figure(throughput.upper)} jobs per time unit`,
      `${figure(response.lower)} ≤ E[T] ≤ ${figure(response.upper)} time units`,
    ];
  },
  examples: [
    {
      params: { demands: [0.5, 0.5, 0.5], population: 4 },
      expect: { 'lower throughput': 4 / 3, 'upper throughput': 4 / 3, 'lower response': 3, 'upper response': 3 },
      from: 'by hand: a balanced network meets both',
    },
    {
      params: { demands: [3, 1], population: 2, think: 4 },
      expect: { 'upper throughput': 2 / 9, 'lower response': 5, 'upper response': 6, 'lower throughput': 0.2 },
      from: 'by hand: 8 + 1 · 2/(1 + 1) and 8 + 1 · 3/(1 + 1/2)',
    },
  ],
});

function solve({ demands, population, think }: Params) {
  const demand = demands.reduce((sum, one) => sum + one, 0);
  const [largest, average] = [Math.max(...demands), demand / demands.length];
  const least = demand + ((population - 1) * average) / (1 + think / demand);
  const upper = demand + ((population - 1) * largest) / (1 + think / (population * demand));
  // With demands that are all alike the two meet, and rounding must not put them in the wrong order.
  const response = { lower: Math.min(upper, Math.max(population * largest - think, least)), upper };
  const throughput = { lower: population / (think + response.upper), upper: population / (think + response.lower) };
  return { demand, largest, average, response, throughput };
}
