import { count, object, ParamError, positive } from '../../params.ts';
import { alike } from '../class-share.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { orderParam, speedParam } from '../station-params.ts';
import { percentiles, whereTailIs } from '../percentiles.ts';
import { clearPercentiles } from './clear-percentiles.ts';
import { type DeterministicQueue, deterministicQueue } from './deterministic-service.ts';
import { poissonQueue } from './recognise.ts';

interface Params {
  readonly lambda: number;
  readonly size: number;
  readonly servers: number;
  readonly speed: number;
  readonly discipline: 'fcfs' | 'size-blind';
}

/** Beyond this the distribution of the queue takes too long. */
const MOST_SERVERS = 10_000;

export const mdc = formula({
  name: 'mdc',
  title: 'M/D/c',
  about: 'Several slots and one queue, Poisson arrivals, all jobs of one size, unlimited room, no preemption. The distributions are for fcfs.',
  source: 'Crommelin 1932; Spitzer 1956; waiting time: Franx 2001, Operations Research Letters 29',
  kind: 'exact',
  breadth: 3,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    size: positive('the size of every job, in time units on a node of speed 1'),
    servers: count('number of slots c', MOST_SERVERS),
    speed: speedParam,
    discipline: orderParam,
  }),
  equations: [
    'D = size/speed,  a = λD,  ρ = a/c',
    'Q(t+D) = max(0, Q(t) + A − c),  A Poisson of mean a: whatever is in service at t is done by t+D',
    'E[Q] = Σ_{n≥1} E[max(0, Aₙ − nc)]/n,  Aₙ Poisson of mean na   (Spitzer)',
    'E[W] = E[Q]/λ,  E[T] = E[W] + D,  E[N] = E[Q] + a',
    'P[W > t] = P[Q + A′ ≥ kc],  A′ Poisson of mean λ(kD−t),  k = ⌊t/D⌋+1   (fcfs; Franx)',
    'P[wait] = P[Q + A ≥ c] = P[N ≥ c]',
    'E[Q(Q−1)] = λ² E[W²]   (fcfs), which gives Var W = Var T',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    D: 'service time of every job',
    c: 'number of slots',
    a: 'offered work in erlangs: the mean number of busy slots',
    ρ: 'load per slot: the fraction of time that a slot is busy',
    W: 'waiting: response less service time',
    T: 'response: time in the system',
    Q: 'jobs that wait',
    N: 'jobs in the system',
  },
  mistakes: [
    'It is not half of the wait of M/M/c: only near load 1 is it, and with one slot.',
    'Nor does it come from M/D/1 with a slot c times as fast: that one waits longer and responds sooner.',
    'Waiting jobs are not served in rounds: the slots work out of step, and a job may start at any time.',
  ],
  create(params) {
    const { lambda, servers, discipline } = params;
    const { service, offered, queue } = solve(params);
    const waiting = queue.mean / lambda;
    const values = { ...byLittle({ throughput: lambda, service, waiting, slots: servers }), slowdown: 1 + waiting / service };
    const others = { 'P[wait]': queue.reaches(servers, offered), 'Var N': queue.spread + queue.mean + offered };
    if (discipline !== 'fcfs') return { values, others };
    const variance = queue.spread / lambda ** 2;
    const times = fcfsTimes(queue, { lambda, service, waiting, servers });
    return { values: { ...values, 'response.variance': variance, 'waiting.variance': variance, ...times.percentiles }, others, responseTail: times.responseTail };
  },
  steps(params) {
    const { lambda, servers } = params;
    const { service, offered, queue } = solve(params);
    return [
      `D = ${figure(service)},  a = ${figure(lambda)} · ${figure(service)} = ${figure(offered)},  ρ = ${figure(offered)}/${servers} = ${figure(offered / servers)}`,
      `E[Q] = ${figure(queue.mean)} jobs`,
      `P[wait] = ${figure(queue.reaches(servers, offered))}`,
      `E[W] = ${figure(queue.mean)}/${figure(lambda)} = ${figure(queue.mean / lambda)} time units`,
      `E[T] = ${figure(queue.mean / lambda)} + ${figure(service)} = ${figure(queue.mean / lambda + service)} time units`,
      `E[N] = ${figure(queue.mean)} + ${figure(offered)} = ${figure(queue.mean + offered)} jobs`,
    ];
  },
  recognise(station): Params | undefined {
    if (station.slots < 2 || station.slots === Infinity || station.capacity < Infinity) return undefined;
    const found = poissonQueue(station);
    return found?.size.name === 'deterministic' ? { ...found, size: found.size.mean, servers: station.slots } : undefined;
  },
  ofClass: (_, part, all) => alike(all, part),
  examples: [
    {
      params: { lambda: 0.8, size: 1, servers: 1 },
      expect: { waiting: 2, response: 3, 'waiting.variance': 4 + 4 / 3, 'P[wait]': 0.8 },
      digits: 9,
      from: 'by hand: with one slot it is M/D/1',
    },
    { params: { lambda: 1, size: 1, servers: 2 }, expect: { queue: 0.176741057113 }, digits: 10, from: 'E[Q] = 1/(1−z) − 1/2 with z = −0.477670…, the root of z² = e^(z−1) inside the unit circle' },
  ],
});

function solve({ lambda, size, servers, speed }: Params): { readonly service: number; readonly offered: number; readonly queue: DeterministicQueue } {
  if (servers > MOST_SERVERS) throw new ParamError(`servers of ${servers} is beyond ${MOST_SERVERS}, up to which this formula is computed`, ['servers']);
  const service = size / speed;
  refuseOverload((lambda * service) / servers, 'λD/c');
  return { service, offered: lambda * service, queue: deterministicQueue(servers, lambda * service) };
}

interface Setting {
  readonly lambda: number;
  readonly service: number;
  readonly waiting: number;
  readonly servers: number;
}

/** Percentiles and tail under fcfs. Source: Franx 2001. */
export function fcfsTimes(queue: DeterministicQueue, { lambda, service, waiting, servers }: Setting) {
  const tail = (t: number) => {
    if (t < 0) return 1;
    const periods = Math.floor(t / service) + 1;
    return queue.reaches(periods * servers, lambda * Math.max(0, periods * service - t));
  };
  const responseTail = (t: number) => tail(t - service);
  const quantile = whereTailIs(tail, Math.max(waiting, service / 100));
  return {
    percentiles: { ...clearPercentiles('response', responseTail, (at) => service + quantile(at)), ...percentiles('waiting', quantile) },
    responseTail,
  };
}
