import { Complex } from 'complex.js';
import type { ComplexValue } from '../../model.ts';
import { object, ParamError, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { tailOf } from '../numeric/inversion.ts';
import { transformOf } from '../numeric/transform.ts';
import { type Jobs, jobsParams, serviceOf } from './decomposition.ts';

interface Params extends Jobs {
  readonly time?: number;
}

export const mg1BusyPeriod = formula<Params>({
  name: 'mg1-busy-period',
  title: 'busy period of M/G/1',
  about: 'How long one slot is busy without a break, and how many jobs it serves meanwhile. Poisson arrivals, any sizes, any order that does not idle.',
  source: 'Takács 1955; Kleinrock 1975, sections 5.8 and 5.9; inversion: Abate and Whitt 1992, Queueing Systems 10',
  kind: 'exact',
  breadth: 4,
  params: () => object({ ...jobsParams, time: positive('time t at which the tail is wanted').optional().describe('time t at which the tail is wanted') }),
  equations: [
    'B = S + the busy periods of all who come during S',
    'E[B] = E[S] + λE[S]E[B],  so E[B] = E[S]/(1−ρ),  ρ = λE[S]',
    'Var B = E[S²]/(1−ρ)³ − E[B]² = (Var S + ρE[S]²)/(1−ρ)³',
    'E[N_B] = 1/(1−ρ),  Var N_B = (ρ(1−ρ) + λ²E[S²]) / (1−ρ)³',
    'E[e^(−sB)] = β(s) = E[e^(−(s+λ−λβ(s))S)]   (Kendall, Takács), which gives P[B > t]',
    'a busy period and the idle time after it last 1/λ + E[B] = 1/(λ(1−ρ))',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    S: 'service time: size / speed',
    ρ: 'load: the fraction of time that the slot is busy',
    B: 'busy period: from a job that finds the slot idle until it is idle again',
    N_B: 'jobs served in a busy period',
  },
  mistakes: [
    'The mean does not depend on the variance of the sizes, unlike the mean wait; the variance does, and by (1−ρ)⁻³.',
    'Most busy periods are short: the mean is due to a few long ones.',
    'A job meets a busy period longer than average, as long ones hold more jobs.',
  ],
  create(params) {
    const service = serviceOf(params);
    const { lambda, time } = params;
    const load = lambda * service.mean;
    const cube = (1 - load) ** 2 * (1 - load);
    return {
      values: {},
      others: {
        'mean busy period': service.mean / (1 - load),
        'variance of the busy period': (service.variance + load * service.mean ** 2) / cube,
        'mean jobs served': 1 / (1 - load),
        'variance of the jobs served': (load * (1 - load) + lambda ** 2 * service.moment(2)) / cube,
        ...(time !== undefined && { 'P[longer than t]': longer(params, time) }),
      },
    };
  },
  steps(params) {
    const service = serviceOf(params);
    const load = params.lambda * service.mean;
    return [
      `ρ = ${figure(params.lambda)} · ${figure(service.mean)} = ${figure(load)}`,
      `E[B] = ${figure(service.mean)}/(1 − ${figure(load)}) = ${figure(service.mean / (1 - load))} time units`,
      `E[N_B] = 1/(1 − ${figure(load)}) = ${figure(1 / (1 - load))} jobs`,
      ...(params.time === undefined ? [] : [`P[B > ${figure(params.time)}] = ${figure(longer(params, params.time))}, by inversion of β(s)`]),
    ];
  },
  examples: [
    {
      params: { lambda: 0.5, size: { deterministic: { value: 1 } } },
      expect: { 'mean busy period': 2, 'variance of the busy period': 4, 'mean jobs served': 2, 'variance of the jobs served': 4 },
      from: 'by hand: 0.5 · 1/0.125; with equal sizes B = N_B',
    },
    { params: { lambda: 0.8, size: { exponential: { mean: 1 } } }, expect: { 'mean busy period': 5, 'variance of the busy period': 225 }, from: 'by hand: (μ+λ)/(μ−λ)³' },
  ],
});

const MOST_ROUNDS = 100_000;

/** P[B > t]; refused where sizes are single values, at which it jumps. */
function longer(params: Params, time: number): number {
  const service = serviceOf(params);
  if (service.atoms) throw new ParamError(`the tail is not computed for sizes of single values (${service.name}), at whose sums it jumps; leave out time`, ['time']);
  const transform = transformOf(service);
  return tailOf((s) => kendall(transform, params.lambda, s))(time);
}

/** The root of β = S(s + λ − λβ) in the unit disc, by iteration from 0: it contracts by ρ at least. */
function kendall(transform: (s: ComplexValue) => Complex, lambda: number, { re, im }: ComplexValue): Complex {
  let root = new Complex(0);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = transform({ re: re + lambda * (1 - root.re), im: im - lambda * root.im });
    const change = next.sub(root).abs();
    root = next;
    if (change < 1e-15) break;
  }
  return root;
}
