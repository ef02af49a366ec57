import { count, object, ParamError, positive } from '../../params.ts';
import { alike } from '../class-share.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { renewalInput } from '../recognition/station.ts';
import { orderParam, speedParam, type Order } from '../station-params.ts';
import { type DeterministicQueue, deterministicQueue } from './deterministic-service.ts';
import { fcfsTimes } from './mdc.ts';
import { isPlainQueue } from './recognise.ts';

interface Params {
  readonly lambda: number;
  readonly stages: number;
  readonly size: number;
  readonly servers: number;
  readonly speed: number;
  readonly discipline: Order;
}

/** Stages times slots; beyond this the distribution of the queue takes too long. */
const MOST = 10_000;

export const ekdc = formula({
  name: 'ekdc',
  title: 'E_k/D/c',
  about: 'One slot or several, gaps of k exponential stages, all jobs of one size, unlimited room, no preemption: what each of k groups of slots gets that take turns. The distributions are for fcfs.',
  source: 'Iversen 1983, Decomposition of an M/D/r·k queue with FIFO into k E_k/D/r queues with FIFO, Operations Research Letters 2',
  kind: 'exact',
  breadth: 4,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    stages: count('exponential stages k of a gap; 1 is Poisson', MOST),
    size: positive('the size of every job, in time units on a node of speed 1'),
    servers: count('number of slots c', MOST).default(1).describe('number of slots c'),
    speed: speedParam,
    discipline: orderParam,
  }),
  equations: [
    'D = size/speed,  ρ = λD/c',
    'equal jobs leave M/D/kc in the order in which they come, and job n takes the slot of job n−kc',
    'so every k-th job has c slots to itself: its wait in M/D/kc with rate kλ is that in E_k/D/c with rate λ',
    'W of E_k/D/c = W of M/D/kc, in distribution',
    'E[T] = E[W] + D,  E[Q] = λE[W],  E[N] = λE[T]',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    k: 'exponential stages of a gap',
    D: 'service time of every job',
    c: 'number of slots',
    ρ: 'load per slot: the fraction of time that a slot is busy',
    W: 'waiting: response less service time',
    T: 'response: time in the system',
  },
  mistakes: [
    'That taking turns costs nothing against one queue holds for equal sizes alone: with others a job may wait behind a long one.',
    'It is the waits that are equal; numbers in the system differ by the factor k, as rates do.',
    'A random split of the same jobs leaves Poisson arrivals (M/D/c), and longer waits.',
  ],
  create(params) {
    const { lambda, stages, servers, discipline } = params;
    const { service, queue } = solve(params);
    const waiting = queue.mean / (stages * lambda);
    const values = { ...byLittle({ throughput: lambda, service, waiting, slots: servers }), slowdown: 1 + waiting / service };
    if (discipline !== 'fcfs') return { values };
    const variance = queue.spread / (stages * lambda) ** 2;
    const others = { 'P[wait]': queue.reaches(stages * servers, stages * lambda * service) };
    const times = fcfsTimes(queue, { lambda: stages * lambda, service, waiting, servers: stages * servers });
    return { values: { ...values, 'response.variance': variance, 'waiting.variance': variance, ...times.percentiles }, others, responseTail: times.responseTail };
  },
  steps(params) {
    const { lambda, stages, servers } = params;
    const { service, queue } = solve(params);
    const waiting = queue.mean / (stages * lambda);
    return [
      `D = ${figure(service)},  ρ = ${figure(lambda)} · ${figure(service)}/${servers} = ${figure((lambda * service) / servers)}`,
      `M/D/${stages * servers} with rate ${figure(stages * lambda)}: E[W] = ${figure(waiting)} time units`,
      `E[T] = ${figure(waiting)} + ${figure(service)} = ${figure(waiting + service)} time units`,
      `E[N] = ${figure(lambda)} · ${figure(waiting + service)} = ${figure(lambda * (waiting + service))} jobs`,
    ];
  },
  recognise(station): Params | undefined {
    const { sources, slots, capacity, speed, discipline } = station;
    if (slots === Infinity || capacity < Infinity || sources.length !== 1 || !isPlainQueue(station)) return undefined;
    const input = renewalInput(sources);
    if (!input || input.gap.name !== 'erlang' || input.size.name !== 'deterministic') return undefined;
    const { mean, variance } = input.gap;
    return { lambda: 1 / mean, stages: Math.round(mean ** 2 / variance), size: input.size.mean, servers: slots, speed, discipline: discipline.name === 'fcfs' ? 'fcfs' : 'size-blind' };
  },
  ofClass: (_, part, all) => alike(all, part),
  examples: [
    { params: { lambda: 0.8, stages: 1, size: 1 }, expect: { waiting: 2, response: 3, 'P[wait]': 0.8 }, digits: 9, from: 'by hand: with one stage it is M/D/1' },
    { params: { lambda: 0.5, stages: 2, size: 1 }, expect: { waiting: 0.176741057113, utilisation: 0.5 }, digits: 10, from: 'M/D/2 at load 1/2' },
  ],
});

function solve({ lambda, stages, size, servers, speed }: Params): { readonly service: number; readonly queue: DeterministicQueue } {
  if (stages * servers > MOST) throw new ParamError(`${stages} stages times ${servers} slots are beyond ${MOST}, up to which this formula is computed`, ['stages']);
  const service = size / speed;
  refuseOverload((lambda * service) / servers, 'λD/c');
  return { service, queue: deterministicQueue(stages * servers, stages * lambda * service) };
}
