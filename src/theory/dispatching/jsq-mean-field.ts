import { object } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { percentiles } from '../percentiles.ts';
import { equalPool, equalPoolParams, loadOfPool, queuesLookedAt, type EqualPool } from './equal-pool.ts';

/** Recognised where so many standard deviations of the number of busy nodes fit between its mean and n. */
const DEVIATIONS = 1.5;
const MANY = 20;

export const jsqMeanField = formula<EqualPool>({
  name: 'jsq-mean-field',
  title: 'join the shortest queue, many nodes',
  short: 'JSQ, mean field',
  about: 'As the number of equal one-slot nodes grows at a fixed load below 1, every job finds an idle node. Poisson arrivals, exponential sizes.',
  source: 'Mukherjee, Borst, van Leeuwaarden and Whiting 2018 (universality of power-of-d load balancing); Eschenfeldt and Gamarnik 2018',
  kind: 'asymptotic',
  breadth: 6,
  params: () => object(equalPoolParams()),
  equations: [
    'ρ = λ/(nμ) < 1,  n → ∞',
    'the fraction of nodes with at least one job → ρ, with at least two → 0',
    'P[wait] → 0,  E[T] → 1/μ,  E[N]/n → ρ',
    'P[T > t] → e^(−μt)',
  ],
  symbols: {
    λ: 'arrival rate of all jobs, jobs per time unit',
    μ: 'service rate of each node, jobs per time unit',
    n: 'number of nodes',
    ρ: 'load, which stays fixed',
    N: 'jobs at all nodes',
    T: 'response: time in the system',
  },
  mistakes: [
    'The load has to stay away from 1 while n grows: where (1−ρ)√n stays fixed (Halfin and Whitt), some jobs wait for one other, and none for two.',
    'Looking at any growing number of queues has the same limit; a fixed number d has not: see power-of-d-mean-field.',
  ],
  create(params) {
    const { lambda, mu, nodes } = params;
    refuseOverload(loadOfPool(params), 'λ/(nμ)');
    const { waiting: _, queue: __, ...means } = byLittle({ throughput: lambda, service: 1 / mu, waiting: 0, slots: nodes });
    return {
      values: { ...means, 'response.variance': 1 / mu ** 2, ...percentiles('response', (tail) => -Math.log(tail) / mu) },
      responseTail: (t) => (t <= 0 ? 1 : Math.exp(-mu * t)),
    };
  },
  steps(params) {
    const { lambda, mu, nodes } = params;
    refuseOverload(loadOfPool(params), 'λ/(nμ)');
    return [
      `ρ = ${figure(lambda)}/(${nodes} · ${figure(mu)}) = ${figure(loadOfPool(params))},  (1−ρ)√n = ${figure((1 - loadOfPool(params)) * Math.sqrt(nodes))}`,
      `E[T] ≈ 1/${figure(mu)} = ${figure(1 / mu)} time units`,
      `E[N] ≈ ${figure(lambda)}/${figure(mu)} = ${figure(lambda / mu)} jobs`,
    ];
  },
  recogniseScenario(scenario) {
    const n = scenario.pool.nodes.length;
    const found = n >= MANY && queuesLookedAt(scenario) === n ? equalPool(scenario) : undefined;
    return found && (1 - loadOfPool(found)) * Math.sqrt(n) >= DEVIATIONS ? found : undefined;
  },
  examples: [{ params: { lambda: 80, mu: 2, nodes: 100 }, expect: { response: 0.5, number: 40, utilisation: 0.4 }, from: 'by hand: nobody waits' }],
});
