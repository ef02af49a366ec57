import { object } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { discountLost } from '../general/gap-root.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { rootBetween } from '../numeric/roots.ts';
import { percentiles } from '../percentiles.ts';
import { equalPoolParams, loadOfPool, type EqualPool } from './equal-pool.ts';

export const roundRobinSplit = formula<EqualPool>({
  name: 'round-robin-split',
  title: 'round robin over equal nodes: Eₙ/M/1 each',
  short: 'round robin: Eₙ/M/1',
  about: 'Jobs go to n equal one-slot nodes in turn. Each node sees gaps that are Erlang of n stages: less variable than Poisson, so that waits are shorter than behind a random split.',
  source: 'Kleinrock 1975, sections 6.1 to 6.4 (G/M/1); Harchol-Balter 2013, chapter 24',
  kind: 'exact',
  breadth: 4,
  params: () => object(equalPoolParams()),
  equations: [
    'A*(s) = (λ/(λ+s))ⁿ, the transform of the gap at a node: n exponential stages of rate λ',
    'σ = A*(μ − μσ) = (λ/(λ+μ(1−σ)))ⁿ, the root with 0 < σ < 1',
    'P[an arrival finds k jobs at its node] = (1−σ)σᵏ',
    'E[T] = 1/(μ(1−σ)),  E[W] = σ/(μ(1−σ))',
    'E[N] = λE[T],  E[Q] = λE[W]   (all nodes)',
    'P[T > t] = e^(−μ(1−σ)t),  P[W > t] = σe^(−μ(1−σ)t)   (fcfs)',
  ],
  symbols: {
    λ: 'arrival rate of all jobs, jobs per time unit',
    μ: 'service rate of each node, jobs per time unit',
    n: 'number of nodes',
    σ: 'probability that an arrival has to wait; less than the load ρ = λ/(nμ)',
    T: 'response: time in the system',
    W: 'waiting: response less service time',
  },
  mistakes: [
    'Round robin does not leave a Poisson stream to each node, so M/M/1 does not apply: it has too long a wait.',
    'σ is not the load: an arrival finds the slot busy less often than it is, since arrivals at a node keep apart from one another.',
    'The nodes are not independent, though the means add up: they are fed by one stream.',
  ],
  create(params) {
    const { lambda, mu, nodes, discipline } = params;
    const free = freeAtArrival(params);
    const rate = mu * free;
    const means = byLittle({ throughput: lambda, service: 1 / mu, waiting: (1 - free) / rate, slots: nodes });
    if (discipline !== 'fcfs') return { values: means };
    return {
      values: {
        ...means,
        // E[1/S] diverges for exponential sizes, and a wait does not depend on the size.
        slowdown: Infinity,
        'response.variance': 1 / rate ** 2,
        ...percentiles('response', (tail) => -Math.log(tail) / rate),
        'waiting.variance': ((1 - free) * (1 + free)) / rate ** 2,
        ...percentiles('waiting', (tail) => Math.max(0, Math.log((1 - free) / tail) / rate)),
      },
      others: { 'P[wait]': 1 - free },
      responseTail: (t) => (t <= 0 ? 1 : Math.exp(-rate * t)),
    };
  },
  steps(params) {
    const { lambda, mu, nodes } = params;
    const free = freeAtArrival(params);
    const response = 1 / (mu * free);
    return [
      `ρ = ${figure(lambda)}/(${nodes} · ${figure(mu)}) = ${figure(loadOfPool(params))}`,
      `σ = (${figure(lambda)}/(${figure(lambda)} + ${figure(mu)}(1−σ)))^${nodes} has the root σ = ${figure(1 - free)}`,
      `E[T] = 1/(${figure(mu)} · ${figure(free)}) = ${figure(response)} time units`,
      `E[W] = ${figure(1 - free)} · ${figure(response)} = ${figure((1 - free) * response)} time units`,
      `E[N] = ${figure(lambda)} · ${figure(response)} = ${figure(lambda * response)} jobs`,
    ];
  },
  examples: [
    { params: { lambda: 0.8, mu: 1, nodes: 1 }, expect: { response: 5, number: 4, 'P[wait]': 0.8, 'waiting.variance': 24 }, from: 'by hand: one node is M/M/1' },
    {
      params: { lambda: 1, mu: 1, nodes: 2 },
      expect: { 'P[wait]': (3 - Math.sqrt(5)) / 2, response: 2 / (Math.sqrt(5) - 1) },
      from: 'by hand: σ³ − 4σ² + 4σ − 1 = (σ−1)(σ² − 3σ + 1)',
    },
  ],
});

/** 1 − σ; solved for itself, so that it keeps its precision at loads near 1. */
function freeAtArrival({ lambda, mu, nodes }: EqualPool): number {
  const load = loadOfPool({ lambda, mu, nodes });
  refuseOverload(load, 'λ/(nμ)');
  const spare = (nodes * mu - lambda) / (nodes * mu);
  if (nodes === 1) return spare;
  // 1 − A*(μδ) − δ is concave in δ and 0 at 0; its other root lies above 1 − ρ, which is that of M/M/1.
  const excess = (free: number) => -Math.expm1(-nodes * Math.log1p((mu * free) / lambda)) - free;
  if (excess(0.5) > 0) return rootBetween(excess, 0.5, 1);
  // With x = μδ/λ it is 1 − (1 − (1+x)⁻ⁿ)/(nx) = 1 − ρ, of which the left is written in terms above 0.
  const difference = (free: number) => {
    const x = (mu * free) / lambda;
    return (discountLost(nodes * Math.log1p(x)) + nodes * logarithmLost(x)) / (nodes * x) - spare;
  };
  return rootBetween(difference, spare / 2, 0.75);
}

/** x − ln(1 + x), without cancellation near 0: ln(1 + x) = 2 artanh u. */
function logarithmLost(x: number): number {
  if (x > 0.1) return x - Math.log1p(x);
  const u = x / (2 + x);
  let sum = 0;
  for (let k = 15; k >= 3; k -= 2) sum = u * u * (sum + 1 / k);
  return u * (x - 2 * sum);
}
