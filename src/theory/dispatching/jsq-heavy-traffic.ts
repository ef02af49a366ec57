import { object } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { equalPool, equalPoolParams, loadOfPool, queuesLookedAt, type EqualPool } from './equal-pool.ts';

/** Recognised where the limit is near: where queues are long for every node. */
const NEAR = 0.35;

export const jsqHeavyTraffic = formula<EqualPool>({
  name: 'jsq-heavy-traffic',
  title: 'join the shortest queue in heavy traffic',
  short: 'JSQ, heavy traffic',
  about: 'As the load tends to 1 with n equal nodes, looking at two queues or more balances them so well that the pool works like one node n times as fast. Poisson arrivals, exponential sizes.',
  source: 'Foschini and Salz 1978, IEEE Transactions on Communications 26; Reiman 1984; for d choices: Chen and Ye 2012',
  kind: 'asymptotic',
  breadth: 6,
  params: () => object(equalPoolParams()),
  equations: [
    'ρ = λ/(nμ) → 1',
    '(1−ρ)N → an exponential of mean 1, shared equally by the nodes (state space collapse)',
    'E[N] ≈ ρ/(1−ρ),  E[T] ≈ 1/(nμ−λ): an M/M/1 of rate nμ',
    'E[W] ≈ E[T],  since waits are long compared with services',
  ],
  symbols: {
    λ: 'arrival rate of all jobs, jobs per time unit',
    μ: 'service rate of each node, jobs per time unit',
    n: 'number of nodes, which stays fixed',
    ρ: 'load',
    N: 'jobs at all nodes',
    T: 'response: time in the system',
  },
  mistakes: [
    'It needs (1−ρ)n to be small, not just ρ near 1: with 100 nodes at load 0.95 hardly anybody waits, and the limit of many nodes is the right one.',
    'It misses a term of the order of one service, so that it is too small at moderate loads: it may even fall below 1/μ.',
    'A random split is n times worse in this limit: E[T] = 1/(μ−λ/n).',
  ],
  create(params) {
    const { lambda, mu, nodes } = params;
    refuseOverload(loadOfPool(params), 'λ/(nμ)');
    const response = 1 / (nodes * mu - lambda);
    return { values: { response, number: lambda * response, throughput: lambda } };
  },
  steps(params) {
    const { lambda, mu, nodes } = params;
    refuseOverload(loadOfPool(params), 'λ/(nμ)');
    const response = 1 / (nodes * mu - lambda);
    return [
      `ρ = ${figure(lambda)}/(${nodes} · ${figure(mu)}) = ${figure(loadOfPool(params))},  n(1−ρ) = ${figure(nodes * (1 - loadOfPool(params)))}`,
      `E[T] ≈ 1/(${nodes} · ${figure(mu)} − ${figure(lambda)}) = ${figure(response)} time units`,
      `E[N] ≈ ${figure(lambda * response)} jobs`,
    ];
  },
  recogniseScenario(scenario) {
    const looked = queuesLookedAt(scenario);
    const found = looked !== undefined && looked > 1 ? equalPool(scenario) : undefined;
    return found && found.nodes * (1 - loadOfPool(found)) <= NEAR ? found : undefined;
  },
  examples: [{ params: { lambda: 1.98, mu: 1, nodes: 2 }, expect: { response: 50, number: 99 }, from: 'by hand: 1/(2−1.98)' }],
});
