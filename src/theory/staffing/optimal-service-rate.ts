import { object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { mm1 } from '../markovian/mm1.ts';

interface Params {
  readonly lambda: number;
  readonly price: number;
  readonly delay: number;
}

export const optimalServiceRate = formula<Params>({
  name: 'optimal-service-rate',
  title: 'cheapest service rate of M/M/1',
  about: 'How fast a slot should be where speed costs, and so do jobs for as long as they are in the system.',
  source: 'Hillier and Lieberman, Introduction to Operations Research, on decision models for queues; Stidham 2009, Optimal Design of Queueing Systems, chapter 1',
  kind: 'exact',
  breadth: 8,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    price: positive('cost c of a unit of service rate, per time unit'),
    delay: positive('cost h of a job in the system, per time unit'),
  }),
  equations: [
    'cost(μ) = cμ + h E[N] = cμ + hλ/(μ−λ),  μ > λ',
    'cost is convex in μ, and its slope c − hλ/(μ−λ)² is 0 at the least',
    'μ* = λ + √(hλ/c)',
    'cost(μ*) = cλ + 2√(chλ)',
  ],
  symbols: { λ: 'arrival rate, jobs per time unit', μ: 'service rate, jobs per time unit', c: 'cost of a unit of service rate, per time unit', h: 'cost of a job in the system, per time unit', N: 'jobs in the system' },
  mistakes: [
    'The slot should not be as busy as it can be: the margin √(hλ/c) idles on purpose, and it grows with the square root of λ alone, so that larger systems run at higher loads.',
    'At the least cost, the margin costs as much as the jobs: each √(chλ).',
  ],
  create({ lambda, price, delay }) {
    const margin = Math.sqrt((delay * lambda) / price);
    const { values } = mm1.create({ lambda, mu: lambda + margin, discipline: 'size-blind' });
    return { values, others: { 'service rate': lambda + margin, cost: price * lambda + 2 * price * margin } };
  },
  steps({ lambda, price, delay }) {
    const margin = Math.sqrt((delay * lambda) / price);
    return [
      `√(hλ/c) = √(${figure(delay)} · ${figure(lambda)}/${figure(price)}) = ${figure(margin)}`,
      `μ* = ${figure(lambda)} + ${figure(margin)} = ${figure(lambda + margin)} jobs per time unit`,
      `cost = ${figure(price)} · ${figure(lambda + margin)} + ${figure(delay)} · ${figure(lambda / margin)} = ${figure(price * lambda + 2 * price * margin)} per time unit`,
    ];
  },
  examples: [{ params: { lambda: 4, price: 1, delay: 9 }, expect: { 'service rate': 10, cost: 16, number: 2 / 3, utilisation: 0.4 }, from: 'by hand: 10 + 9 · 2/3' }],
});
