import { object } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { forkLambda, forkMu, forkOf } from './fork-params.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
}

export const forkJoin2 = formula<Params>({
  name: 'fork-join-2',
  title: 'fork–join over two nodes',
  about: 'Each job is two tasks, one for each of two equal nodes with a queue of its own, and is done when both are. Poisson arrivals, exponential tasks, first come, first served.',
  source: 'Flatto and Hahn 1984, SIAM Journal on Applied Mathematics 44; Nelson and Tantawi 1988, IEEE Transactions on Computers 37',
  kind: 'exact',
  breadth: 3,
  params: () => object({ lambda: forkLambda, mu: forkMu }),
  equations: [
    'ρ = λ/μ',
    'a task alone: M/M/1, E[T₁] = 1/(μ−λ)',
    'if the two were independent: E[max] = H₂ E[T₁] = (3/2)/(μ−λ)',
    'they are not, having the same arrivals: E[T] = (12 − ρ)/8 · 1/(μ−λ) = (H₂ − ρ/8)/(μ−λ)',
    'E[N] = λE[T],  E[Q] = 2ρ²/(1−ρ)   (of each node: M/M/1)',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μ: 'service rate of tasks at each node, per time unit',
    ρ: 'load of each node',
    T: 'response: until both tasks are done',
    N: 'jobs of which at least one task is not done',
    Q: 'tasks that wait',
  },
  mistakes: [
    'It is not the maximum of independent responses: common arrivals tie the queues together, and the mean is a little smaller.',
    'It is not split–merge either, where no task of the next job starts before the job is done, and which is unstable from ρ = 2/3 on.',
    'The node that serves faster does not help: a job waits for its later task.',
  ],
  create(params) {
    const { lambda } = params;
    const response = meanResponse(params);
    return { values: { response, number: lambda * response, queue: (2 * (lambda / params.mu) ** 2) / (1 - lambda / params.mu), throughput: lambda, utilisation: lambda / params.mu } };
  },
  steps(params) {
    const { lambda, mu } = params;
    const response = meanResponse(params);
    return [
      `ρ = ${figure(lambda)}/${figure(mu)} = ${figure(lambda / mu)}`,
      `E[T] = (12 − ${figure(lambda / mu)})/8 · 1/(${figure(mu)} − ${figure(lambda)}) = ${figure(response)} time units`,
      `E[N] = ${figure(lambda)} · ${figure(response)} = ${figure(lambda * response)} jobs`,
    ];
  },
  recogniseTasks(scenario) {
    const found = forkOf(scenario);
    return found?.nodes === 2 ? { lambda: found.lambda, mu: found.mu } : undefined;
  },
  examples: [
    { params: { lambda: 0.5, mu: 1 }, expect: { response: 2.875, number: 1.4375 }, from: 'by hand: 11.5/8 · 2' },
    { params: { lambda: 1.6, mu: 2 }, expect: { response: 3.5 }, from: 'by hand: 11.2/8 · 2.5' },
  ],
});

function meanResponse({ lambda, mu }: Params): number {
  refuseOverload(lambda / mu, 'λ/μ');
  return (1.5 - lambda / mu / 8) / (mu - lambda);
}
