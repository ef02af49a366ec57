import { count, object, ParamError, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { percentiles, whereTailIs } from '../percentiles.ts';
import { closedInput } from '../recognition/closed-input.ts';
import { isClassBlind, isSizeBlind } from '../recognition/station.ts';
import { orderParam, type Order } from '../station-params.ts';
import { average, birthDeathProbabilities, seenByArrivals } from './birth-death-chain.ts';
import { refuseTooMany } from './erlang.ts';
import { departuresAhead, fcfsTimes } from './fcfs-times.ts';

interface Params {
  readonly population: number;
  readonly think: number;
  readonly mu: number;
  readonly servers: number;
  readonly capacity?: number;
  readonly discipline: Order;
}

export const machineRepair = formula({
  name: 'machine-repair',
  alsoKnownAs: ['interactive-system', 'finite-source'],
  title: 'M/M/c//N (machine repair, interactive system)',
  short: 'M/M/c//N',
  about:
    'A fixed number of customers who think, send a job to one station of several slots, and wait for it. Exponential sizes, or any under ps; ' +
    'of think times only the mean matters. With less room than customers, one whose job is lost thinks again.',
  source: 'Gross and Harris 1998, chapter 2 (finite source); arrival theorem: Sevcik and Mitrani 1981; insensitivity: Baskett, Chandy, Muntz and Palacios 1975',
  kind: 'exact',
  breadth: 4,
  params: () => object({
    population: count('number of customers N'),
    think: positive('mean think time Z: from the end of one job, or its loss, to the customer’s next'),
    mu: positive('service rate μ of one slot, jobs per time unit: speed / mean size'),
    servers: count('number of slots c').default(1).describe('number of slots c'),
    capacity: count('most jobs at the station K, in service and waiting').optional().describe('most jobs at the station K, in service and waiting; N unless given'),
    discipline: orderParam,
  }),
  equations: [
    'p(n+1)/p(n) = (N−n)/Z / (μ min(n+1,c))  for n < K,   Σ p(n) = 1',
    'throughput = X = μ Σ min(n,c) p(n),  utilisation = X/(cμ)',
    'E[N] = Σ n p(n),  E[T] = E[N]/X,  E[W] = E[T] − 1/μ,  E[Q] = X E[W]',
    'X = N/(E[T] + Z)   (where nothing is lost: the response time law)',
    'q(n) = (N−n) p(n) / Σ (N−k) p(k) = p(n) with N−1 customers   (what a job finds: the arrival theorem)',
    'P[loss] = q(K)',
    'P[W > t] = Σ_{n=c..} q(n)/(1−q(K)) P[Poisson(cμt) ≤ n−c]   (fcfs)',
    'N* = c(1 + Zμ)   (the population at which the bounds X ≤ N/(Z + 1/μ) and X ≤ cμ meet)',
  ],
  symbols: {
    N: 'number of customers; in E[N] the jobs at the station',
    Z: 'mean think time',
    μ: 'service rate of one slot, jobs per time unit',
    c: 'number of slots',
    K: 'most jobs at the station: N where there is room for all',
    'p(n)': 'fraction of time with n jobs at the station',
    T: 'response: time at the station',
    W: 'waiting: response less service time',
    Q: 'jobs that wait',
  },
  mistakes: [
    'N/Z taken for the arrival rate: a customer who waits sends nothing. The rate is N/(Z + E[T]), and cannot exceed cμ.',
    'A job does not find what an observer sees on average, but what is there with one customer fewer.',
    'Predictions for an open system at the same load: there the queue has no bound, here it has N.',
  ],
  create(params) {
    const { population, think, mu, servers, discipline } = params;
    const { p, seen, loss } = solve(params);
    const times = fcfsTimes(departuresAhead(seen, servers), servers, mu);
    const throughput = mu * average(p, (n) => Math.min(n, servers));
    const means = byLittle({ throughput, service: 1 / mu, waiting: times.waiting, slots: servers });
    if (params.capacity !== undefined) means['loss'] = loss;
    const others = { 'customers thinking': (throughput / (1 - loss)) * think, 'N*': servers * (1 + think * mu) };
    if (discipline !== 'fcfs') return { values: means, others };
    return {
      values: {
        ...means,
        // E[1/S] diverges for exponential sizes, wherever a job may have to wait.
        slowdown: servers < population ? Infinity : 1,
        'response.variance': times.waitingVariance + 1 / mu ** 2,
        ...percentiles('response', whereTailIs(times.responseTail, times.waiting + 1 / mu)),
        'waiting.variance': times.waitingVariance,
        ...percentiles('waiting', whereTailIs(times.waitingTail, 1 / mu)),
      },
      others: { 'P[wait]': times.waitingTail(0), ...others },
      responseTail: times.responseTail,
    };
  },
  steps(params) {
    const { population, think, mu, servers } = params;
    const { p } = solve(params);
    const number = average(p, (n) => n);
    const throughput = mu * average(p, (n) => Math.min(n, servers));
    return [
      `p(n+1)/p(n) = (${population}−n)/${figure(think)} / (${figure(mu)} min(n+1,${servers})),  p(0) = ${figure(p[0])}`,
      `X = ${figure(mu)} · ${figure(throughput / mu)} = ${figure(throughput)} jobs per time unit`,
      `E[N] = ${figure(number)} jobs`,
      `E[T] = ${figure(number)}/${figure(throughput)} = ${figure(number / throughput)} time units`,
      `E[W] = ${figure(number / throughput)} − ${figure(1 / mu)} = ${figure(number / throughput - 1 / mu)} time units`,
      `N* = ${servers} · (1 + ${figure(think)} · ${figure(mu)}) = ${figure(servers * (1 + think * mu))} customers`,
    ];
  },
  recognise({ sources, slots, speed, capacity, discipline }): Params | undefined {
    const input = closedInput(sources);
    if (!input || !(input.alike || isClassBlind(discipline))) return undefined;
    const { population, think, size } = input;
    // Without waiting room it is Engset's model, in which any sizes may be.
    if (capacity === slots && capacity < population) return undefined;
    const servers = Math.min(slots, population);
    // Under processor sharing, as where nobody waits, only the mean size matters.
    const anySize = discipline.name === 'ps' || servers === population;
    if (!anySize && (size.name !== 'exponential' || !isSizeBlind(discipline))) return undefined;
    const fcfs = discipline.name === 'fcfs' && size.name === 'exponential';
    return { population, think, mu: speed / size.mean, servers, ...(capacity < Infinity && { capacity }), discipline: fcfs ? 'fcfs' : 'size-blind' };
  },
  examples: [
    {
      params: { population: 2, think: 1, mu: 1 },
      expect: { throughput: 0.8, number: 1.2, response: 1.5, waiting: 0.5, utilisation: 0.8, 'P[wait]': 0.5 },
      from: 'by hand: p is 1/5, 2/5, 2/5, and a job finds the other customer there half of the time',
    },
    { params: { population: 4, think: 3, mu: 1, servers: 4 }, expect: { response: 1, waiting: 0, number: 1, throughput: 1 }, from: 'by hand: a slot for everyone' },
    { params: { population: 3, think: 1, mu: 1, servers: 1, capacity: 2 }, expect: { loss: 0.4, throughput: 0.9, number: 1.5 }, from: 'by hand: p is 1/10, 3/10, 6/10' },
  ],
});

/** The station as an observer sees it, as a job that is let in finds it, and how many are not let in. */
function solve({ population, think, mu, servers, capacity = population }: Params) {
  refuseTooMany(population, 'population');
  if (capacity < servers) throw new ParamError(`capacity ${capacity} is less than the ${servers} slots, which it includes`, ['capacity']);
  const most = Math.min(capacity, population);
  const birth = (n: number) => (n < most ? (population - n) / think : 0);
  const p = birthDeathProbabilities({ birth, death: (n) => mu * Math.min(n, servers) });
  const found = seenByArrivals(p, (n) => population - n);
  const loss = most < population ? (found[most] ?? 0) : 0;
  return { p, loss, seen: seenByArrivals(p, birth) };
}
