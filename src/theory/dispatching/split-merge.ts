import { object } from '../../params.ts';
import { power } from '../../power.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { forkParams, type Fork } from './fork-params.ts';
import { harmonic } from './harmonic.ts';

export const splitMerge = formula<Fork>({
  name: 'split-merge',
  title: 'split–merge over n nodes',
  about: 'Each job is n tasks, one for each of n equal nodes; the next job starts when all tasks of the last are done. Poisson arrivals, exponential tasks: an M/G/1 whose service is the longest task.',
  source: 'Harrison and Zertal 2003 (split–merge); Pollaczek 1930, Khinchine 1932 (M/G/1)',
  kind: 'exact',
  breadth: 4,
  params: () => object(forkParams(1_000_000)),
  equations: [
    'S = max of n exponentials: the first of n is done at rate nμ, the next of n−1 at rate (n−1)μ, …',
    'E[S] = (1/μ) Σ 1/i = Hₙ/μ,  Var S = (1/μ²) Σ 1/i²',
    'λE[S] < 1: the pool is full at λ = μ/Hₙ already',
    'E[W] = λ(Var S + E[S]²) / (2(1 − λE[S]))   (Pollaczek–Khinchine)',
    'E[T] = E[W] + E[S],  E[N] = λE[T],  E[Q] = λE[W]',
    'Var W = E[W]² + λE[S³]/(3(1 − λE[S])),  Var T = Var W + Var S   (fcfs)',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μ: 'service rate of tasks at each node, per time unit',
    n: 'number of nodes, and of tasks of a job',
    'Hₙ': '1 + 1/2 + … + 1/n',
    S: 'from the start of a job to its last task done',
    W: 'waiting: until the job starts',
    T: 'response: until all n tasks are done',
  },
  mistakes: [
    'It is not fork–join: there nodes go on with the next job while others lag behind, and the pool is stable for all λ < μ.',
    'The load that decides is λHₙ/μ, not that of a node: nodes idle at the barrier while the last task runs.',
  ],
  create(params) {
    const { lambda, mu } = params;
    const { first, variance, third, load } = service(params);
    const waiting = (lambda * (variance + first ** 2)) / (2 * (1 - load));
    const waitVariance = waiting ** 2 + (lambda * third) / (3 * (1 - load));
    return {
      values: {
        response: waiting + first,
        waiting,
        number: lambda * (waiting + first),
        queue: lambda * waiting,
        throughput: lambda,
        utilisation: lambda / mu,
        'waiting.variance': waitVariance,
        'response.variance': waitVariance + variance,
      },
      others: { 'P[a job is in service]': load },
    };
  },
  steps(params) {
    const { lambda } = params;
    const { first, variance, load } = service(params);
    const waiting = (lambda * (variance + first ** 2)) / (2 * (1 - load));
    return [
      `E[S] = ${figure(first)} time units,  Var S = ${figure(variance)},  λE[S] = ${figure(load)}`,
      `E[W] = ${figure(lambda)} · ${figure(variance + first ** 2)} / (2 · ${figure(1 - load)}) = ${figure(waiting)} time units`,
      `E[T] = ${figure(waiting)} + ${figure(first)} = ${figure(waiting + first)} time units`,
    ];
  },
  examples: [
    { params: { lambda: 0.8, mu: 1, nodes: 1 }, expect: { response: 5, waiting: 4, 'waiting.variance': 24 }, from: 'by hand: one node is M/M/1' },
    { params: { lambda: 0.5, mu: 1, nodes: 2 }, expect: { waiting: 3.5, response: 5 }, from: 'by hand: E[S] = 3/2, E[S²] = 7/2' },
  ],
});

/** Mean, variance and third moment of the longest task; as a sum of exponentials its cumulants are sums over them. */
function service({ lambda, mu, nodes }: Fork) {
  const first = harmonic(nodes) / mu;
  const variance = harmonic(nodes, (i) => 1 / (i * i)) / mu ** 2;
  const skew = (2 * harmonic(nodes, (i) => 1 / (i * i * i))) / power(mu, 3);
  const load = lambda * first;
  refuseOverload(load, 'λHₙ/μ');
  return { first, variance, third: skew + 3 * first * variance + power(first, 3), load };
}
