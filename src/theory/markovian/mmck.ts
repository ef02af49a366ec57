import { count, object, ParamError, positive } from '../../params.ts';
import { alike } from '../class-share.ts';
import { formula } from '../define.ts';
import { refuseTooMany } from './erlang.ts';
import { figure } from '../figure.ts';
import { fullQueue } from './full-queue.ts';
import { byLittle } from '../little.ts';
import { orderParam } from '../station-params.ts';
import { percentiles, whereTailIs } from '../percentiles.ts';
import { markovian } from '../recognition/station.ts';

export const mmck = formula({
  name: 'mmck',
  alsoKnownAs: ['mm1k'],
  title: 'M/M/c/K',
  about: 'Several slots and room for K jobs in all; a job that finds K there is lost. Poisson arrivals, exponential sizes. Means hold for every discipline that ignores sizes; the distributions are for fcfs.',
  source: 'Gross and Harris 1998, chapter 2; Kleinrock 1975, section 3.6',
  kind: 'exact',
  breadth: 3,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit, lost ones included'),
    mu: positive('service rate μ of one slot, jobs per time unit: speed / mean size'),
    servers: count('number of slots c').default(1).describe('number of slots c'),
    capacity: count('most jobs in the system, K: in service and waiting'),
    discipline: orderParam,
  }),
  equations: [
    'a = λ/μ',
    'p(n) = p(0) a^n/n!  for n ≤ c,   p(n) = p(c) (a/c)^(n−c)  for c < n ≤ K,   Σ p(n) = 1',
    'P[loss] = p(K)',
    'throughput = λ(1−p(K))',
    'E[Q] = Σ_{n>c} (n−c) p(n)',
    'E[N] = E[Q] + a(1−p(K))',
    'E[W] = E[Q]/throughput,  E[T] = E[N]/throughput   (of the jobs that are served)',
    'P[W > t] = Σ_{n=c..K−1} p(n)/(1−p(K)) · P[Poisson(cμt) ≤ n−c]   (fcfs)',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μ: 'service rate of one slot, jobs per time unit',
    c: 'number of slots',
    K: 'most jobs in the system, in service and waiting',
    a: 'offered work in erlangs',
    'p(n)': 'fraction of time with n jobs in the system',
    Q: 'jobs that wait',
    N: 'jobs in the system',
    W: 'waiting: response less service time',
    T: 'response: time in the system',
  },
  mistakes: [
    'K counts the jobs in service too: the queue holds K − c.',
    "Little's law takes the rate of the jobs that enter, λ(1−p(K)), not λ.",
    'There is no condition λ < cμ: what is too much is lost.',
  ],
  create({ lambda, mu, servers, capacity, discipline }) {
    refuseRoom(servers, capacity);
    const { loss, served, waiting, waitingVariance, waitingTail, responseTail } = fullQueue(lambda, mu, servers, capacity);
    const means = { ...byLittle({ throughput: lambda * served, service: 1 / mu, waiting, slots: servers }), loss };
    if (discipline !== 'fcfs') return { values: means };
    return {
      values: {
        ...means,
        // E[1/S] diverges for exponential sizes, and a wait does not depend on the size.
        slowdown: Infinity,
        'response.variance': waitingVariance + 1 / mu ** 2,
        ...percentiles('response', whereTailIs(responseTail, waiting + 1 / mu)),
        'waiting.variance': waitingVariance,
        ...percentiles('waiting', whereTailIs(waitingTail, 1 / mu)),
      },
      others: { 'P[wait]': waitingTail(0) },
      responseTail,
    };
  },
  steps({ lambda, mu, servers, capacity }) {
    refuseRoom(servers, capacity);
    const { loss, served, waiting } = fullQueue(lambda, mu, servers, capacity);
    const throughput = lambda * served;
    return [
      `a = ${figure(lambda)}/${figure(mu)} = ${figure(lambda / mu)}`,
      `P[loss] = p(${capacity}) = ${figure(loss)}`,
      `throughput = ${figure(lambda)} · (1 − ${figure(loss)}) = ${figure(throughput)} jobs per time unit`,
      `E[Q] = ${figure(throughput * waiting)} jobs`,
      `E[W] = ${figure(throughput * waiting)}/${figure(throughput)} = ${figure(waiting)} time units`,
      `E[T] = ${figure(waiting)} + 1/${figure(mu)} = ${figure(waiting + 1 / mu)} time units`,
    ];
  },
  recognise(station) {
    const { slots, capacity } = station;
    if (capacity === Infinity || capacity <= slots) return undefined;
    const found = markovian(station);
    return found && { ...found, servers: slots, capacity };
  },
  ofClass: (_, part, all) => alike(all, part),
  examples: [
    { params: { lambda: 1, mu: 1, capacity: 4 }, expect: { loss: 0.2, number: 2, response: 2.5, waiting: 1.5, throughput: 0.8 }, from: 'by hand: at load 1 the number is uniform on 0 … K' },
    {
      params: { lambda: 1, mu: 1 / 6, servers: 3, capacity: 7 },
      expect: { queue: 3.09, number: 6.06, response: 12.3, loss: 0.507 },
      digits: 3,
      from: 'Gross and Harris, Fundamentals of Queueing Theory, chapter 2, the car inspection',
    },
  ],
});

function refuseRoom(servers: number, capacity: number): void {
  refuseTooMany(capacity, 'capacity');
  if (capacity < servers) throw new ParamError(`capacity ${capacity} is less than the ${servers} slots, which it includes`, ['capacity']);
}
