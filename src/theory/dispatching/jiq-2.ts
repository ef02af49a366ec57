import { object } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { equalPool, joinsAnIdleOne, lambdaOfAll, muOfEach } from './equal-pool.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
}

export const jiq2 = formula<Params>({
  name: 'jiq-2',
  title: 'join an idle one of two queues',
  short: 'JIQ of two',
  about: 'Two equal one-slot nodes; a job goes to an idle node if there is one, else to either at random. Poisson arrivals, exponential sizes. Two equations of means are enough.',
  source: 'the policy: Lu, Xie, Kliot, Geller, Larus and Greenberg 2011; the means: derived in the equations, by the drifts of two squares',
  kind: 'exact',
  breadth: 3,
  params: () => object({ lambda: lambdaOfAll, mu: muOfEach }),
  equations: [
    'ρ = λ/(2μ),  N = N₁ + N₂,  E[B] = 2ρ',
    'drift of (N₁−N₂)²: λ(1 − 2A) + μ(E[B] − 2A) = 0, so A = λ/(λ+μ) = 2ρ/(1+2ρ)',
    'drift of N²: λ(1 + 2E[N]) + μ(E[B] − 2E[NB]) = 0,  with E[NB] = 2E[N] − A',
    'E[N] = (λ + μA)/(2μ − λ) = 2ρ(1+ρ)/((1+2ρ)(1−ρ))',
    'E[T] = E[N]/λ = (1/μ)(1+ρ)/((1+2ρ)(1−ρ)),  E[W] = E[T] − 1/μ = (1/μ) 2ρ²/((1+2ρ)(1−ρ))',
  ],
  symbols: {
    λ: 'arrival rate of all jobs, jobs per time unit',
    μ: 'service rate of each node, jobs per time unit',
    'Nᵢ': 'jobs at node i',
    A: 'E[N; one node idle]: mean number at the busy node, counted only while the other is idle',
    B: 'number of busy nodes',
    T: 'response: time in the system',
    W: 'waiting: response less service time',
  },
  mistakes: [
    'It is not M/M/2, though no job that finds an idle node waits: one that has joined a queue stays there.',
    'At high load idle nodes are rare and it gains only a third on a random split: μE[T](1−ρ) tends to 2/3, where the shorter queue has 1/2.',
    'The random choice has to be fair for the drift of (N₁−N₂)² to lose its cross term.',
  ],
  create({ lambda, mu }) {
    const load = lambda / (2 * mu);
    refuseOverload(load, 'λ/(2μ)');
    return { values: byLittle({ throughput: lambda, service: 1 / mu, waiting: (2 * load * load) / ((1 + 2 * load) * (1 - load)) / mu, slots: 2 }) };
  },
  steps({ lambda, mu }) {
    const load = lambda / (2 * mu);
    refuseOverload(load, 'λ/(2μ)');
    const response = (1 + load) / ((1 + 2 * load) * (1 - load)) / mu;
    return [
      `ρ = ${figure(lambda)}/(2 · ${figure(mu)}) = ${figure(load)},  A = ${figure((2 * load) / (1 + 2 * load))} jobs`,
      `E[T] = (1/${figure(mu)}) · ${figure(1 + load)}/(${figure(1 + 2 * load)} · ${figure(1 - load)}) = ${figure(response)} time units`,
      `E[N] = ${figure(lambda)} · ${figure(response)} = ${figure(lambda * response)} jobs`,
    ];
  },
  recogniseScenario(scenario): Params | undefined {
    const found = joinsAnIdleOne(scenario) ? equalPool(scenario) : undefined;
    return found?.nodes === 2 ? { lambda: found.lambda, mu: found.mu } : undefined;
  },
  examples: [
    { params: { lambda: 1, mu: 1 }, expect: { response: 1.5, waiting: 0.5, number: 1.5, utilisation: 0.5 }, from: 'by hand' },
    { params: { lambda: 3.2, mu: 2 }, expect: { response: 45 / 26 }, from: 'by hand: (1/2)(1.8)/(2.6 · 0.2)' },
  ],
});
