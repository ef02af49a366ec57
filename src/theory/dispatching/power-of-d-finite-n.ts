import { z } from 'zod';
import { object } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { choicesOf, equalPool, equalPoolParams, loadOfPool, queuesDrawn, refuseMoreThanAll, type EqualPool } from './equal-pool.ts';
import { refinedMeanField } from './refined-mean-field.ts';

interface Params extends EqualPool {
  readonly d: number;
  readonly drawn: 'without-replacement' | 'with-replacement';
}

/** Recognised from so many nodes on, of which so many are idle on average. */
const SOME = 5;
const IDLE = 1;
/** A load of 0.9 leaves one of ten nodes idle, whatever 1 − 0.9 comes to in binary. */
const ROUNDING = 1e-9;

export const powerOfDFiniteN = formula<Params>({
  name: 'power-of-d-finite-n',
  title: 'power of d choices, refined mean field',
  short: 'd choices, refined',
  about: 'The limit of many nodes with its first correction, of the order of 1/n: good to a few per cent from ten nodes on, unless hardly any node is idle. Poisson arrivals, exponential sizes.',
  source: 'Gast and Van Houdt 2017, Proceedings of the ACM on Measurement and Analysis of Computing Systems 1',
  kind: 'approximation',
  breadth: 7,
  params: () => object({
    ...equalPoolParams(),
    d: choicesOf(100),
    drawn: z.enum(['without-replacement', 'with-replacement']).default('without-replacement').describe('how the d queues are drawn'),
  }),
  equations: [
    'xₖ = ρ xₖ₋₁ᵈ: fraction of nodes with at least k jobs as n → ∞, the fixed point of dx/dt = μf(x)',
    'fₖ(x) = ρ(xₖ₋₁ᵈ − xₖᵈ) − (xₖ − xₖ₊₁),  A = f′(x)',
    'A W + W Aᵀ + Q = 0, with Q the diagonal of the rates at which the xₖ jump: n Cov → W',
    'A v + ½ Σ f″ W + c = 0,  c from drawing without replacement',
    'E[N] ≈ n Σₖ xₖ + Σₖ vₖ,  E[T] = E[N]/λ',
  ],
  symbols: {
    λ: 'arrival rate of all jobs, jobs per time unit',
    μ: 'service rate of each node, jobs per time unit',
    n: 'number of nodes',
    d: 'queues looked at',
    ρ: 'load λ/(nμ)',
    'xₖ, vₖ/n': 'limit and first correction of the fraction of nodes with at least k jobs',
    N: 'jobs at all nodes',
    T: 'response: time in the system',
  },
  mistakes: [
    'The correction is a mean over the fluctuations: it needs f to be smooth, so it does not exist for jsq.',
    'It is still an expansion in 1/n: where n(1−ρ) is about 1 or less, the next terms count as well.',
    'Published tables draw the d queues with replacement; a dispatcher that never draws the same node twice does a little better.',
  ],
  create(params) {
    const { lambda, mu, nodes } = params;
    const { limit, correction } = perNode(params);
    const number = nodes * limit + correction;
    return { values: byLittle({ throughput: lambda, service: 1 / mu, waiting: number / lambda - 1 / mu, slots: nodes }) };
  },
  steps(params) {
    const { lambda, mu, nodes } = params;
    const { limit, correction } = perNode(params);
    return [
      `ρ = ${figure(lambda)}/(${nodes} · ${figure(mu)}) = ${figure(loadOfPool(params))}`,
      `Σ xₖ = ${figure(limit)},  Σ vₖ = ${figure(correction)}`,
      `E[N] ≈ ${nodes} · ${figure(limit)} + ${figure(correction)} = ${figure(nodes * limit + correction)} jobs`,
      `E[T] ≈ ${figure((nodes * limit + correction) / lambda)} time units`,
    ];
  },
  recogniseScenario(scenario): Params | undefined {
    const n = scenario.pool.nodes.length;
    const { d = Infinity, replacement } = queuesDrawn(scenario) ?? {};
    const found = n >= SOME && d < n ? equalPool(scenario) : undefined;
    if (!found || n * (1 - loadOfPool(found)) < IDLE * (1 - ROUNDING)) return undefined;
    return { ...found, d, drawn: replacement ? 'with-replacement' : 'without-replacement' };
  },
  examples: [
    { params: { lambda: 9, mu: 1, nodes: 10, drawn: 'with-replacement' }, expect: { number: 27.513 }, digits: 5, from: 'Gast and Van Houdt 2017, table of mean queue lengths: 2.7513 for ρ = 0.9' },
    { params: { lambda: 9.5, mu: 1, nodes: 10, drawn: 'with-replacement' }, expect: { number: 41.017 }, digits: 5, from: 'Gast and Van Houdt 2017, table of mean queue lengths: 4.1017 for ρ = 0.95' },
  ],
});

const total = (all: readonly number[]) => all.reduce((sum, value) => sum + value, 0);

function perNode(params: Params): { readonly limit: number; readonly correction: number } {
  if (params.drawn === 'without-replacement') refuseMoreThanAll(params.d, params.nodes);
  const load = loadOfPool(params);
  refuseOverload(load, 'λ/(nμ)');
  const { x, v } = refinedMeanField(load, params.d, params.drawn === 'with-replacement');
  return { limit: total(x), correction: total(v) };
}
