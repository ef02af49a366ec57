import { z } from 'zod';
import { nonNegative, object, ParamError } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { erlangC } from '../markovian/erlang.ts';
import { openTraffic } from './routing.ts';
import { namesOf, type NetworkStation, routingParam, stationsParam } from './stations.ts';
import { total } from './totals.ts';

interface Params {
  readonly stations: readonly NetworkStation[];
  readonly routing: readonly (readonly number[])[];
  readonly arrivals: readonly number[];
}

export const jackson = formula<Params>({
  name: 'jackson',
  alsoKnownAs: ['open-network'],
  title: 'open Jackson network',
  about: 'Stations of exponential service between which jobs go at random, Poisson arrivals from outside: each is as M/M/c on its own, independent of the others.',
  source: 'J. R. Jackson 1957, Operations Research 5, and 1963, Management Science 10; Harchol-Balter 2013, chapter 17',
  kind: 'exact',
  breadth: 4,
  parts: 'station',
  params: () => object({
    stations: stationsParam,
    routing: routingParam,
    arrivals: z.array(nonNegative('arrival rate')).describe('γ₁, γ₂, …: jobs per time unit that come to each station from outside'),
  }),
  equations: [
    'λᵢ = γᵢ + Σⱼ λⱼ pⱼᵢ   (traffic equations)',
    'ρᵢ = λᵢ/(cᵢμᵢ) < 1 at every station',
    'P[N₁ = n₁, …, N_k = n_k] = Πᵢ P[Nᵢ = nᵢ],  each factor that of M/M/c with λᵢ, μᵢ, cᵢ   (product form)',
    'E[Nᵢ] = ρᵢ/(1−ρᵢ) with one slot,  λᵢ/μᵢ + Cᵢ ρᵢ/(1−ρᵢ) with more,  λᵢ/μᵢ with unlimited ones',
    'E[Tᵢ] = E[Nᵢ]/λᵢ   (one visit to station i)',
    'E[N] = Σᵢ E[Nᵢ],  E[T] = E[N] / Σᵢ γᵢ   (from entering the network to leaving it)',
    'Var N = Σᵢ Var Nᵢ',
  ],
  symbols: {
    γᵢ: 'arrivals at station i from outside, jobs per time unit',
    pⱼᵢ: 'probability that a job goes from station j to station i',
    λᵢ: 'all arrivals at station i, visits per time unit',
    μᵢ: 'service rate of one slot of station i, jobs per time unit',
    cᵢ: 'slots of station i',
    Cᵢ: 'Erlang C: the probability that all slots of station i are busy',
    Nᵢ: 'jobs at station i',
    Tᵢ: 'time at station i during one visit',
    N: 'jobs in the network',
    T: 'response: time in the network',
  },
  mistakes: [
    'The numbers at the stations are as those of independent M/M/c at one moment; the flows between the stations are not Poisson where a job can come back.',
    'Nor are the times that one job spends at successive stations independent, unless it can neither come back nor overtake.',
    'λᵢ counts visits: Little’s law for the whole network goes with what comes from outside, Σ γᵢ.',
  ],
  create(params) {
    const { stations, arrivals } = params;
    const flow = flows(params);
    const names = namesOf(stations);
    const classes = stations.map((station, i) => ({ name: names[i], values: ofStation(station, flow[i]) }));
    const outside = arrivals.reduce((sum, rate) => sum + rate, 0);
    const variance = classes.reduce((sum, { values }) => sum + values['number.variance'], 0);
    return { values: { ...total(classes, stations, outside), 'number.variance': variance }, classes };
  },
  steps(params) {
    const flow = flows(params);
    const names = namesOf(params.stations);
    const outside = params.arrivals.reduce((sum, rate) => sum + rate, 0);
    const numbers = params.stations.map((station, i) => ofStation(station, flow[i])['number']);
    const all = numbers.reduce((sum, number) => sum + number, 0);
    return [
      ...params.stations.slice(0, 8).map(({ mu, servers }, i) => {
        const load = servers === Infinity ? '' : `ρ = ${figure(flow[i])}/(${servers} · ${figure(mu)}) = ${figure(flow[i] / mu / servers)},  `;
        return `${names[i]}: λ = ${figure(flow[i])},  ${load}E[N] = ${figure(numbers[i])} jobs`;
      }),
      `E[N] = ${figure(all)} jobs in all`,
      `E[T] = ${figure(all)}/${figure(outside)} = ${figure(all / outside)} time units`,
    ];
  },
  examples: [
    {
      params: { stations: [{ name: 'cpu', mu: 4 }, { name: 'disk', mu: 2 }], routing: [[0, 0.5], [1, 0]], arrivals: [1, 0] },
      expect: { number: 2, response: 2, throughput: 1, waiting: 1, 'number.variance': 4, 'cpu throughput': 2, 'cpu response': 0.5, 'disk response': 1 },
      from: 'by hand: λ = (2, 1), both stations at load 1/2',
    },
    {
      params: { stations: [{ mu: 1, servers: 2 }, { mu: 0.2, servers: 'unlimited' }], routing: [[0, 1], [0, 0]], arrivals: [1, 0] },
      expect: { number: 4 / 3 + 5, response: 4 / 3 + 5, 'station 1 waiting': 1 / 3, 'station 2 number.variance': 5 },
      from: 'by hand: M/M/2 at load 1/2 and M/M/∞',
    },
  ],
});

/** λ of every station, each of which must be able to keep up. */
function flows({ stations, routing, arrivals }: Params): readonly number[] {
  const names = namesOf(stations);
  const flow = openTraffic(arrivals, routing, names);
  for (const [i, { mu, servers }] of stations.entries()) {
    const load = flow[i] / mu / servers;
    if (load >= 1) throw new ParamError(`load λ/(cμ) = ${figure(load)} of ${names[i]} is not below 1: its queue grows without bound`, ['stations', i]);
  }
  return flow;
}

/** M/M/c, or M/M/∞, where visits come at rate λ. */
function ofStation({ mu, servers }: NetworkStation, lambda: number): Record<string, number> {
  const offered = lambda / mu;
  if (servers === Infinity) return { ...byLittle({ throughput: lambda, service: 1 / mu, waiting: 0, slots: servers }), 'number.variance': offered };
  const wait = erlangC(servers, offered);
  const [load, idle] = [offered / servers, (servers - offered) / servers];
  // E[min(N, c)²] = a(a + 1 − C) by balance of flow, and given that all slots are busy the queue is geometric.
  const variance = offered * (1 + wait) + (wait * load * (1 + load - wait * load)) / idle ** 2;
  return { ...byLittle({ throughput: lambda, service: 1 / mu, waiting: wait / (servers * mu - lambda), slots: servers }), 'number.variance': variance };
}
