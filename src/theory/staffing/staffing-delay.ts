import { nonNegative, object, ParamError, positive, probability } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { mmc } from '../markovian/mmc.ts';
import { fewestServers, waitFrom } from './fewest-servers.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly within: number;
  readonly probability?: number | undefined;
  readonly waiting?: number | undefined;
}

const WITHIN = 'time t within which jobs should be served, in time units';

export const staffingDelay = formula<Params>({
  name: 'staffing-delay',
  title: 'slots for M/M/c with a bound on the wait',
  about: 'The fewest slots with which no more than a given fraction of the jobs wait longer than t, or with which the mean wait is no longer than given.',
  source: 'Erlang 1917; Gans, Koole and Mandelbaum 2003, Manufacturing and Service Operations Management 5',
  kind: 'exact',
  breadth: 8,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    mu: positive('service rate μ of one slot, jobs per time unit'),
    within: nonNegative(WITHIN).default(0).describe(WITHIN),
    probability: probability('largest P[W > t] that is allowed').optional().describe('largest P[W > t] that is allowed'),
    waiting: positive('largest mean wait that is allowed, instead of probability').optional().describe('largest mean wait that is allowed, instead of probability'),
  }),
  equations: [
    'a = λ/μ;  B(0) = 1,  B(c) = a B(c−1)/(c + a B(c−1))   (Erlang B)',
    'C(c) = c B(c)/(c − a + a B(c)) for c > a   (Erlang C)',
    'P[W > t] = C(c) e^(−(cμ−λ)t),  E[W] = C(c)/(cμ−λ)',
    'both fall with c: the answer is the first c at which the target is met, and c − 1 misses it',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μ: 'service rate of one slot, jobs per time unit',
    a: 'offered work in erlangs: the mean number of busy slots',
    c: 'slots',
    W: 'waiting: response less service time',
    t: 'time within which jobs should be served',
  },
  mistakes: [
    'Slots for the mean, c = a, are not enough: the queue grows without bound. How many more depends on the square root of a, not on a.',
    'A target for the mean wait says little of the long waits, nor the other way round.',
    'Staffing for the mean arrival rate of a day: the peak hour needs its own.',
  ],
  create(params) {
    const { lambda, mu } = params;
    const { servers, value, before, name } = solve(params);
    const { values } = mmc.create({ lambda, mu, servers, discipline: 'size-blind' });
    return { values, others: { servers, [name]: value, [`${name} with one slot fewer`]: before } };
  },
  steps(params) {
    const { lambda, mu } = params;
    const { servers, value, before, name, allowed } = solve(params);
    const tried = (count: number, found: number) => `c = ${count}: ${name} = ${figure(found)} ${found <= allowed ? '≤' : '>'} ${figure(allowed)}`;
    return [`a = ${figure(lambda)}/${figure(mu)} = ${figure(lambda / mu)} erlangs`, ...(servers > 1 ? [tried(servers - 1, before)] : []), `${tried(servers, value)}: ${servers} slots`];
  },
  examples: [
    { params: { lambda: 1, mu: 1, waiting: 0.4 }, expect: { servers: 2, waiting: 1 / 3, 'mean wait with one slot fewer': Infinity }, from: 'by hand: M/M/2 at load 1/2 waits 1/3' },
    { params: { lambda: 1, mu: 1, probability: 0.1 }, expect: { servers: 3, 'P[W > 0]': 1 / 11, 'P[W > 0] with one slot fewer': 1 / 3 }, from: 'by hand: C(2) = 1/3, C(3) = 1/11' },
  ],
});

interface Target {
  readonly name: string;
  readonly allowed: number;
  of(wait: number, rate: number): number;
}

function targetOf({ within, probability: most, waiting }: Params): Target {
  if ((most === undefined) === (waiting === undefined)) throw new ParamError('needs either a probability or a mean wait, not both', ['probability']);
  if (most === 0) throw new ParamError('must be above 0: with any number of slots some jobs wait', ['probability']);
  if (most === undefined) return { name: 'mean wait', allowed: waiting!, of: (wait, rate) => wait / rate };
  return { name: `P[W > ${figure(within)}]`, allowed: most, of: (wait, rate) => wait * Math.exp(-rate * within) };
}

function solve(params: Params) {
  const { lambda, mu } = params;
  const { name, allowed, of } = targetOf(params);
  const offered = lambda / mu;
  // With too few slots for all, everybody waits, and ever longer.
  const value = (servers: number, blocked: number) => of(waitFrom(blocked, servers, offered), Math.max(0, servers * mu - lambda));
  const { servers, blocked, before } = fewestServers(offered, (n, b) => n > offered && value(n, b) <= allowed);
  return { name, allowed, servers, value: value(servers, blocked), before: value(servers - 1, before) };
}
