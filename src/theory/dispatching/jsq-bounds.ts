import { object } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { mmc } from '../markovian/mmc.ts';
import { equalPool, equalPoolParams, queuesLookedAt, type EqualPool } from './equal-pool.ts';
import { between } from './pool-bounds.ts';
import { roundRobinSplit } from './round-robin-split.ts';

export const jsqBounds = formula<EqualPool>({
  name: 'jsq-bounds',
  title: 'join the shortest queue between M/M/n and round robin',
  short: 'JSQ',
  about: 'Equal one-slot nodes, Poisson arrivals, exponential sizes: one common queue does at least as well as the shortest of n, and taking turns at least as badly.',
  source: 'Winston 1977, Journal of Applied Probability 14; Ephremides, Varaiya and Walrand 1980, IEEE Transactions on Automatic Control 25',
  kind: 'bound',
  breadth: 6,
  params: () => object(equalPoolParams()),
  equations: [
    'lower: E[T] of M/M/n, 1/μ + C(n, λ/μ)/(nμ−λ), since with equally many jobs there are never fewer slots busy',
    'upper: E[T] of round robin, 1/(μ(1−σ)) with σ = (λ/(λ+μ(1−σ)))ⁿ, since jsq is best among dispatchers that know no sizes',
    'E[W] = E[T] − 1/μ,  E[N] = λE[T],  E[Q] = λE[W]: within the bounds that follow',
  ],
  symbols: {
    λ: 'arrival rate of all jobs, jobs per time unit',
    μ: 'service rate of each node, jobs per time unit',
    n: 'number of nodes',
    C: 'Erlang C: P[wait] in M/M/n',
    σ: 'P[wait] behind round robin',
    T: 'response: time in the system',
  },
  mistakes: [
    'M/M/n is not jsq: it is what jsq would be if jobs could move to a node that falls idle.',
    'Jsq is best for exponential sizes; with very variable ones a dispatcher that knows the work left, or keeps short jobs from long ones, may do better (Whitt 1986).',
    'At unequal speeds neither bound holds as it stands.',
  ],
  create: (params) => ({ values: {}, bounds: between(params, lower(params), upper(params)) }),
  steps(params) {
    const { mu } = params;
    return [
      `M/M/n: E[T] = ${figure(lower(params))} time units`,
      `round robin: E[T] = ${figure(upper(params))} time units`,
      `${figure(lower(params))} ≤ E[T] ≤ ${figure(upper(params))},  ${figure(lower(params) - 1 / mu)} ≤ E[W] ≤ ${figure(upper(params) - 1 / mu)}`,
    ];
  },
  recogniseScenario(scenario) {
    return queuesLookedAt(scenario) === scenario.pool.nodes.length ? equalPool(scenario) : undefined;
  },
  examples: [
    {
      params: { lambda: 1, mu: 1, nodes: 2 },
      expect: { 'lower response': 4 / 3, 'upper response': 2 / (Math.sqrt(5) - 1), 'lower queue': 1 / 3 },
      from: 'by hand: M/M/2 with C = 1/3, and E₂/M/1 with σ = (3−√5)/2',
    },
  ],
});

function lower({ lambda, mu, nodes, discipline }: EqualPool): number {
  return mmc.create({ lambda, mu, servers: nodes, discipline }).values['response'];
}

function upper(params: EqualPool): number {
  return roundRobinSplit.create(params).values['response'];
}
