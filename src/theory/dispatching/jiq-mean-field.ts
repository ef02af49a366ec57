import { count, object } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { rootBetween } from '../numeric/roots.ts';
import { percentiles } from '../percentiles.ts';
import { equalPool, lambdaOfAll, loadOfPool, muOfEach, nodesOf } from './equal-pool.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly nodes: number;
  readonly dispatchers: number;
}

/** Recognised from so many dispatchers on: the error is of the order of one over their number. */
const MANY = 20;

export const jiqMeanField = formula<Params>({
  name: 'jiq-mean-field',
  title: 'join the idle queue, many nodes and dispatchers',
  short: 'JIQ, mean field',
  about: 'A node that falls idle reports to one of m dispatchers at random; jobs come to the dispatchers alike, and go to a node that has reported, or to any node at random where none has. As n and m grow at a fixed ratio.',
  source: 'Lu, Xie, Kliot, Geller, Larus and Greenberg 2011 (the system); Mitzenmacher 2016 (its fluid limit)',
  kind: 'asymptotic',
  breadth: 8,
  params: () => object({ lambda: lambdaOfAll, mu: muOfEach, nodes: nodesOf(), dispatchers: count('number of dispatchers m') }),
  equations: [
    'ρ = λ/(nμ),  r = n/m: nodes per dispatcher,  y: fraction of dispatchers that know no idle node',
    'a node gets jobs that know nothing of it at rate μρy, busy or idle',
    'idle nodes leave at rate μρ(1−y) n as asked for and μρy(1−ρ) n by chance, in all μρ(1−ρy) n, and as many fall idle',
    'a dispatcher that knows k gets one more at rate rμρ(1−ρy), one less at rate rμρ + kμρy',
    'y Σₖ Πⱼ₌₁..ₖ (1−ρy)/(1 + jy/r) = 1,  which has one root',
    'E[T] = 1/(μ(1−ρy)),  P[T > t] = e^(−μ(1−ρy)t)   (fcfs)',
  ],
  symbols: {
    λ: 'arrival rate of all jobs, jobs per time unit',
    μ: 'service rate of each node, jobs per time unit',
    n: 'number of nodes',
    m: 'number of dispatchers',
    T: 'response: time in the system',
  },
  mistakes: [
    'Nobody waits only if every dispatcher knows enough idle nodes: with few nodes per dispatcher it tends to a random split.',
    'A node that gets a job by chance while it is idle has to be struck off the list of its dispatcher; lists that are out of date make it worse.',
  ],
  create(params) {
    const { lambda, mu, nodes } = params;
    const empty = knowsNone(params);
    const rate = mu * (1 - loadOfPool(params) * empty);
    const means = byLittle({ throughput: lambda, service: 1 / mu, waiting: 1 / rate - 1 / mu, slots: nodes });
    return {
      values: { ...means, 'response.variance': 1 / rate ** 2, ...percentiles('response', (tail) => -Math.log(tail) / rate) },
      others: { 'P[knows no idle node]': empty },
      responseTail: (t) => (t <= 0 ? 1 : Math.exp(-rate * t)),
    };
  },
  steps(params) {
    const { mu, nodes, dispatchers } = params;
    const [load, empty] = [loadOfPool(params), knowsNone(params)];
    return [
      `ρ = ${figure(load)},  r = ${nodes}/${dispatchers} = ${figure(nodes / dispatchers)}`,
      `y = ${figure(empty)}, by solving for the root`,
      `E[T] = 1/(${figure(mu)} · (1 − ${figure(load)} · ${figure(empty)})) = ${figure(1 / (mu * (1 - load * empty)))} time units`,
    ];
  },
  recogniseScenario({ pool, ...scenario }): Params | undefined {
    const dispatchers = pool.dispatch.name === 'join-idle-queue' ? (pool.dispatch.params['dispatchers'] as number) : 0;
    const found = dispatchers >= MANY ? equalPool({ pool, ...scenario }) : undefined;
    return found?.discipline === 'fcfs' ? { lambda: found.lambda, mu: found.mu, nodes: found.nodes, dispatchers } : undefined;
  },
  examples: [
    {
      params: { lambda: 500, mu: 1, nodes: 1000, dispatchers: 100 },
      expect: { response: 1.070952969857, 'P[knows no idle node]': 0.13250436173 },
      from: 'the chain of one dispatcher with 400 states, iterated to its fixed point',
    },
  ],
});

/** y, the fraction of dispatchers that know no idle node. */
function knowsNone(params: Params): number {
  const load = loadOfPool(params);
  refuseOverload(load, 'λ/(nμ)');
  const ratio = params.nodes / params.dispatchers;
  const excess = (y: number) => {
    let [term, sum] = [1, 1];
    for (let k = 1; term > 1e-17 * sum; k++) {
      term *= (1 - load * y) / (1 + (k * y) / ratio);
      sum += term;
    }
    return y * sum - 1;
  };
  // The sum is below 1 + √(πr/2y), since 1 + jy/r is about e^(jy/r): at the left end y times it is below 1/2.
  return rootBetween(excess, 0.1 / (1 + ratio), 1);
}
