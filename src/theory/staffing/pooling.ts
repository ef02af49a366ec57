import { count, object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { mmc } from '../markovian/mmc.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly servers: number;
}

export const pooling = formula<Params>({
  name: 'pooling',
  title: 'one queue against separate queues and one fast slot',
  about: 'The same work on the same total speed: c slots at one queue (M/M/c), c slots each with a queue of its own (M/M/1 after a random split), or one slot c times as fast.',
  source: 'Kleinrock 1976, Queueing Systems volume II, chapter 5; Harchol-Balter 2013, chapter 14',
  kind: 'exact',
  breadth: 8,
  params: () => object({
    lambda: positive('arrival rate λ of all jobs, jobs per time unit'),
    mu: positive('service rate μ of one slot, jobs per time unit'),
    servers: count('number of slots c'),
  }),
  equations: [
    'ρ = λ/(cμ) for all three',
    'one queue:  E[T] = 1/μ + C/(cμ−λ)   (C: Erlang C)',
    'separate queues:  E[T] = 1/(μ−λ/c) = c/(cμ−λ)',
    'one fast slot:  E[T] = 1/(cμ−λ)   (c times less than with separate queues)',
    'waits:  C/(cμ−λ),  cρ/(cμ−λ)  and  ρ/(cμ−λ), where C ≤ ρ',
  ],
  symbols: { λ: 'arrival rate of all jobs, jobs per time unit', μ: 'service rate of one of the c slots, jobs per time unit', c: 'slots', ρ: 'load per slot', C: 'probability that a job waits at the one queue', T: 'response: time in the system' },
  mistakes: [
    'One fast slot has the least response but not the least wait: at the one queue of c slots fewer jobs wait, and they are served longer.',
    'At load near 1 one queue and one fast slot do almost equally well, c times better than separate queues.',
    'Pooling jobs of very different sizes may be worse than keeping them apart: then short ones wait behind long ones.',
  ],
  create({ lambda, mu, servers }) {
    const { values } = mmc.create({ lambda, mu, servers, discipline: 'size-blind' });
    const spare = servers * mu - lambda;
    return {
      values,
      others: {
        'response of separate queues': servers / spare,
        'response of one fast slot': 1 / spare,
        'waiting at separate queues': lambda / mu / spare,
        'waiting at one fast slot': lambda / servers / mu / spare,
        'gain over separate queues': servers / spare / values['response'],
      },
    };
  },
  steps({ lambda, mu, servers }) {
    const spare = servers * mu - lambda;
    const { response } = mmc.create({ lambda, mu, servers, discipline: 'size-blind' }).values;
    return [
      `ρ = ${figure(lambda)}/(${servers} · ${figure(mu)}) = ${figure(lambda / servers / mu)}`,
      `one queue: E[T] = ${figure(response)} time units`,
      `separate queues: E[T] = ${servers}/(${figure(servers * mu)} − ${figure(lambda)}) = ${figure(servers / spare)} time units`,
      `one fast slot: E[T] = 1/(${figure(servers * mu)} − ${figure(lambda)}) = ${figure(1 / spare)} time units`,
    ];
  },
  examples: [
    {
      params: { lambda: 1, mu: 1, servers: 2 },
      expect: { response: 4 / 3, 'response of separate queues': 2, 'response of one fast slot': 1, waiting: 1 / 3, 'waiting at one fast slot': 0.5, 'gain over separate queues': 1.5 },
      from: 'by hand: C = 1/3',
    },
  ],
});
