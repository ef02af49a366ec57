import { object, ParamError, positive, probability } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { erlangA } from '../markovian/erlang-a.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly theta: number;
  readonly abandon?: number | undefined;
  readonly wait?: number | undefined;
}

export const staffingAbandonment = formula<Params>({
  name: 'staffing-abandonment',
  title: 'slots for Erlang A with a bound on those who give up',
  about: 'The fewest slots with which no more than a given fraction of the jobs give up, or with which no more than a given fraction have to wait at all.',
  source: 'Palm 1957; Garnett, Mandelbaum and Reiman 2002, Manufacturing and Service Operations Management 4',
  kind: 'exact',
  breadth: 9,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    mu: positive('service rate μ of one slot, jobs per time unit'),
    theta: positive('rate of leaving θ of a waiting job: 1 / mean patience'),
    abandon: probability('largest fraction of the jobs that may give up').optional().describe('largest fraction of the jobs that may give up'),
    wait: probability('largest P[wait] that is allowed, instead of abandon').optional().describe('largest P[wait] that is allowed, instead of abandon'),
  }),
  equations: [
    'P[wait] and P[abandon] of M/M/c+M with c slots   (Erlang A)',
    'both fall with c: the answer is the first c at which the target is met, and c − 1 misses it',
    'P[abandon] = 1 − μ E[busy slots]/λ ≥ 1 − cμ/λ, so c ≥ (1 − target) λ/μ',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit, those that give up included',
    μ: 'service rate of one slot, jobs per time unit',
    θ: 'rate at which each waiting job gives up',
    c: 'slots',
  },
  mistakes: [
    'Patience left out: Erlang C asks for more slots than there is work; with patience fewer than λ/μ may do.',
    'Those who give up are the ones that see the worst: a target for the mean wait of those served flatters.',
  ],
  create(params) {
    const { name, at, servers, before } = solve(params);
    const all = at(servers);
    return { values: all.values, others: { servers, ...all.others, [`${name} with one slot fewer`]: before } };
  },
  steps(params) {
    const { name, at, servers, before, allowed } = solve(params);
    return [
      `a = ${figure(params.lambda)}/${figure(params.mu)} = ${figure(params.lambda / params.mu)} erlangs`,
      ...(servers > 1 ? [`c = ${servers - 1}: ${name} = ${figure(before)} > ${figure(allowed)}`] : []),
      `c = ${servers}: ${name} = ${figure(at(servers).others![name])} ≤ ${figure(allowed)}: ${servers} slots`,
    ];
  },
  examples: [
    {
      params: { lambda: 4, mu: 2, theta: 2, wait: 0.35 },
      expect: { servers: 3, 'P[wait]': 1 - 5 * Math.exp(-2), 'P[wait] with one slot fewer': 1 - 3 * Math.exp(-2) },
      from: 'by hand: where θ = μ the number is Poisson with mean λ/μ',
    },
  ],
});

function solve(params: Params) {
  const { lambda, mu, theta, abandon, wait } = params;
  if ((abandon === undefined) === (wait === undefined)) throw new ParamError('needs either abandon or wait, not both', ['abandon']);
  const allowed = (abandon ?? wait)!;
  if (allowed === 0) throw new ParamError('must be above 0: with any number of slots some jobs wait, and of these some give up', [abandon === undefined ? 'wait' : 'abandon']);
  if (allowed === 1) throw new ParamError('must be below 1: then no slot is needed', [abandon === undefined ? 'wait' : 'abandon']);
  const name = abandon === undefined ? 'P[wait]' : 'P[abandon]';
  const at = (servers: number) => erlangA.create({ lambda, mu, theta, servers });
  // Without any slot everybody waits, and gives up.
  const value = (servers: number) => (servers === 0 ? 1 : at(servers).others![name]);
  const isEnough = (servers: number) => value(servers) <= allowed;
  // Nobody is served by more than the slots that there are: so few are not enough for either target.
  let few = Math.floor((1 - allowed) * (lambda / mu));
  let enough = Math.max(few + 1, Math.ceil(lambda / mu));
  // In steps that double, from where the work is, since queues are longest where slots are too few.
  for (let step = 1; !isEnough(enough); step *= 2) [few, enough] = [enough, enough + step];
  for (let step = 1; enough - few > 1; step *= 2) {
    const fewer = Math.max(enough - step, Math.floor((few + enough) / 2));
    if (!isEnough(fewer)) few = fewer;
    else enough = fewer;
  }
  return { name, at, allowed, servers: enough, before: value(enough - 1) };
}
