import { object, positive } from '../../params.ts';
import { sameWait } from '../class-share.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { poissonInput } from '../recognition/station.ts';

export const mminf = formula({
  name: 'mminf',
  alsoKnownAs: ['mginf', 'infinite-servers'],
  title: 'M/G/∞',
  about: 'Unlimited slots: nobody waits. Poisson arrivals; the number in the system is Poisson, and of the sizes only the mean matters.',
  source: 'Takács 1962, chapter 3; Gross and Harris 1998, chapters 2 and 5',
  kind: 'exact',
  breadth: 2,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    mu: positive('service rate μ of one slot, jobs per time unit: speed / mean size'),
  }),
  equations: ['E[T] = 1/μ', 'E[N] = λ/μ', 'P[N = n] = e^(−λ/μ) (λ/μ)^n / n!'],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μ: 'service rate of one slot, jobs per time unit',
    N: 'jobs in the system',
    T: 'response: time in the system',
  },
  mistakes: [
    'N varies although nobody waits: its variance is λ/μ too, so a pool sized for the mean is too small about half of the time.',
  ],
  create({ lambda, mu }) {
    const values = byLittle({ throughput: lambda, service: 1 / mu, waiting: 0, slots: Infinity });
    return { values: { ...values, 'waiting.variance': 0, slowdown: 1 }, others: { 'Var N': lambda / mu, 'P[idle]': Math.exp(-lambda / mu) } };
  },
  steps: ({ lambda, mu }) => [
    `E[T] = 1/${figure(mu)} = ${figure(1 / mu)} time units`,
    `E[N] = ${figure(lambda)}/${figure(mu)} = ${figure(lambda / mu)} jobs`,
  ],
  recognise({ sources, slots, speed, capacity }) {
    const input = poissonInput(sources);
    if (!input || slots < Infinity || capacity < Infinity) return undefined;
    return { lambda: input.lambda, mu: speed / input.size.mean };
  },
  ofClass: (_, part, all) => ({ values: { ...sameWait(all, part), 'waiting.variance': 0, slowdown: 1 } }),
  examples: [
    { params: { lambda: 6, mu: 0.2 }, expect: { number: 30, response: 5, queue: 0 }, from: 'by hand: six visitors a minute who stay for five minutes are thirty' },
    { params: { lambda: 100000, mu: 1 / 1.5 }, expect: { number: 150000, response: 1.5, queue: 0 }, from: 'Gross and Harris, Fundamentals of Queueing Theory, chapter 2, the television viewers: arrivals per hour, who stay for 90 minutes' },
  ],
});
