import { object } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { type Fork, forkOf, forkParams } from './fork-params.ts';
import { harmonic, harmonicSign } from './harmonic.ts';

/** Up to which the formula was fitted. */
const MOST_NODES = 32;

export const forkJoin = formula<Fork>({
  name: 'fork-join',
  title: 'fork–join over n nodes (Nelson–Tantawi)',
  short: 'fork–join, n nodes',
  about: 'Each job is n tasks, one for each of n equal nodes with a queue of its own, and is done when all are. Exact for n = 1 and 2, within 5 % to n = 32. Poisson arrivals, exponential tasks, first come, first served.',
  source: 'Nelson and Tantawi 1988, IEEE Transactions on Computers 37',
  kind: 'approximation',
  breadth: 4,
  params: () => object(forkParams(MOST_NODES)),
  equations: [
    'ρ = λ/μ,  Hₙ = 1 + 1/2 + … + 1/n',
    'E[T₁] = 1/(μ−λ),  E[T₂] = (12−ρ)/8 · E[T₁]   (exact)',
    'E[Tₙ] grows as Hₙ, from below and from above, so it is scaled: E[Tₙ] ≈ S(n) E[T₂]',
    'S(n) = Hₙ/H₂ + (4/11)(1 − Hₙ/H₂) ρ,  2 ≤ n ≤ 32, the factor 4/11 fitted to simulation',
    'E[N] = λE[T]',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μ: 'service rate of tasks at each node, per time unit',
    n: 'number of nodes, and of tasks of a job',
    ρ: 'load of each node',
    'Tₙ': 'response: until all n tasks are done',
    N: 'jobs of which some task is not done',
  },
  mistakes: [
    'Beyond n = 2 no exact formula is known.',
    'The mean of the maximum is far from the maximum of the means: at n = 32 a job takes some four times as long as a task.',
    'For exponential tasks only; fewer slow tasks (less variance) shorten the maximum a lot.',
  ],
  create(params) {
    const { lambda, mu } = params;
    const response = scaledResponse(params);
    return { values: { response, number: lambda * response, throughput: lambda, utilisation: lambda / mu } };
  },
  steps(params) {
    const { lambda, mu, nodes } = params;
    const response = scaledResponse(params);
    return [
      `ρ = ${figure(lambda)}/${figure(mu)} = ${figure(lambda / mu)},  ${harmonicSign(nodes)} = ${figure(harmonic(nodes))}`,
      `E[T₂] = ${figure((1.5 - lambda / mu / 8) / (mu - lambda))} time units,  E[T] ≈ ${figure(response)} time units`,
      `E[N] ≈ ${figure(lambda)} · ${figure(response)} = ${figure(lambda * response)} jobs`,
    ];
  },
  recogniseTasks(scenario) {
    const found = forkOf(scenario);
    return found && found.nodes <= MOST_NODES ? found : undefined;
  },
  examples: [
    { params: { lambda: 0.5, mu: 1, nodes: 2 }, expect: { response: 2.875 }, from: 'by hand: two nodes are exact' },
    { params: { lambda: 0.5, mu: 1, nodes: 1 }, expect: { response: 2 }, from: 'by hand: M/M/1' },
    { params: { lambda: 0.5, mu: 1, nodes: 4 }, expect: { response: (25 / 18 - (2 / 11) * (7 / 18)) * 2.875 }, from: 'by hand: H₄/H₂ = 25/18' },
  ],
});

function scaledResponse({ lambda, mu, nodes }: Fork): number {
  const load = lambda / mu;
  refuseOverload(load, 'λ/μ');
  if (nodes === 1) return 1 / (mu - lambda);
  const growth = harmonic(nodes) / 1.5;
  return ((growth + (4 / 11) * (1 - growth) * load) * (1.5 - load / 8)) / (mu - lambda);
}
