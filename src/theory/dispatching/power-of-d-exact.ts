import type { Prediction } from '../../prediction.ts';
import { object } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { mm1 } from '../markovian/mm1.ts';
import { choicesOf, equalPool, equalPoolParams, loadOfPool, queuesLookedAt, refuseMoreThanAll, type EqualPool } from './equal-pool.ts';
import { timesWhenJoining } from './joined.ts';
import { queueLengths } from './queue-lengths.ts';

interface Params extends EqualPool {
  readonly d: number;
}

/** More have too many states at any load. */
export const MOST_NODES = 8;
/** Beyond this the chain has too many states for an answer at once, at most loads. */
const FEW = 4;

export const powerOfDExact = formula<Params>({
  name: 'power-of-d-exact',
  title: 'power of d choices, few nodes',
  short: 'd choices, few nodes',
  about: 'Each job joins the shortest of d of n equal one-slot nodes, drawn without replacement; d = n is jsq. Poisson arrivals, exponential sizes. Solved as a Markov chain to about 1e-11, at most loads for up to 4 nodes, for up to 8 at low ones.',
  source: 'the model: Vvedenskaya, Dobrushin and Karpelevich 1996; the cut of the chain: Adan, van Houtum and van der Wal 1994',
  kind: 'exact',
  breadth: 5,
  params: () => object({ ...equalPoolParams(MOST_NODES), d: choicesOf(MOST_NODES) }),
  equations: [
    'q = (q₁ ≤ q₂ ≤ … ≤ qₙ): queue lengths in ascending order, jobs in service counted',
    'P[the r-th shortest is joined] = C(n−r, d−1)/C(n, d),  r = 1 … n',
    'π(q) (λ + μ busy(q)) = λ Σ π(q′) P[q′ → q by an arrival] + μ Σ π(q″) (nodes of q″ whose departure leaves q)',
    'E[N] = Σ π(q) (q₁ + … + qₙ),  E[T] = E[N]/λ   (Little)',
    'P[T > t] = Σₖ P[Poisson(μt) = k] P[at least k found at the node that is joined]   (fcfs)',
  ],
  symbols: {
    λ: 'arrival rate of all jobs, jobs per time unit',
    μ: 'service rate of each node, jobs per time unit',
    n: 'number of nodes',
    d: 'queues looked at',
    'π(q)': 'stationary probability',
    N: 'jobs at all nodes',
    T: 'response: time in the system',
  },
  mistakes: [
    'The formula with λ^((dⁱ−1)/(d−1)) is the limit of many nodes, not this: with few nodes queues depend on one another, and the response is longer.',
    'Sampling with and without replacement differ where there are few nodes.',
  ],
  create: (params) => exactPool(params),
  steps(params) {
    const { lambda, mu, nodes } = params;
    const values = exactPool(params).values;
    return [
      `ρ = ${figure(lambda)}/(${nodes} · ${figure(mu)}) = ${figure(loadOfPool(params))}`,
      `P[shortest is joined] = d/n = ${figure(params.d / nodes)}`,
      `E[N] = ${figure(values['number'])} jobs, by the chain`,
      `E[T] = ${figure(values['number'])}/${figure(lambda)} = ${figure(values['response'])} time units`,
    ];
  },
  recogniseScenario(scenario): Params | undefined {
    const d = queuesLookedAt(scenario);
    const found = d === undefined || scenario.pool.nodes.length > FEW ? undefined : equalPool(scenario);
    return found && d! < found.nodes ? { ...found, d: d! } : undefined;
  },
  examples: [
    { params: { lambda: 1, mu: 1, nodes: 2, d: 2 }, expect: { response: 1.4263207511672 }, from: 'join the shorter of two queues, by elimination' },
    { params: { lambda: 1.5, mu: 1, nodes: 3, d: 1 }, expect: { response: 2, number: 3 }, from: 'by hand: d = 1 is a random split over three M/M/1' },
  ],
});

/** Also `jsq-exact`, which looks at all queues. */
export function exactPool({ lambda, mu, nodes, d, discipline }: Params): Prediction {
  refuseMoreThanAll(d, nodes);
  if (d === 1) return splitAtRandom({ lambda, mu, nodes, discipline });
  const join = chancesByRank(nodes, d);
  const { number, joins, ratio } = queueLengths({ lambda, rates: Array.from(join, () => mu), alike: true, join: () => join });
  const means = byLittle({ throughput: lambda, service: 1 / mu, waiting: number / lambda - 1 / mu, slots: nodes });
  if (discipline !== 'fcfs') return { values: means };
  const { values, responseTail } = timesWhenJoining([{ atLeast: joins[0], ratio, mu }]);
  return { values: { ...values, ...means }, responseTail };
}

/** What looking at one queue comes to, and all that can be done with one node: M/M/1 at each. */
function splitAtRandom({ lambda, mu, nodes, discipline }: EqualPool): Prediction {
  const { values, responseTail } = mm1.create({ lambda: lambda / nodes, mu, discipline });
  return { values: { ...values, ...byLittle({ throughput: lambda, service: 1 / mu, waiting: values['waiting'], slots: nodes }) }, responseTail };
}

/** P[the r-th shortest is the shortest of d drawn without replacement], r = 1 … n: the others come from the n − r behind it. */
function chancesByRank(nodes: number, d: number): readonly number[] {
  const chances = [d / nodes];
  for (let r = 2; r <= nodes; r++) chances.push((chances[r - 2] * Math.max(0, nodes - r - d + 2)) / (nodes - r + 1));
  return chances;
}
