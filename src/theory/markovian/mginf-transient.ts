import type { Distribution } from '../../model.ts';
import { nonNegative, object, positive } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { integrate } from '../numeric/quadrature.ts';
import { measureOf } from '../numeric/measure.ts';
import { rangeOf } from '../numeric/range.ts';
import { speedParam } from '../station-params.ts';

interface Params {
  readonly lambda: number;
  readonly size: Distribution;
  readonly time: number;
  readonly speed: number;
}

export const mginfTransient = formula<Params>({
  name: 'mginf-transient',
  title: 'M/G/∞ in time',
  about: 'Unlimited slots, Poisson arrivals, any sizes, nobody in the system at time 0: the number at a later time is Poisson.',
  source: 'Takács 1962, "Introduction to the Theory of Queues", chapter 3; Eick, Massey and Whitt 1993, "The physics of the M_t/G/∞ queue"',
  kind: 'exact',
  breadth: 3,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    size: distributionParam('size, in time units on a node of speed 1'),
    time: nonNegative('time t since the start'),
    speed: speedParam,
  }),
  equations: [
    'a job that came u before t is still there with probability P[S > u], whatever the others do',
    'm(t) = λ ∫ P[S > u] du over 0 … t = λ E[min(S, t)]',
    'P[N(t) = n] = e^(−m(t)) m(t)^n / n!',
    'jobs leave at the rate λ P[S ≤ t], and up to t as a Poisson process',
    'm(t) → λE[S]',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    S: 'service time: size / speed',
    'N(t)': 'jobs in the system at time t',
    'm(t)': 'E[N(t)], and Var N(t)',
  },
  mistakes: [
    'Only the limit depends on the sizes by their mean alone; on the way there m(t) follows their whole distribution, and with a heavy tail it takes long.',
    'With exponential sizes m(t) is within 1 % of its limit after 4.6 mean sizes, at any arrival rate: there is no congestion that would slow it down.',
  ],
  create(params) {
    const { lambda, time } = params;
    const service = scaled(params.size, 1 / params.speed);
    const mean = lambda * upTo(service, time);
    return {
      values: {},
      others: {
        'mean number at t': mean,
        'P[empty at t]': Math.exp(-mean),
        'rate of leaving at t': lambda * service.cdf(time),
        'mean number in the limit': lambda * service.mean,
      },
    };
  },
  steps(params) {
    const { lambda, time } = params;
    const service = scaled(params.size, 1 / params.speed);
    const part = upTo(service, time);
    return [
      `E[min(S, ${figure(time)})] = ${figure(part)} of E[S] = ${figure(service.mean)} time units`,
      `m(t) = ${figure(lambda)} · ${figure(part)} = ${figure(lambda * part)} jobs`,
      `P[N(t) = 0] = e^(−${figure(lambda * part)}) = ${figure(Math.exp(-lambda * part))}`,
    ];
  },
  examples: [
    {
      params: { lambda: 10, size: { exponential: { mean: 2 } }, time: 2 },
      expect: { 'mean number at t': 20 * (1 - Math.exp(-1)), 'rate of leaving at t': 10 * (1 - Math.exp(-1)), 'mean number in the limit': 20 },
      from: 'by hand: 20(1 − e^(−1))',
    },
    { params: { lambda: 4, size: { deterministic: { value: 3 } }, time: 1, speed: 2 }, expect: { 'mean number at t': 4, 'P[empty at t]': Math.exp(-4), 'rate of leaving at t': 0 }, from: 'by hand: nobody has left yet' },
  ],
});

/** E[min(S, t)], part by part of a mixture. */
function upTo(service: Distribution, time: number): number {
  const { continuous, values, probabilities } = measureOf(service);
  const whole = continuous.reduce((sum, { weight, distribution }) => sum + weight * integralOfTail(distribution, time), 0);
  return values.reduce((sum, value, i) => sum + probabilities[i] * Math.min(value, time), whole);
}

/** E[min(S, t)]: what lies below t of the area under P[S > u], or the mean without what lies above, since cdfs tell little of far tails. */
function integralOfTail(service: Distribution, time: number): number {
  const { mean, density, cdf, support } = service;
  if (time <= mean || mean === Infinity) {
    const { from, to, landmarks } = rangeOf(service);
    return integrate((u) => 1 - cdf(u), 0, Math.min(time, to), { breaks: [from, ...landmarks] });
  }
  if (time >= support[1]) return mean;
  let end = 2 * time;
  while (end < support[1] && end < FARTHEST && end * end * density!(end) > NEGLIGIBLE * mean) end *= 2;
  return mean - integrate((x) => (x - time) * density!(x), time, Math.min(end, support[1]), { logarithmic: true, width: 0.5 });
}

const NEGLIGIBLE = 1e-18;
const FARTHEST = 1e280;
