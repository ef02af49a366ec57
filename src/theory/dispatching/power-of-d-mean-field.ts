import type { Prediction } from '../../prediction.ts';
import { object } from '../../params.ts';
import { power } from '../../power.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { choicesOf, equalPool, equalPoolParams, loadOfPool, queuesDrawn, type EqualPool } from './equal-pool.ts';
import { timesWhenJoining } from './joined.ts';

interface Params extends EqualPool {
  readonly d: number;
}

/** Recognised from so many nodes on. */
const MANY = 10;

export const powerOfDMeanField = formula<Params>({
  name: 'power-of-d-mean-field',
  alsoKnownAs: ['power-of-d', 'two-choices', 'supermarket'],
  title: 'power of d choices, many nodes',
  short: 'd choices, mean field',
  about: 'Each job joins the shortest of d queues drawn at random, among ever more equal one-slot nodes at a fixed load. With few nodes the response is longer: at load 0.99, 100 nodes are still some 9 % off.',
  source: 'Vvedenskaya, Dobrushin and Karpelevich 1996; Mitzenmacher 2001, IEEE Transactions on Parallel and Distributed Systems 12',
  kind: 'asymptotic',
  breadth: 8,
  params: () => object({ ...equalPoolParams(), d: choicesOf(1000) }),
  equations: [
    'sₖ: fraction of nodes with at least k jobs, s₀ = 1',
    'dsₖ/dt = ρμ (sₖ₋₁ᵈ − sₖᵈ) − μ (sₖ − sₖ₊₁) = 0   (arrivals that find k−1, departures that leave k−1)',
    'summed over k and all above: sₖ = ρ sₖ₋₁ᵈ, so sₖ = ρ^((dᵏ−1)/(d−1))',
    'P[at least k found] = sₖᵈ',
    'E[T] = (1/μ) Σₖ sₖᵈ = (1/μ) Σᵢ₌₁ ρ^((dⁱ−d)/(d−1))',
    'E[N] = n Σₖ₌₁ sₖ = λE[T]',
    'P[T > t] = Σₖ P[Poisson(μt) = k] sₖᵈ   (fcfs)',
  ],
  symbols: {
    λ: 'arrival rate of all jobs, jobs per time unit',
    μ: 'service rate of each node, jobs per time unit',
    n: 'number of nodes, which grows',
    d: 'queues looked at, which stays fixed',
    ρ: 'load λ/(nμ)',
    N: 'jobs at all nodes',
    T: 'response: time in the system',
  },
  mistakes: [
    'A limit is not a formula for n nodes: the error falls as 1/n and is large at high load, where n(1−ρ) has to be large too.',
    'Two choices are not twice as good as one: queues are doubly exponentially shorter, E[T] grows as log 1/(1−ρ) instead of 1/(1−ρ).',
    'A third choice brings much less than the second.',
    'For exponential sizes only: under fcfs other sizes have other limits (Bramson, Lu and Prabhakar 2012).',
  ],
  create: (params) => predict(params),
  steps(params) {
    const { lambda, mu, nodes, d } = params;
    const [, first, second] = foundAtLeast(params);
    const { response, number } = predict(params).values;
    return [
      `ρ = ${figure(lambda)}/(${nodes} · ${figure(mu)}) = ${figure(loadOfPool(params))}`,
      `sₖᵈ = 1, ${figure(first)}${second === undefined ? '' : `, ${figure(second)}`}, …   (d = ${d})`,
      `E[T] = ${figure(1 / mu)} · ${figure(mu * response)} = ${figure(response)} time units`,
      `E[N] = ${figure(lambda)} · ${figure(response)} = ${figure(number)} jobs`,
    ];
  },
  recogniseScenario(scenario): Params | undefined {
    const n = scenario.pool.nodes.length;
    const d = queuesDrawn(scenario)?.d ?? Infinity;
    // A sample of most of the nodes is nearer to jsq.
    const found = n >= MANY && d ** 2 <= n ? equalPool(scenario) : undefined;
    return found && { ...found, d };
  },
  examples: [
    { params: { lambda: 50, mu: 1, nodes: 100 }, expect: { response: 1.2657 }, digits: 5, from: 'Mitzenmacher 2001, table of predictions for two choices' },
    { params: { lambda: 90, mu: 1, nodes: 100 }, expect: { response: 2.6141 }, digits: 5, from: 'Mitzenmacher 2001, table of predictions for two choices' },
    { params: { lambda: 99, mu: 1, nodes: 100 }, expect: { response: 5.432 }, digits: 5, from: 'Mitzenmacher 2001, table of predictions for two choices' },
    { params: { lambda: 8, mu: 1, nodes: 10, d: 1 }, expect: { response: 5, 'response.variance': 25 }, from: 'by hand: one choice is M/M/1' },
  ],
});

function predict(params: Params): Prediction {
  const { lambda, mu, nodes, discipline, d } = params;
  const ratio = d === 1 ? loadOfPool(params) : 0;
  const times = timesWhenJoining([{ atLeast: foundAtLeast(params), ratio, mu }]);
  const means = byLittle({ throughput: lambda, service: 1 / mu, waiting: times.values['waiting'], slots: nodes });
  return discipline === 'fcfs' ? { ...times, values: { ...times.values, ...means } } : { values: means };
}

/** sₖᵈ down to where it no longer counts; of a single choice two values, since they go on geometrically. */
function foundAtLeast({ lambda, mu, nodes, d }: Params): Float64Array {
  const load = loadOfPool({ lambda, mu, nodes });
  refuseOverload(load, 'λ/(nμ)');
  const found = [1, power(load, d)];
  if (d === 1) return Float64Array.from(found);
  while (found.at(-1)! > 1e-30) found.push(power(load * found.at(-1)!, d));
  return Float64Array.from(found);
}
