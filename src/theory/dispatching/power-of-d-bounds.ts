import { object } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { mm1 } from '../markovian/mm1.ts';
import { mmc } from '../markovian/mmc.ts';
import { choicesOf, equalPool, equalPoolParams, queuesLookedAt, refuseMoreThanAll, type EqualPool } from './equal-pool.ts';
import { between } from './pool-bounds.ts';

interface Params extends EqualPool {
  readonly d: number;
}

export const powerOfDBounds = formula<Params>({
  name: 'power-of-d-bounds',
  title: 'power of d choices between M/M/n and a random split',
  short: 'd choices',
  about: 'Equal one-slot nodes, Poisson arrivals, exponential sizes: looking at d queues is never worse than looking at one, nor better than one common queue.',
  source: 'Turner 1998, Probability in the Engineering and Informational Sciences 12 (more choices are better); Winston 1977 (jsq is best)',
  kind: 'bound',
  breadth: 7,
  params: () => object({ ...equalPoolParams(), d: choicesOf() }),
  equations: [
    'ρ = λ/(nμ)',
    'lower: E[T] of M/M/n, 1/μ + C(n, λ/μ)/(nμ−λ)',
    'upper: E[T] of M/M/1 at each node, (1/μ)/(1−ρ): a random split, which is d = 1',
    'both: E[T] falls as d grows, from the random split (d = 1) to jsq (d = n)',
  ],
  symbols: {
    λ: 'arrival rate of all jobs, jobs per time unit',
    μ: 'service rate of each node, jobs per time unit',
    n: 'number of nodes',
    d: 'queues looked at',
    C: 'Erlang C: P[wait] in M/M/n',
    T: 'response: time in the system',
  },
  mistakes: [
    'The bounds do not depend on d (but for d = 1) and are wide: most of the gain over a random split comes with d = 2.',
    'Round robin is not an upper bound here: with few choices it may be the better one.',
  ],
  create(params) {
    refuseMoreThanAll(params.d, params.nodes);
    return { values: {}, bounds: between(params, lower(params), upper(params)) };
  },
  steps(params) {
    return [
      `M/M/n: E[T] = ${figure(lower(params))} time units`,
      `random split: E[T] = ${figure(upper(params))} time units`,
      `${figure(lower(params))} ≤ E[T] ≤ ${figure(upper(params))}`,
    ];
  },
  recogniseScenario(scenario): Params | undefined {
    const d = queuesLookedAt(scenario);
    const found = d !== undefined && d < scenario.pool.nodes.length ? equalPool(scenario) : undefined;
    return found && { ...found, d: d! };
  },
  examples: [
    { params: { lambda: 1, mu: 1, nodes: 2, d: 2 }, expect: { 'lower response': 4 / 3, 'upper response': 2 }, from: 'by hand: M/M/2 with C = 1/3, and M/M/1 at load 1/2' },
    { params: { lambda: 4, mu: 1, nodes: 8, d: 1 }, expect: { 'lower response': 2, 'upper response': 2 }, from: 'by hand: one choice is a random split' },
  ],
});

function lower(params: Params): number {
  const { lambda, mu, nodes, discipline, d } = params;
  return d === 1 ? upper(params) : mmc.create({ lambda, mu, servers: nodes, discipline }).values['response'];
}

function upper({ lambda, mu, nodes, discipline }: Params): number {
  return mm1.create({ lambda: lambda / nodes, mu, discipline }).values['response'];
}
