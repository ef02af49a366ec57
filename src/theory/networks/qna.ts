import { z } from 'zod';
import { nonNegative, object, ParamError, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { openTraffic } from './routing.ts';
import { MOST, nameParam, namesOf, routingParam } from './stations.ts';
import { total } from './totals.ts';
import { gapVariability, waitByTwoMoments } from './variability.ts';

interface Params {
  readonly stations: readonly { readonly name?: string | undefined; readonly mu: number; readonly scv: number }[];
  readonly routing: readonly (readonly number[])[];
  readonly arrivals: readonly { readonly rate: number; readonly scv: number }[];
}

const SCV = 'squared coefficient of variation';
const scvParam = nonNegative(SCV).default(1).describe(SCV);

export const qna = formula<Params>({
  name: 'qna',
  title: 'open network by two moments (QNA)',
  short: 'open network (QNA)',
  about: 'Single-slot stations between which jobs go at random, with services and arrivals of any variability: each station is taken for a G/G/1 of its own.',
  source: 'Whitt 1983, The Queueing Network Analyzer, Bell System Technical Journal 62; Kraemer and Langenbach-Belz 1976',
  kind: 'approximation',
  breadth: 7,
  parts: 'station',
  params: () => object({
    stations: z
      .array(object({ name: nameParam, mu: positive('service rate μ, jobs per time unit'), scv: scvParam }))
      .min(1)
      .max(MOST)
      .describe('stations, each of them { mu, scv, name }: service rate, and the squared coefficient of variation of the service time (1 unless given)'),
    routing: routingParam,
    arrivals: z
      .array(z.union([nonNegative('arrival rate').transform((rate) => ({ rate, scv: 1 })), object({ rate: nonNegative('arrival rate'), scv: scvParam })]))
      .describe('arrivals at each station from outside: a rate (Poisson), or { rate, scv } with the squared coefficient of variation of the gaps'),
  }),
  equations: [
    'λⱼ = γⱼ + Σᵢ λᵢ pᵢⱼ,  ρⱼ = λⱼ/μⱼ,  qᵢⱼ = λᵢ pᵢⱼ/λⱼ (part of what comes to j from i),  q₀ⱼ = γⱼ/λⱼ',
    'departures: c²_dᵢ = ρᵢ² max(c²_sᵢ, 0.2) + (1−ρᵢ²) c²_aᵢ',
    'split: c²ᵢⱼ = pᵢⱼ c²_dᵢ + 1 − pᵢⱼ',
    'merged: c²_aⱼ = 1 − wⱼ + wⱼ (q₀ⱼ c²₀ⱼ + Σᵢ qᵢⱼ c²ᵢⱼ)',
    'wⱼ = 1/(1 + 4(1−ρⱼ)²(vⱼ−1)),  vⱼ = 1/(q₀ⱼ² + Σᵢ qᵢⱼ²)',
    'E[Wⱼ] = ρⱼ (c²_aⱼ + c²_sⱼ) gⱼ / (2 μⱼ (1−ρⱼ))',
    'gⱼ = exp(−2(1−ρⱼ)(1−c²_aⱼ)² / (3ρⱼ(c²_aⱼ + c²_sⱼ))) where c²_aⱼ < 1, else 1',
    'E[T] = Σⱼ λⱼ (E[Wⱼ] + 1/μⱼ) / Σⱼ γⱼ',
  ],
  symbols: {
    γⱼ: 'arrivals at station j from outside, jobs per time unit',
    pᵢⱼ: 'probability that a job goes from station i to station j',
    λⱼ: 'visits to station j per time unit',
    μⱼ: 'service rate of station j, jobs per time unit',
    'c²_s, c²_a, c²_d': 'squared coefficients of variation of services, of gaps between arrivals, and between departures',
    'c²₀ⱼ': 'the same of the gaps between arrivals at j from outside',
    Wⱼ: 'waiting at station j during one visit',
    T: 'response: time in the network',
  },
  mistakes: [
    'Stations are not independent, and gaps that follow one another are not either: errors of 10 to 30 % of a wait are common where variabilities are far from 1.',
    'Exact only where every c² is 1, a Jackson network, and for M/G/1 alone: good near there, a guess far away.',
    'A bottleneck sees the variability of what comes from far upstream, beyond stations of low load: the equations above forget it (Suresh and Whitt 1990).',
  ],
  create(params) {
    const { stations, arrivals } = params;
    const { names, flow, gaps, waits } = solve(params);
    const classes = stations.map(({ mu }, i) => ({ name: names[i], values: byLittle({ throughput: flow[i], service: 1 / mu, waiting: waits[i], slots: 1 }) }));
    const outside = arrivals.reduce((sum, { rate }) => sum + rate, 0);
    const values = total(classes, stations.map(() => ({ servers: 1 })), outside);
    return { values, others: Object.fromEntries(names.map((name, i) => [`c² of the gaps at ${name}`, gaps[i]])), classes };
  },
  steps(params) {
    const { names, flow, gaps, waits } = solve(params);
    const outside = params.arrivals.reduce((sum, { rate }) => sum + rate, 0);
    const number = params.stations.reduce((sum, { mu }, i) => sum + flow[i] * (waits[i] + 1 / mu), 0);
    return [
      ...params.stations.slice(0, 8).map(({ mu }, i) => `${names[i]}: λ = ${figure(flow[i])},  ρ = ${figure(flow[i] / mu)},  c²_a ≈ ${figure(gaps[i])},  E[W] ≈ ${figure(waits[i])} time units`),
      `E[T] ≈ ${figure(number)}/${figure(outside)} = ${figure(number / outside)} time units`,
    ];
  },
  examples: [
    {
      params: { stations: [{ mu: 1, scv: 0 }, { mu: 1, scv: 3 }], routing: [[0, 1], [0, 0]], arrivals: [0.5, 0] },
      // c²_d = 0.25 · 0.2 + 0.75, and the second station is of one stream, so w = 1.
      expect: { 'station 1 waiting': 0.5, 'c² of the gaps at station 2': 0.8, 'station 2 waiting': 1.9 * Math.exp(-0.04 / 5.7) },
      from: 'by hand: M/D/1, and its departures of c² = 0.05 + 0.75',
    },
    { params: { stations: [{ mu: 4 }, { mu: 2 }], routing: [[0, 0.5], [1, 0]], arrivals: [1, 0] }, expect: { number: 2, response: 2 }, from: 'by hand: a Jackson network, both stations at load 1/2' },
  ],
});

function solve({ stations, routing, arrivals }: Params) {
  const names = namesOf(stations);
  const flow = openTraffic(arrivals.map(({ rate }) => rate), routing, names);
  const loads = stations.map(({ mu }, i) => flow[i] / mu);
  const full = loads.findIndex((load) => load >= 1);
  if (full >= 0) throw new ParamError(`load λ/μ = ${figure(loads[full])} of ${names[full]} is not below 1: its queue grows without bound`, ['stations', full]);
  const gaps = gapVariability(stations.map(({ scv }, i) => ({ flow: flow[i], load: loads[i], scv, outside: arrivals[i] })), routing);
  return { names, flow, gaps, waits: stations.map(({ mu, scv }, i) => waitByTwoMoments(1 / mu, loads[i], gaps[i], scv)) };
}
