import { z } from 'zod';
import { isBounded, type Scenario } from '../../scenario.ts';
import { count, nonNegative, object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { MOST, nameParam, namesOf } from './stations.ts';

interface DemandedStation {
  readonly name?: string | undefined;
  readonly demand: number;
  /** How many times the work of one slot the station can do; Infinity for a delay. */
  readonly servers: number;
}

interface Params {
  readonly stations: readonly DemandedStation[];
  readonly population: number;
  readonly think: number;
}

const SERVERS = 'slots, or how many slots’ work the station can do, or unlimited';
const THINK = 'mean think time Z';

export const operationalBounds = formula<Params>({
  name: 'operational-bounds',
  title: 'asymptotic bounds of a closed system',
  short: 'closed system',
  about: 'What no closed interactive system goes beyond, whatever the distributions, the scheduling and the dispatching, as long as no job is lost and no work done twice.',
  source: 'Denning and Buzen 1978, ACM Computing Surveys 10; Muntz and Wong 1974; Harchol-Balter 2013, chapter 7',
  kind: 'bound',
  breadth: 9,
  params: () => object({
    stations: z
      .array(
        object({
          name: nameParam,
          demand: positive('demand D'),
          servers: z.union([positive(SERVERS), z.literal('unlimited')]).default(1).transform((slots) => (slots === 'unlimited' ? Infinity : slots)).describe(SERVERS),
        }),
      )
      .min(1)
      .max(MOST)
      .describe('stations, each of them { demand, servers, name }: service time per job in all visits; servers is 1 unless given, or unlimited'),
    population: count('number of customers N'),
    think: nonNegative(THINK).default(0).describe(THINK),
  }),
  equations: [
    'Uᵢ = X Dᵢ/cᵢ ≤ 1, so X ≤ min cᵢ/Dᵢ   (utilisation law)',
    'N = X (Z + E[T]) and E[T] ≥ D = Σᵢ Dᵢ, so X ≤ N/(Z + D)   (Little’s law for the customers)',
    'X ≤ X* = min(min cᵢ/Dᵢ, N/(Z + D))',
    'E[T] = N/X − Z ≥ max(D, N max Dᵢ/cᵢ − Z)',
    'E[N at work] = N − X Z ≥ N − X* Z',
    'N* = (Z + D) min cᵢ/Dᵢ   (where the two bounds meet: beyond it somebody surely waits)',
  ],
  symbols: {
    N: 'customers',
    Z: 'mean think time',
    Dᵢ: 'demand: service time of a job at station i, all visits together',
    cᵢ: 'slots of station i',
    D: 'demand at all stations together',
    Uᵢ: 'utilisation of station i',
    X: 'throughput: jobs per time unit',
    T: 'response: thinking left out',
  },
  mistakes: [
    'Speeding up any other station than the one of the largest Dᵢ/cᵢ does not raise the bound for many customers, however well used it is.',
    'The bounds are met only without variation: real systems stay below, most of all around N*.',
    'The bound from the other side, X ≥ N/(Z + N D), is not for every system: it needs that a job finds no more than the other N − 1 jobs’ mean work ahead of it.',
  ],
  create(params) {
    namesOf(params.stations);
    const { population, think } = params;
    const { most, demand, capacity } = solve(params);
    return {
      values: {},
      bounds: {
        response: { lower: Math.max(demand, population / capacity - think) },
        // The first is the same number in light load, where the second would cancel.
        number: { lower: Math.max(most * demand, population - most * think) },
        throughput: { upper: most },
      },
      others: { 'N*': (think + demand) * capacity },
    };
  },
  steps(params) {
    const { population, think } = params;
    const { most, demand, capacity } = solve(params);
    return [
      `D = ${figure(demand)} time units,  min cᵢ/Dᵢ = ${figure(capacity)} jobs per time unit`,
      `X ≤ min(${figure(capacity)}, ${population}/(${figure(think)} + ${figure(demand)})) = ${figure(most)} jobs per time unit`,
      `E[T] ≥ max(${figure(demand)}, ${population}/${figure(capacity)} − ${figure(think)}) = ${figure(Math.max(demand, population / capacity - think))} time units`,
      `N* = ${figure((think + demand) * capacity)} customers`,
    ];
  },
  recogniseScenario: oneClosedSource,
  examples: [
    {
      params: { stations: [{ name: 'cpu', demand: 5 }, { name: 'disk 1', demand: 4 }, { name: 'disk 2', demand: 3 }], population: 20, think: 18 },
      expect: { 'upper throughput': 0.2, 'lower response': 82, 'N*': 6, 'lower number': 16.4 },
      from: 'by hand',
    },
    { params: { stations: [{ demand: 2, servers: 4 }], population: 3, think: 4 }, expect: { 'upper throughput': 0.5, 'lower response': 2, 'N*': 12, 'lower number': 1 }, from: 'by hand' },
  ],
});

function solve({ stations, population, think }: Params) {
  const demand = stations.reduce((sum, station) => sum + station.demand, 0);
  const capacity = Math.min(...stations.map((station) => station.servers / station.demand));
  return { demand, capacity, most: Math.min(capacity, population / (think + demand)) };
}

/**
 * The pool as one station. At best a job runs on the fastest node from its first moment, so D is its size over that speed;
 * and the nodes together do Σ slots · speed of work per time unit, which is c/D jobs where c counts slots of the fastest.
 */
function oneClosedSource({ sources, pool }: Scenario): Params | undefined {
  const [{ process, size }, ...others] = sources;
  // A customer whose job is lost does not wait for it: then the laws above do not hold as they stand.
  if (others.length > 0 || process.mechanism !== 'closed' || !size || size.mean === 0 || isBounded(pool)) return undefined;
  const speed = Math.max(...pool.nodes.map((node) => node.speed));
  const servers = pool.nodes.reduce((sum, node) => sum + (node.slots * node.speed) / speed, 0);
  return { stations: [{ demand: size.mean / speed, servers }], population: process.population, think: process.think.mean };
}
