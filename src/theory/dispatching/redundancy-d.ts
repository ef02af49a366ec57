import { count, object, ParamError } from '../../params.ts';
import type { Scenario } from '../../scenario.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { equalPool, lambdaOfAll, loadOfPool, muOfEach, nodesOf } from './equal-pool.ts';

export interface Redundancy {
  readonly lambda: number;
  readonly mu: number;
  readonly nodes: number;
  readonly d: number;
}

export const redundancyParams = {
  lambda: lambdaOfAll,
  mu: muOfEach,
  nodes: nodesOf(10_000),
  d: count('copies d of each job', 1000).default(2).describe('copies d of each job'),
};

export const redundancyD = formula<Redundancy>({
  name: 'redundancy-d',
  title: 'redundancy-d, cancelled on completion',
  short: 'redundancy-d',
  about: 'Copies of each job go to d of n equal nodes drawn without replacement; the first to finish cancels the others. Poisson arrivals, independent exponential copies, first come, first served.',
  source: 'Gardner, Zbarsky, Doroudi, Harchol-Balter, Hyytiä and Scheller-Wolf 2016; Gardner, Harchol-Balter, Scheller-Wolf, Velednitsky and Zbarsky 2017, Operations Research 65',
  kind: 'exact',
  breadth: 6,
  params: () => object(redundancyParams),
  equations: [
    'jobs in order of arrival, with classes c₁ … cₘ (the d nodes each goes to): π = C Πⱼ λ(cⱼ)/(μ · nodes of c₁ … cⱼ)   (product form)',
    'λᵢ = λ C(i, d)/C(n, d): jobs whose nodes all lie among given i',
    'E[N] = Σᵢ₌d..ₙ λᵢ/(iμ − λᵢ)',
    'E[T] = E[N]/λ = Σᵢ₌d..ₙ 1/(iμ C(n, d)/C(i, d) − λ)',
    'utilisation = λ/(nμ)   (a busy node completes jobs at rate μ, whichever copies it works on)',
    'stable for λ < nμ, whatever d',
  ],
  symbols: {
    λ: 'arrival rate of all jobs (of which d copies each are made), jobs per time unit',
    μ: 'rate at which a node works off copies, per time unit',
    n: 'number of nodes',
    d: 'copies of each job',
    N: 'jobs in the system, each counted once',
    T: 'response: until the first copy is done',
  },
  mistakes: [
    'Copies do not waste capacity here: the least of i exponentials is as fast as i nodes. With copies of one and the same size, or sizes that vary little, redundancy can make an overload of a moderate load.',
    'λ counts jobs, not copies.',
    'Cancelled copies do not make nodes busier: each busy node completes jobs at rate μ, so it is busy exactly λ/(nμ) of the time.',
  ],
  create(params) {
    const response = meanResponse(params);
    const { lambda } = params;
    return { values: { response, number: lambda * response, throughput: lambda, utilisation: loadOfPool(params) } };
  },
  steps(params) {
    const { lambda, mu, nodes, d } = params;
    const response = meanResponse(params);
    return [
      `ρ = ${figure(lambda)}/(${nodes} · ${figure(mu)}) = ${figure(loadOfPool(params))}`,
      `i = ${nodes}: 1/(${nodes} · ${figure(mu)} − ${figure(lambda)}) = ${figure(1 / (nodes * mu - lambda))} time units, and ${nodes - d} more terms`,
      `E[T] = ${figure(response)} time units`,
      `E[N] = ${figure(lambda)} · ${figure(response)} = ${figure(lambda * response)} jobs`,
    ];
  },
  recogniseScenario: (scenario) => copiesOf(scenario),
  examples: [
    { params: { lambda: 1.5, mu: 1, nodes: 3, d: 1 }, expect: { response: 2, number: 3 }, from: 'by hand: one copy is a random split' },
    { params: { lambda: 1.5, mu: 1, nodes: 3, d: 3 }, expect: { response: 2 / 3, number: 1 }, from: 'by hand: a copy everywhere is M/M/1 of rate nμ' },
    { params: { lambda: 1.5, mu: 1, nodes: 3, d: 2 }, expect: { response: 1 / (6 - 1.5) + 1 / (3 - 1.5) }, from: 'by hand: C(3,2)/C(2,2) = 3' },
  ],
});

/** Equal nodes that serve independent copies first come, first served, until one is done; undefined where it is otherwise. */
export function copiesOf(scenario: Scenario): Redundancy | undefined {
  const { name, params } = scenario.pool.dispatch;
  if (name !== 'redundancy-d' || params['cancel'] !== 'on-completion' || params['sizes'] !== 'independent') return undefined;
  const found = equalPool(scenario);
  if (found?.discipline !== 'fcfs') return undefined;
  return { lambda: found.lambda, mu: found.mu, nodes: found.nodes, d: Math.min(params['d'] as number, found.nodes) };
}

/** Σᵢ 1/(iμ C(n, d)/C(i, d) − λ), with the ratio of binomials built up from i = n downwards. */
function meanResponse(params: Redundancy): number {
  const { lambda, mu, nodes, d } = params;
  if (d > nodes) throw new ParamError(`${d} copies need at least as many nodes, not ${nodes}`, ['d']);
  refuseOverload(loadOfPool(params), 'λ/(nμ)');
  let [sum, ratio] = [0, 1];
  for (let i = nodes; i >= d; i--) {
    sum += 1 / (i * mu * ratio - lambda);
    if (i > d) ratio *= i / (i - d);
  }
  return sum;
}
