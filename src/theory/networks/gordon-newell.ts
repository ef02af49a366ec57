import { count, object, ParamError } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { convolution } from './convolution.ts';
import { visitRatios } from './routing.ts';
import { namesOf, type NetworkStation, routingParam, stationsParam } from './stations.ts';
import { total } from './totals.ts';

interface Params {
  readonly stations: readonly NetworkStation[];
  readonly routing: readonly (readonly number[])[];
  readonly population: number;
}

/** Numbers that the convolution may keep, and multiplications up to which it takes some tenths of a second. */
const [ROOM, AFFORDABLE] = [1e7, 2e8];

export const gordonNewell = formula<Params>({
  name: 'gordon-newell',
  alsoKnownAs: ['closed-network'],
  title: 'closed Gordon–Newell network',
  short: 'closed Gordon–Newell',
  about: 'A fixed number of jobs that go round at random between stations of exponential service, with one slot, several, or unlimited ones (a delay). By convolution.',
  source: 'Gordon and Newell 1967, Operations Research 15; Buzen 1973, Communications of the ACM 16 (algorithm); Harchol-Balter 2013, chapter 19',
  kind: 'exact',
  breadth: 4,
  parts: 'station',
  params: () => object({ stations: stationsParam, routing: routingParam, population: count('number of jobs N') }),
  equations: [
    'vᵢ = Σⱼ vⱼ pⱼᵢ,  v₁ = 1;  Dᵢ = vᵢ/μᵢ',
    'P[n₁, …, n_M] = Πᵢ fᵢ(nᵢ) / G(N) for n₁ + … + n_M = N   (product form)',
    'fᵢ(n) = Dᵢⁿ / Π_{k=1..n} min(k, cᵢ)',
    'G = f₁ ∗ … ∗ f_M;  with one slot G_m(n) = G_{m−1}(n) + D_m G_m(n−1)   (Buzen)',
    'X = G(N−1)/G(N),  λᵢ = vᵢ X,  Uᵢ = λᵢ/(cᵢμᵢ)',
    'E[Nᵢ] = Σ_{n=1..N} Dᵢⁿ G(N−n)/G(N)   (one slot)',
    'E[Tᵢ] = E[Nᵢ]/λᵢ,  E[T] = N/X   (a cycle, from one arrival at station 1 to the next)',
  ],
  symbols: {
    N: 'jobs in the network, always as many',
    pⱼᵢ: 'probability that a job goes from station j to station i',
    vᵢ: 'visits to station i per visit to station 1',
    μᵢ: 'service rate of one slot of station i, jobs per time unit',
    cᵢ: 'slots of station i',
    Dᵢ: 'demand: service time at station i per cycle',
    G: 'normalising constant, of all stations and n jobs',
    X: 'throughput: visits to station 1 per time unit',
    λᵢ: 'visits to station i per time unit',
    Tᵢ: 'time at station i during one visit',
  },
  mistakes: [
    'The stations are not independent: their numbers add up to N. G(N) is what the product has to be divided by.',
    'A job that comes to a station finds the network as it is with N − 1 jobs, not with N (arrival theorem).',
    'The throughput does not grow with N for ever: it tends to the least of cᵢ/Dᵢ, the bottleneck’s.',
  ],
  create(params) {
    const { stations, population } = params;
    const names = namesOf(stations);
    const { visits, throughput, means } = solve(params);
    const classes = stations.map(({ mu, servers }, i) => {
      const flow = visits[i] * throughput;
      const { number, queue } = means[i];
      const values: Record<string, number> = { response: number / flow, waiting: queue / flow, number, queue, throughput: flow };
      if (servers < Infinity) values['utilisation'] = flow / mu / servers;
      return { name: names[i], values };
    });
    const sums = total(classes, stations, throughput);
    return { values: { ...sums, number: population, response: population / throughput }, classes };
  },
  steps(params) {
    const names = namesOf(params.stations);
    const { visits, throughput, means } = solve(params);
    return [
      ...names.slice(0, 8).map((name, i) => {
        const demand = visits[i] / params.stations[i].mu;
        return `${name}: v = ${figure(visits[i])},  D = ${figure(demand)},  λ = ${figure(visits[i] * throughput)},  E[N] = ${figure(means[i].number)} jobs`;
      }),
      `X = G(${params.population - 1})/G(${params.population}) = ${figure(throughput)} cycles per time unit`,
      `E[T] = ${params.population}/${figure(throughput)} = ${figure(params.population / throughput)} time units`,
    ];
  },
  examples: [
    {
      params: { stations: [{ mu: 2 }, { mu: 2 }, { mu: 2 }], routing: [[0, 1, 0], [0, 0, 1], [1, 0, 0]], population: 4 },
      expect: { throughput: 2 * (4 / 6), 'station 2 number': 4 / 3, response: 3, utilisation: 2 / 3 },
      from: 'by hand: a balanced network, X = N/(N+M−1)/D',
    },
    {
      params: { stations: [{ name: 'cpu', mu: 1 }, { name: 'disk', mu: 0.5 }], routing: [[0, 1], [1, 0]], population: 2 },
      expect: { throughput: 3 / 7, 'cpu number': 4 / 7, 'disk number': 10 / 7, 'disk utilisation': 6 / 7 },
      from: 'by hand: G = 1, 3, 7',
    },
  ],
});

function solve({ stations, routing, population }: Params) {
  const names = namesOf(stations);
  const visits = visitRatios(routing, names);
  const several = stations.filter(({ servers }) => servers > 1).length;
  if (population * stations.length > ROOM || 1.5 * several * population ** 2 > AFFORDABLE) {
    throw new ParamError(`${population} jobs are more than this formula is computed for at ${stations.length} stations, ${several} of several slots`, ['population']);
  }
  const { throughput, stations: means } = convolution(stations.map(({ mu, servers }, i) => ({ demand: visits[i] / mu, servers })), population);
  return { visits, throughput, means };
}
