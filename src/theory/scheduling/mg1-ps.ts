import type { Distribution } from '../../model.ts';
import { object, positive } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { speedParam } from '../station-params.ts';
import { poissonInput } from '../recognition/station.ts';

interface Params {
  readonly lambda: number;
  readonly size: Distribution;
  readonly speed: number;
}

export const mg1Ps = formula({
  name: 'mg1-ps',
  title: 'M/G/1-PS',
  about: 'One slot shared equally by all jobs that are there. Poisson arrivals; of the sizes only the mean matters.',
  source: 'Kleinrock 1967; Sakata, Noguchi and Oizumi 1969; variance: Coffman, Muntz and Trotter 1970; Harchol-Balter 2013, chapter 30',
  kind: 'exact',
  breadth: 3,
  params: object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    size: distributionParam('size, in time units on a node of speed 1'),
    speed: speedParam,
  }),
  equations: [
    'ρ = λE[S]',
    'E[T(x)] = x/(1−ρ)',
    'E[T] = E[S]/(1−ρ)',
    'E[slowdown] = 1/(1−ρ), the same for every size',
    'E[W] = E[T] − E[S] = ρE[S]/(1−ρ)',
    'E[N] = ρ/(1−ρ)',
    'Var T = E[S]²/(1−ρ)² · (2+ρ)/(2−ρ)   (exponential sizes only)',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    S: 'service time: size / speed',
    ρ: 'load: the fraction of time that the slot is busy',
    'T(x)': 'response of a job of service time x',
    W: 'waiting: response less service time',
    N: 'jobs in the system',
  },
  mistakes: [
    'The mean response is that of M/M/1 for every distribution of sizes, but the variance is not: under PS with exponential sizes it is (2+ρ)/(2−ρ) times that of fcfs.',
    'PS is not always better than fcfs: sizes less variable than exponential do better under fcfs.',
  ],
  create({ lambda, size, speed }) {
    const service = size.mean / speed;
    const load = lambda * service;
    refuseOverload(load, 'λE[S]');
    const means = byLittle({ throughput: lambda, service, waiting: (load * service) / (1 - load), slots: 1 });
    const spread = size.name === 'exponential' && { 'response.variance': (service / (1 - load)) ** 2 * ((2 + load) / (2 - load)) };
    return { values: { ...means, slowdown: 1 / (1 - load), ...spread } };
  },
  steps({ lambda, size, speed }) {
    const service = size.mean / speed;
    const load = lambda * service;
    refuseOverload(load, 'λE[S]');
    return [
      `ρ = ${figure(lambda)} · ${figure(service)} = ${figure(load)}`,
      `E[T] = ${figure(service)}/(1 − ${figure(load)}) = ${figure(service / (1 - load))} time units`,
      `E[slowdown] = 1/(1 − ${figure(load)}) = ${figure(1 / (1 - load))}`,
      `E[N] = ${figure(load)}/(1 − ${figure(load)}) = ${figure(load / (1 - load))} jobs`,
    ];
  },
  recognise({ sources, slots, speed, capacity, discipline }): Params | undefined {
    const input = poissonInput(sources);
    if (!input || discipline.name !== 'ps' || slots !== 1 || capacity < Infinity) return undefined;
    return { lambda: input.lambda, size: input.size, speed };
  },
  ofClass({ lambda, size, speed }, { rate, service }) {
    const load = (lambda * size.mean) / speed;
    refuseOverload(load, 'λE[S]');
    const means = byLittle({ throughput: rate, service: service.mean, waiting: (load * service.mean) / (1 - load), slots: Infinity });
    return { values: { ...means, slowdown: 1 / (1 - load) } };
  },
  examples: [
    {
      params: { lambda: 0.8, size: { exponential: { mean: 1 } } },
      expect: { response: 5, slowdown: 5, number: 4, 'response.variance': (25 * 2.8) / 1.2 },
      from: 'by hand',
    },
    { params: { lambda: 1, size: { exponential: { mean: 1 } }, speed: 2 }, expect: { response: 1, slowdown: 2, number: 1, utilisation: 0.5 }, from: 'by hand' },
  ],
});
