import { z } from 'zod';
import { object, ParamError, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { orderParam, type Order } from '../station-params.ts';
import { lambdaOfAll, queuesLookedAt, tiesOf, unequalPool } from './equal-pool.ts';
import { timesWhenJoining } from './joined.ts';
import { queueLengths } from './queue-lengths.ts';

interface Params {
  readonly lambda: number;
  readonly mu: readonly number[];
  readonly ties: 'random' | 'first';
  readonly discipline: Order;
}

export const jsq2 = formula<Params>({
  name: 'jsq-2',
  title: 'join the shorter of two queues',
  short: 'JSQ of two',
  about: 'Two nodes of one slot each, equal or not; each job joins the node with fewer jobs. Poisson arrivals, exponential sizes. Solved as a Markov chain to about 1e-11.',
  source: 'Haight 1958, Biometrika 45 (the model); Kingman 1961 (equal nodes); Adan, Wessels and Zijm 1990 (as a series)',
  kind: 'exact',
  breadth: 3,
  params: () => object({
    lambda: lambdaOfAll,
    mu: z.array(positive('service rate of a node')).length(2).describe('service rates μ₁ and μ₂, jobs per time unit: speed / mean size'),
    ties: z.enum(['random', 'first']).default('random').describe('which of two equal queues is joined'),
    discipline: orderParam,
  }),
  equations: [
    'p(i, j): probability of i jobs at the first and j at the second node',
    'p(i, j) (λ + μ₁1[i>0] + μ₂1[j>0]) = λ (arrivals from (i−1, j), (i, j−1) that choose so) + μ₁ p(i+1, j) + μ₂ p(i, j+1)',
    'E[N] = Σ (i+j) p(i, j),  E[T] = E[N]/λ   (Little)',
    'E[S] = P[first]/μ₁ + P[second]/μ₂,  E[W] = E[T] − E[S]',
    'P[i+j = m+1] = λ/(μ₁+μ₂) P[i+j = m] nearly, once both are busy: the total behaves as with one queue',
    'P[T > t] = Σₖ P[Poisson(μt) = k] P[at least k found at the node that is joined]   (fcfs)',
  ],
  symbols: {
    λ: 'arrival rate of all jobs, jobs per time unit',
    'μ₁, μ₂': 'service rates of the nodes, jobs per time unit',
    N: 'jobs at both nodes',
    T: 'response: time in the system',
    S: 'service time at the node that is joined',
    W: 'waiting: response less service time',
  },
  mistakes: [
    'It is not M/M/2: a job may wait at one node while the other idles. At equal rates the mean wait is larger, by more than a quarter at load 0.5 (0.426 against 0.333 services).',
    'There is no product form, and no simple closed form even for two equal nodes.',
    'At unequal rates the shorter queue is not always the better one: a slow node that is empty takes jobs that the fast one would serve sooner.',
  ],
  create(params) {
    const { lambda, mu, discipline } = params;
    const { number, joins, ratio } = solve(params);
    const service = joins.reduce((sum, [share], node) => sum + share / mu[node], 0);
    const means = byLittle({ throughput: lambda, service, waiting: number / lambda - service, slots: 2 });
    const others = { 'P[first node]': joins[0][0] };
    if (discipline !== 'fcfs') return { values: means, others };
    const { values, responseTail } = timesWhenJoining(joins.map((atLeast, node) => ({ atLeast, ratio, mu: mu[node] })));
    return { values: { ...values, ...means }, others, responseTail };
  },
  steps(params) {
    const { lambda, mu } = params;
    const { number, joins } = solve(params);
    return [
      `ρ = ${figure(lambda)}/(${figure(mu[0])} + ${figure(mu[1])}) = ${figure(lambda / (mu[0] + mu[1]))}`,
      `P[first] = ${figure(joins[0][0])},  P[second] = ${figure(joins[1][0])}, by the chain`,
      `E[N] = ${figure(number)} jobs, by the chain`,
      `E[T] = ${figure(number)}/${figure(lambda)} = ${figure(number / lambda)} time units`,
    ];
  },
  recogniseScenario(scenario): Params | undefined {
    const found = scenario.pool.nodes.length === 2 && queuesLookedAt(scenario) === 2 ? unequalPool(scenario) : undefined;
    return found && { ...found, ties: tiesOf(scenario) ?? 'random' };
  },
  examples: [
    {
      params: { lambda: 1, mu: [1, 1] },
      expect: { response: 1.4263207511672, number: 1.4263207511672, utilisation: 0.5, 'P[first node]': 0.5 },
      from: 'the chain on 60 by 60 jobs, solved by elimination',
    },
  ],
});

/** Times at the slower node would be counted in services of the faster. */
const MOST_APART = 1e6;

function solve({ lambda, mu, ties }: Params) {
  if (Math.max(...mu) > MOST_APART * Math.min(...mu)) throw new ParamError(`one rate must not be more than ${MOST_APART} times the other`, ['mu']);
  const [first, second, either] = [[1, 0], [0, 1], ties === 'first' ? [1, 0] : [0.5, 0.5]];
  const equal = mu[0] === mu[1] && ties === 'random';
  const join = ([i, j]: readonly number[]) => (i < j ? first : i > j ? second : either);
  if (!equal) return queueLengths({ lambda, rates: mu, alike: false, join });
  const { joins: [row], ...rest } = queueLengths({ lambda, rates: mu, alike: true, join: () => first });
  const half = row.map((p) => p / 2);
  return { ...rest, joins: [half, half] };
}
