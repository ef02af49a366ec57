import { object } from '../../params.ts';
import { power } from '../../power.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { integrate } from '../numeric/quadrature.ts';
import { percentiles } from '../percentiles.ts';
import { loadOfPool } from './equal-pool.ts';
import { copiesOf, redundancyParams, type Redundancy } from './redundancy-d.ts';

/** Idle nodes on average from which the error is a few per cent. */
const MANY = 20;

export const redundancyDLimit = formula<Redundancy>({
  name: 'redundancy-d-limit',
  title: 'redundancy-d, many nodes',
  short: 'redundancy-d, many nodes',
  about: 'Copies of each job go to d nodes out of ever more at a fixed load; the first to finish cancels the others. Queues are independent in the limit, and the whole distribution of the response is known.',
  source: 'Gardner, Harchol-Balter, Scheller-Wolf, Velednitsky and Zbarsky 2017, Operations Research 65',
  kind: 'asymptotic',
  breadth: 7,
  params: () => object(redundancyParams),
  equations: [
    'ρ = λ/(nμ) < 1,  n → ∞',
    'R: the time after which a copy would be done at its node if the job had no other; P[T > t] = P[R > t]ᵈ',
    'd/dt P[R > t] = −μ (P[R > t] − ρ P[R > t]ᵈ),  P[R > 0] = 1',
    'P[T > t] = (ρ + (1−ρ)e^((d−1)μt))^(−d/(d−1))',
    'E[T] = (1/μ) ∫₀¹ x^(d−1)/(1 − ρx^(d−1)) dx = (1/μ) Σⱼ ρʲ/((j+1)(d−1) + 1)',
    'd = 2: E[T] = (−ln(1−ρ) − ρ)/(μρ²)',
  ],
  symbols: {
    λ: 'arrival rate of all jobs, jobs per time unit',
    μ: 'rate at which a node works off copies, per time unit',
    n: 'number of nodes, which grows',
    d: 'copies of each job',
    T: 'response: until the first copy is done',
  },
  mistakes: [
    'It rests on independent exponential copies: with copies of one size the limit is another one.',
    'The error at n nodes is of the order of 1/(n(1−ρ)): see redundancy-d, which is exact.',
  ],
  create(params) {
    const { lambda, mu, d } = params;
    const load = loadOfPool(params);
    const response = meanResponse(params);
    const means = { response, number: lambda * response, throughput: lambda };
    return { values: { ...means, ...percentiles('response', quantileOf(load, mu, d)) }, responseTail: tailOf(load, mu, d) };
  },
  steps(params) {
    const { lambda, mu, d } = params;
    const response = meanResponse(params);
    return [
      `ρ = ${figure(loadOfPool(params))},  d = ${d}`,
      `E[T] = ∫₀¹ x^${d - 1}/(1 − ${figure(loadOfPool(params))} x^${d - 1}) dx / ${figure(mu)} = ${figure(response)} time units`,
      `E[N] = ${figure(lambda)} · ${figure(response)} = ${figure(lambda * response)} jobs`,
    ];
  },
  recogniseScenario(scenario) {
    const found = copiesOf(scenario);
    if (!found || found.d < 2 || found.d ** 2 > found.nodes) return undefined;
    return found.nodes * (1 - loadOfPool(found)) >= MANY ? found : undefined;
  },
  examples: [
    { params: { lambda: 50, mu: 1, nodes: 100, d: 2 }, expect: { response: 4 * Math.LN2 - 2 }, from: 'by hand: (ln 2 − 1/2)/(1/4)' },
    { params: { lambda: 80, mu: 1, nodes: 100, d: 1 }, expect: { response: 5, 'response.p50': 5 * Math.LN2 }, from: 'by hand: one copy is M/M/1' },
  ],
});

function meanResponse(params: Redundancy): number {
  const load = loadOfPool(params);
  refuseOverload(load, 'λ/(nμ)');
  const { mu, d } = params;
  if (d === 1) return 1 / (mu * (1 - load));
  // At high load there is a pole just beyond 1, towards which the panels are halved.
  return integrate((x) => power(x, d - 1) / (1 - load * power(x, d - 1)), 0, 1) / mu;
}

/** Written so that nothing overflows: e^(−dμt) (1 − ρ + ρe^(−(d−1)μt))^(−d/(d−1)). */
function tailOf(load: number, mu: number, d: number): (t: number) => number {
  if (d === 1) return (t) => (t <= 0 ? 1 : Math.exp(-mu * (1 - load) * t));
  const others = d - 1;
  return (t) => (t <= 0 ? 1 : Math.exp(-d * mu * t - (d / others) * Math.log1p(load * Math.expm1(-others * mu * t))));
}

function quantileOf(load: number, mu: number, d: number): (tail: number) => number {
  if (d === 1) return (tail) => -Math.log(tail) / (mu * (1 - load));
  const others = d - 1;
  return (tail) => Math.log1p(Math.expm1((-others / d) * Math.log(tail)) / (1 - load)) / (others * mu);
}
