import { object } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { type Fork, forkOf, forkParams } from './fork-params.ts';
import { harmonic, harmonicSign } from './harmonic.ts';

export const forkJoinBounds = formula<Fork>({
  name: 'fork-join-bounds',
  title: 'fork–join between two bounds',
  short: 'fork–join',
  about: 'Each job is n tasks, one for each of n equal nodes with a queue of its own, and is done when all are. Poisson arrivals, exponential tasks, first come, first served.',
  source: 'upper: Nelson and Tantawi 1988, IEEE Transactions on Computers 37 (associated variables); lower: Varki, Merchant and Chen 2008, The M/M/1 Fork-Join Queue with Variable Sub-Tasks (unpublished); Joshi, Liu and Soljanin 2014',
  kind: 'bound',
  breadth: 5,
  params: () => object(forkParams(1_000_000)),
  equations: [
    'upper: responses of a job’s tasks are associated, so their maximum is no larger than that of independent ones:',
    'E[T] ≤ E[max of n exponentials of mean 1/(μ−λ)] = Hₙ/(μ−λ)',
    'lower: while i of its tasks are left, a job at the head of the line loses one at rate iμ at most: n M/M/1 in a row,',
    'E[T] ≥ Σᵢ₌₁..ₙ 1/(iμ−λ)',
    'λE[T] bounds E[N] likewise',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μ: 'service rate of tasks at each node, per time unit',
    n: 'number of nodes, and of tasks of a job',
    'Hₙ': '1 + 1/2 + … + 1/n',
    T: 'response: until all n tasks are done',
    N: 'jobs of which some task is not done',
  },
  mistakes: [
    'The upper bound is not the answer: for two nodes it is (3/2)/(μ−λ) where the truth is (3/2 − ρ/8)/(μ−λ).',
    'Hₙ/μ alone, the time without any queueing, is a bound as well but a poor one at high load.',
  ],
  create(params) {
    const { lambda } = params;
    const { lower, upper } = bounds(params);
    return { values: {}, bounds: { response: { lower, upper }, number: { lower: lambda * lower, upper: lambda * upper } } };
  },
  steps(params) {
    const { lambda, mu, nodes } = params;
    const { lower, upper } = bounds(params);
    return [
      `ρ = ${figure(lambda)}/${figure(mu)} = ${figure(lambda / mu)},  ${harmonicSign(nodes)} = ${figure(harmonic(nodes))}`,
      `Σ 1/(iμ−λ) = ${figure(lower)} time units,  Hₙ/(μ−λ) = ${figure(upper)} time units`,
      `${figure(lower)} ≤ E[T] ≤ ${figure(upper)}`,
    ];
  },
  recogniseTasks: forkOf,
  examples: [
    { params: { lambda: 0.5, mu: 1, nodes: 2 }, expect: { 'lower response': 2 + 2 / 3, 'upper response': 3 }, from: 'by hand; the truth is 2.875' },
    { params: { lambda: 0.5, mu: 1, nodes: 1 }, expect: { 'lower response': 2, 'upper response': 2 }, from: 'by hand: one node is M/M/1' },
  ],
});

function bounds({ lambda, mu, nodes }: Fork): { readonly lower: number; readonly upper: number } {
  refuseOverload(lambda / mu, 'λ/μ');
  return { lower: harmonic(nodes, (i) => 1 / (i * mu - lambda)), upper: harmonic(nodes) / (mu - lambda) };
}
