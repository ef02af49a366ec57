import type { Distribution } from '../../model.ts';
import { object, positive } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import { sameWait } from '../class-share.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { orderParam, speedParam, type Order } from '../station-params.ts';
import { whereTailIs } from '../percentiles.ts';
import { integrate } from '../numeric/quadrature.ts';
import { clearPercentiles } from './clear-percentiles.ts';
import { fcfsTails } from './fcfs-tails.ts';
import { poissonQueue } from './recognise.ts';

interface Params {
  readonly lambda: number;
  readonly size: Distribution;
  readonly speed: number;
  readonly discipline: Order;
}

export const mg1 = formula({
  name: 'mg1',
  alsoKnownAs: ['pollaczek-khinchine', 'pk'],
  title: 'M/G/1 (Pollaczek–Khinchine)',
  short: 'M/G/1',
  about: 'One slot, Poisson arrivals, any sizes, unlimited room, no preemption. Means hold for every such order that ignores sizes; variances and percentiles are for fcfs.',
  source: 'Pollaczek 1930; Khinchine 1932; Harchol-Balter 2013, chapters 23 and 29; variance: Kleinrock 1975, section 5.7; tail: Takács 1955',
  kind: 'exact',
  breadth: 3,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    size: distributionParam('size, in time units on a node of speed 1'),
    speed: speedParam,
    discipline: orderParam,
  }),
  equations: [
    'ρ = λE[S]',
    'E[W] = λE[S²] / (2(1−ρ)) = ρ/(1−ρ) · E[S](1+C²)/2',
    'E[T] = E[W] + E[S]',
    'E[Q] = λE[W],  E[N] = λE[T]',
    'Var W = E[W]² + λE[S³] / (3(1−ρ))   (fcfs)',
    'Var T = Var W + Var S   (fcfs)',
    'P[W > t] = ρ P[Sₑ > t] + λ ∫₀ᵗ P[S > u] P[W > t−u] du,  P[W > 0] = ρ   (fcfs)',
    'P[T > t] = ρ P[Sₑ > t] + (1−ρ) P[S > t] + λ ∫₀ᵗ P[S > u] P[T > t−u] du   (fcfs)',
    'E[slowdown] = 1 + E[W]·E[1/S]   (order without regard to size; often infinite)',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    S: 'service time: size / speed',
    ρ: 'load: the fraction of time that the slot is busy',
    Sₑ: 'what is left of the service in progress: P[Sₑ > t] = ∫ₜ^∞ P[S > u] du / E[S]',
    'C²': 'squared coefficient of variation of S: Var S / E[S]²',
    W: 'waiting: response less service time',
    T: 'response: time in the system',
    Q: 'jobs that wait',
    N: 'jobs in the system',
  },
  mistakes: [
    'E[S²] is not E[S]²: the mean wait grows with the variance of the sizes, at any load, and is infinite where that is.',
    'The remaining service time that an arrival finds is E[S²]/(2E[S]) on average, not E[S]/2 (the inspection paradox).',
    'With a power tail of sizes, P[S > t] ~ t^−α, waiting has the tail t^(1−α): a percentile is finite where the mean is not (left out beyond 10¹⁸ mean sizes).',
    'Not for preemptive disciplines or those that know the sizes: there the mean wait is another one.',
  ],
  create(params) {
    const service = serviceOf(params);
    const waiting = meanWait(params.lambda, service);
    const means = byLittle({ throughput: params.lambda, service: service.mean, waiting, slots: 1 });
    const values = { ...means, ...slowdown(waiting, service), ...spread(params, service, service) };
    const others = { 'P[wait]': params.lambda * service.mean };
    const responseOfSize = (size: number) => waiting + size / params.speed;
    const tails = params.discipline === 'fcfs' ? fcfsTails(params.lambda, service) : undefined;
    if (!tails) return { values, others, responseOfSize };
    const at = {
      ...clearPercentiles('response', tails.response, whereTailIs(tails.response, service.mean, tails.reach)),
      ...clearPercentiles('waiting', tails.waiting, whereTailIs(tails.waiting, service.mean, tails.reach)),
    };
    return { values: { ...values, ...at }, others, responseTail: tails.response, responseOfSize };
  },
  steps(params) {
    const { lambda } = params;
    const service = serviceOf(params);
    const load = lambda * service.mean;
    const waiting = meanWait(lambda, service);
    return [
      `ρ = ${figure(lambda)} · ${figure(service.mean)} = ${figure(load)}`,
      `E[S²] = ${figure(service.moment(2))},  C² = ${figure(service.variance / service.mean ** 2)}`,
      `E[W] = ${figure(lambda)} · ${figure(service.moment(2))} / (2 · (1 − ${figure(load)})) = ${figure(waiting)} time units`,
      `E[T] = ${figure(waiting)} + ${figure(service.mean)} = ${figure(waiting + service.mean)} time units`,
      `E[N] = ${figure(lambda)} · ${figure(waiting + service.mean)} = ${figure(lambda * (waiting + service.mean))} jobs`,
    ];
  },
  recognise(station): Params | undefined {
    return station.slots === 1 && station.capacity === Infinity ? poissonQueue(station) : undefined;
  },
  ofClass(params, part, all) {
    const own = slowdown(all.values['waiting'], part.service);
    const waits = Object.entries(all.values).filter(([key]) => key.startsWith('waiting.p'));
    return { values: { ...sameWait(all, part), ...own, ...spread(params, serviceOf(params), part.service), ...Object.fromEntries(waits) } };
  },
  examples: [
    {
      params: { lambda: 0.8, size: { exponential: { mean: 1 } } },
      expect: { waiting: 4, response: 5, number: 4, queue: 3.2, 'waiting.variance': 24, 'response.variance': 25 },
      from: 'by hand: with exponential sizes it is M/M/1',
    },
    { params: { lambda: 3, size: { exponential: { mean: 1 } }, speed: 6 }, expect: { waiting: 1 / 6, response: 1 / 3, utilisation: 0.5 }, from: 'by hand' },
  ],
});

function serviceOf({ lambda, size, speed }: Params): Distribution {
  refuseOverload((lambda * size.mean) / speed, 'λE[S]');
  return scaled(size, 1 / speed);
}

function meanWait(lambda: number, service: Distribution): number {
  return (lambda * service.moment(2)) / (2 * (1 - lambda * service.mean));
}

/** Variances under fcfs of the jobs whose service times are `own` among all that have `service`. */
function spread({ lambda, discipline }: Params, service: Distribution, own: Distribution): Record<string, number> {
  if (discipline !== 'fcfs') return {};
  // An infinite third moment makes the variance infinite even where the mean wait is finite.
  const variance = meanWait(lambda, service) ** 2 + (lambda * service.moment(3)) / (3 * (1 - lambda * service.mean));
  return { 'waiting.variance': variance, 'response.variance': variance + own.variance };
}

/** 1 + E[W] E[1/S], given where sizes stay away from 0, so that E[1/S] is certain to exist. */
function slowdown(waiting: number, { support: [least, most], atoms, density }: Distribution): Record<string, number> {
  if (least <= 0) return {};
  if (least === most) return { slowdown: 1 + waiting / least };
  if (atoms || !density) return {};
  // Sizes eighteen decades above the least add nothing to E[1/S].
  const reciprocal = integrate((x) => density(x) / x, least, Math.min(most, least * 1e18), { logarithmic: true, width: 0.5 });
  return { slowdown: 1 + waiting * reciprocal };
}
