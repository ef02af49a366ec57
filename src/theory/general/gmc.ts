import type { Distribution } from '../../model.ts';
import { count, object, ParamError, positive } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { alike } from '../class-share.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { orderParam, type Order } from '../station-params.ts';
import { gapRoot } from './gap-root.ts';
import { waitingChance } from './gmc-states.ts';
import { exponentialSizes, exponentialWait } from './renewal-queue.ts';

interface Params {
  readonly gap: Distribution;
  readonly mu: number;
  readonly servers: number;
  readonly discipline: Order;
}

/** Beyond this the states that leave a slot free take too long. */
const MOST_SERVERS = 200;

export const gmc = formula({
  name: 'gmc',
  title: 'G/M/c',
  about: 'Several slots and one queue, independent gaps of any distribution, exponential sizes, unlimited room. Means hold for every order that ignores sizes; the distributions are for fcfs.',
  source: 'Kendall 1953; Takács 1962, Introduction to the Theory of Queues; Kleinrock 1975, chapter 6',
  kind: 'exact',
  breadth: 4,
  params: () => object({
    gap: distributionParam('gap A between arrivals, in time units'),
    mu: positive('service rate μ of one slot, jobs per time unit: speed / mean size'),
    servers: count('number of slots c', MOST_SERVERS),
    discipline: orderParam,
  }),
  equations: [
    'λ = 1/E[A],  ρ = λ/(cμ)',
    'σ = E[e^(−cμ(1−σ)A)],  0 < σ < 1',
    'P[an arrival finds n jobs] = K σ^(n−c+1) for n ≥ c−1',
    'λ P[an arrival finds n−1] = nμ P[N = n] for n ≤ c, which gives the other states and K',
    'P[wait] = K σ/(1−σ)',
    'E[W] = P[wait]/(cμ(1−σ)),  E[T] = E[W] + 1/μ',
    'E[Q] = λE[W],  E[N] = λE[T]',
    'P[W > t] = P[wait] e^(−cμ(1−σ)t)   (fcfs)',
  ],
  symbols: {
    A: 'gap between arrivals',
    λ: 'arrival rate, jobs per time unit',
    μ: 'service rate of one slot, jobs per time unit',
    c: 'number of slots',
    ρ: 'load per slot: the fraction of time that a slot is busy',
    σ: 'of arrivals that find all slots busy, the fraction that find others waiting',
    W: 'waiting: response less service time',
    T: 'response: time in the system',
    Q: 'jobs that wait',
    N: 'jobs in the system',
  },
  mistakes: [
    'P[wait] is not σ as with one slot: σ is about those who find all slots busy.',
    'Arrivals that are not Poisson do not see time averages: P[wait] is not the fraction of time with all slots busy.',
    'The wait of those who wait is exponential as in M/M/c, but not at the rate cμ−λ.',
  ],
  create(params) {
    const { gap, mu, servers, discipline } = params;
    const { free, wait } = solve(params);
    return exponentialWait({ lambda: 1 / gap.mean, mu, servers, wait, rate: servers * mu * free, discipline });
  },
  steps(params) {
    const { gap, mu, servers } = params;
    const { sigma, free, wait } = solve(params);
    const waiting = wait / (servers * mu * free);
    return [
      `λ = 1/${figure(gap.mean)} = ${figure(1 / gap.mean)},  ρ = ${figure(1 / gap.mean)}/(${servers} · ${figure(mu)}) = ${figure(1 / gap.mean / mu / servers)}`,
      `σ = ${figure(sigma)}`,
      `P[wait] = ${figure(wait)}`,
      `E[W] = ${figure(wait)}/(${servers} · ${figure(mu)} · ${figure(free)}) = ${figure(waiting)} time units`,
      `E[T] = ${figure(waiting)} + 1/${figure(mu)} = ${figure(waiting + 1 / mu)} time units`,
    ];
  },
  recognise(station): Params | undefined {
    const found = station.slots > 1 && station.slots < Infinity ? exponentialSizes(station) : undefined;
    return found && { ...found, servers: station.slots };
  },
  ofClass: (_, part, all) => alike(all, part),
  examples: [
    { params: { gap: { exponential: { mean: 1 } }, mu: 1, servers: 2 }, expect: { waiting: 1 / 3, response: 4 / 3, 'P[wait]': 1 / 3 }, from: 'by hand: with exponential gaps it is M/M/c' },
    {
      params: { gap: { 'phase-type': { initial: [1, 0], generator: [[-1, 1], [0, -2]] } }, mu: 1, servers: 1 },
      expect: { 'P[wait]': 2 - Math.SQRT2, response: 1 / (Math.SQRT2 - 1) },
      from: 'by hand: with one slot it is G/M/1',
    },
  ],
});

function solve({ gap, mu, servers }: Params) {
  if (servers > MOST_SERVERS) throw new ParamError(`servers of ${servers} is beyond ${MOST_SERVERS}, up to which this formula is computed`, ['servers']);
  refuseOverload(1 / (servers * mu * gap.mean), '1/(cμE[A])');
  const root = gapRoot(gap, servers * mu);
  return { ...root, wait: waitingChance(gap, mu, servers, root) };
}
