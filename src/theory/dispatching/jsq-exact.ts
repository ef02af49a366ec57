import { object } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { equalPool, equalPoolParams, loadOfPool, queuesLookedAt, type EqualPool } from './equal-pool.ts';
import { exactPool, MOST_NODES } from './power-of-d-exact.ts';

/** Beyond this the chain has too many states for an answer at once, at most loads. */
const FEW = 4;

export const jsqExact = formula<EqualPool>({
  name: 'jsq-exact',
  title: 'join the shortest queue, few nodes',
  short: 'JSQ, few nodes',
  about: 'Each job joins the shortest queue of n equal one-slot nodes. Poisson arrivals, exponential sizes. Solved as a Markov chain to about 1e-11, at most loads for up to 4 nodes, for up to 8 at low ones.',
  source: 'the model: Haight 1958, Biometrika 45; the cut of the chain: Adan, van Houtum and van der Wal 1994, Annals of Operations Research 48',
  kind: 'exact',
  breadth: 4,
  params: () => object(equalPoolParams(MOST_NODES)),
  equations: [
    'q = (q₁ ≤ q₂ ≤ … ≤ qₙ): queue lengths in ascending order, jobs in service counted',
    'π(q) (λ + μ busy(q)) = λ Σ π(q′) [q₁′ + 1 makes q] + μ Σ π(q″) (nodes of q″ whose departure leaves q)',
    'E[N] = Σ π(q) (q₁ + … + qₙ),  E[T] = E[N]/λ   (Little)',
    'E[W] = E[T] − 1/μ',
    'P[T > t] = Σₖ P[Poisson(μt) = k] P[q₁ ≥ k]   (fcfs)',
  ],
  symbols: {
    λ: 'arrival rate of all jobs, jobs per time unit',
    μ: 'service rate of each node, jobs per time unit',
    n: 'number of nodes',
    'busy(q)': 'nodes with at least one job',
    'π(q)': 'stationary probability',
    N: 'jobs at all nodes',
    T: 'response: time in the system',
    W: 'waiting: response less service time',
  },
  mistakes: [
    'It is not M/M/n, though it comes near it at high load: a job that has joined a queue waits there while another node idles.',
    'The job in service counts: the shortest queue is that with the fewest jobs, not the fewest that wait.',
    'How ties are broken does not matter to the pool where nodes are equal, only to how busy each node is.',
  ],
  create: (params) => exactPool({ ...params, d: params.nodes }),
  steps(params) {
    const { lambda, mu, nodes } = params;
    const values = exactPool({ ...params, d: nodes }).values;
    return [
      `ρ = ${figure(lambda)}/(${nodes} · ${figure(mu)}) = ${figure(loadOfPool(params))}`,
      `E[N] = ${figure(values['number'])} jobs, by the chain`,
      `E[T] = ${figure(values['number'])}/${figure(lambda)} = ${figure(values['response'])} time units`,
      `E[W] = ${figure(values['response'])} − 1/${figure(mu)} = ${figure(values['waiting'])} time units`,
    ];
  },
  recogniseScenario(scenario) {
    const n = scenario.pool.nodes.length;
    return n > 2 && n <= FEW && queuesLookedAt(scenario) === n ? equalPool(scenario) : undefined;
  },
  examples: [
    { params: { lambda: 1, mu: 1, nodes: 2 }, expect: { response: 1.4263207511672 }, from: 'join the shorter of two queues, by elimination' },
    { params: { lambda: 0.7, mu: 1, nodes: 1 }, expect: { response: 1 / 0.3, 'response.variance': 1 / 0.09 }, from: 'by hand: one node is M/M/1' },
  ],
});
