import { z } from 'zod';
import type { Distribution } from '../../model.ts';
import type { Prediction } from '../../prediction.ts';
import { count, object, ParamError, positive } from '../../params.ts';
import { equalLoadCutoffs } from '../../size-intervals.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { poissonQueue } from '../general/recognise.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { measureOf } from '../numeric/measure.ts';
import { integrate } from '../numeric/quadrature.ts';
import { rootBetween } from '../numeric/roots.ts';
import { sizesOf, type Sizes } from '../scheduling/sizes.ts';
import { speedParam } from '../station-params.ts';
import { lambdaOfAll } from './equal-pool.ts';

interface Params {
  readonly lambda: number;
  readonly size: Distribution;
  readonly speed: number;
  readonly nodes: number;
  /** Sizes; undefined where all nodes are to have equal loads. */
  readonly cutoffs?: readonly number[] | undefined;
}

export const sita = formula<Params>({
  name: 'sita',
  title: 'size interval task assignment (SITA)',
  short: 'SITA',
  about: 'Node i serves the jobs whose sizes lie in the i-th interval, first come, first served; unless cutoffs are given, all nodes get equal load (SITA-E), as near as sizes allow that many jobs share. Poisson arrivals, equal nodes of one slot.',
  source: 'Crovella, Harchol-Balter and Murta 1998; Harchol-Balter, Crovella and Murta 1999, Journal of Parallel and Distributed Computing 59',
  kind: 'exact',
  breadth: 6,
  params: () => object({
    lambda: lambdaOfAll,
    size: distributionParam('size, in time units on a node of speed 1'),
    speed: speedParam,
    nodes: count('number of nodes n', 1000).default(2).describe('number of nodes n'),
    cutoffs: z.array(positive('a cutoff')).optional().describe('the n − 1 sizes between the intervals, ascending; those of equal load unless given'),
  }),
  equations: [
    '0 = x₀ < x₁ < … < xₙ = ∞,  node i serves sizes in (xᵢ₋₁, xᵢ]',
    'pᵢ = P[S in interval i],  λᵢ = pᵢλ: independent Poisson streams, since sizes are independent',
    'ρᵢ = λ E[S; interval i] < 1,  with equal loads ρᵢ = λE[S]/n',
    'E[Wᵢ] = λ E[S²; interval i] / (2(1−ρᵢ))   (M/G/1 at each node)',
    'E[W] = Σᵢ pᵢ E[Wᵢ],  E[T] = E[W] + E[S]',
    'E[slowdown] = 1 + Σᵢ E[Wᵢ] E[1/S; interval i]',
  ],
  symbols: {
    λ: 'arrival rate of all jobs, jobs per time unit',
    S: 'service time: size / speed',
    'xᵢ': 'cutoffs',
    'ρᵢ': 'load of node i',
    'Wᵢ': 'waiting at node i',
    T: 'response: time in the system',
  },
  mistakes: [
    'Equal load is not best: with heavy tails the node of the short jobs should have less, and sometimes that of the long ones (unbalanced SITA).',
    'Jobs of one and the same size cannot be split by size: where many are, loads are unequal, and a node may be overloaded though all together are not.',
    'Its gain is in the variance of the sizes at each node, not in balance: with exponential sizes jsq is better.',
    'An infinite E[S²] makes the wait infinite at the last node, however many nodes there are, and so the mean wait of all.',
  ],
  create(params) {
    const { lambda, nodes } = params;
    const { service, parts } = solve(params);
    const waiting = parts.reduce((sum, { share, wait }) => sum + share * wait, 0);
    const values = byLittle({ throughput: lambda, service: service.mean, waiting, slots: nodes });
    return { values: { ...values, ...slowdown(service, parts) }, others: othersOf(params, parts) };
  },
  steps(params) {
    const { service, parts } = solve(params);
    const waiting = parts.reduce((sum, { share, wait }) => sum + share * wait, 0);
    const first = parts.slice(0, 4).map(({ to, share, load, wait }, i) => `node ${i}: sizes to ${figure(to * params.speed)}, p = ${figure(share)}, ρ = ${figure(load)}, E[W] = ${figure(wait)} time units`);
    return [...first, `E[W] = Σ pᵢ E[Wᵢ] = ${figure(waiting)} time units`, `E[T] = ${figure(waiting)} + ${figure(service.mean)} = ${figure(waiting + service.mean)} time units`];
  },
  recogniseScenario({ pool, sources, classes, workload }) {
    const { nodes, dispatch, discipline } = pool;
    const [{ speed }] = nodes;
    if (dispatch.name !== 'sita' || nodes.length < 2 || pool.capacity < Infinity) return undefined;
    if (nodes.some((node) => node.slots !== 1 || node.capacity < Infinity || node.speed !== speed)) return undefined;
    const found = workload.size && poissonQueue({ classes, sources, ...nodes[0], discipline });
    if (!found) return undefined;
    const given = dispatch.params['cutoffs'] as 'equal-load' | readonly number[];
    const cutoffs = given === 'equal-load' ? equalLoadCutoffs(workload.size!, nodes.map(() => 1)) : given;
    return { lambda: found.lambda, size: workload.size!, speed, nodes: nodes.length, cutoffs };
  },
  examples: [
    {
      params: { lambda: 1, size: { exponential: { mean: 1 } }, nodes: 1 + 1 },
      expect: { utilisation: 0.5, 'load of node 0': 0.5, 'load of node 1': 0.5, 'cutoff 1': 1.6783469900166605 },
      from: 'by hand: 1 − (1+x)e^(−x) = 1/2',
    },
    {
      params: { lambda: 1, size: { uniform: { min: 0, max: 2 } }, cutoffs: [1] },
      // E[S²; S ≤ 1] = 1/6, E[S²; S > 1] = 7/6, loads 1/4 and 3/4.
      expect: { waiting: 0.5 / 9 + 0.5 * (7 / 3), 'load of node 0': 0.25, 'load of node 1': 0.75 },
      from: 'by hand',
    },
  ],
});

interface Part {
  /** Service times from and to. */
  readonly from: number;
  readonly to: number;
  readonly share: number;
  readonly load: number;
  readonly wait: number;
}

function solve({ lambda, size, speed, nodes, cutoffs }: Params): { readonly service: Distribution; readonly parts: readonly Part[] } {
  const service = scaled(size, 1 / speed);
  refuseOverload((lambda * service.mean) / nodes, 'λE[S]/n');
  const sizes = sizesOf(service);
  const ends = cutoffs ? checked(cutoffs, nodes).map((cutoff) => cutoff / speed) : equalLoads(service, sizes, nodes);
  const parts = [...ends, Infinity].map((to, i) => {
    const from = i === 0 ? 0 : ends[i - 1];
    const within = (k: 0 | 1) => (to === Infinity ? sizes.at(from).beyond[k] : sizes.at(to).upTo[k] - (i === 0 ? 0 : sizes.at(from).upTo[k]));
    const [share, first] = nodes === 1 ? [1, service.mean] : [within(0), within(1)];
    const second = (to === Infinity ? service.moment(2) : sizes.at(to).upTo[2]) - (i === 0 ? 0 : sizes.at(from).upTo[2]);
    refuseOverload(lambda * first, `λE[S; its interval] of node ${i}`);
    return { from, to, share, load: lambda * first, wait: (lambda * second) / (2 * (1 - lambda * first)) };
  });
  return { service, parts };
}

function checked(cutoffs: readonly number[], nodes: number): readonly number[] {
  if (cutoffs.length !== nodes - 1) throw new ParamError(`${nodes} nodes need ${nodes - 1} cutoffs between them, not ${cutoffs.length}`, ['cutoffs']);
  if (cutoffs.some((cutoff, i) => i > 0 && cutoff <= cutoffs[i - 1])) throw new ParamError('cutoffs must ascend', ['cutoffs']);
  return cutoffs;
}

/** Where the running work passes i/n of all; at an atom it jumps, and the atom's jobs go to the lower node. */
function equalLoads({ mean }: Distribution, sizes: Sizes, nodes: number): readonly number[] {
  return Array.from({ length: nodes - 1 }, (_, i) => {
    const excess = (x: number) => (x > 0 ? sizes.at(x).upTo[1] / mean : 0) - (i + 1) / nodes;
    let most = mean;
    while (excess(most) < 0) most *= 2;
    return rootBetween(excess, 0, most);
  });
}

/** Given where sizes stay away from 0, so that E[1/S] is certain to exist. */
function slowdown(service: Distribution, parts: readonly Part[]): Record<string, number> {
  if (service.support[0] <= 0) return {};
  const { continuous, values, probabilities } = measureOf(service);
  const reciprocal = ({ from, to }: Part) => {
    const smooth = continuous.reduce((sum, { weight, distribution: { density, support } }) => {
      const least = Math.max(from, support[0]);
      // Sizes eighteen decades above the least add nothing to E[1/S].
      const most = Math.min(to, support[1], least * 1e18);
      return most > least ? sum + weight * integrate((x) => density!(x) / x, least, most, { logarithmic: true, width: 0.5 }) : sum;
    }, 0);
    return values.reduce((sum, value, i) => (value > from && value <= to ? sum + probabilities[i] / value : sum), smooth);
  };
  return { slowdown: 1 + parts.reduce((sum, part) => sum + part.wait * reciprocal(part), 0) };
}

function othersOf({ speed }: Params, parts: readonly Part[]): Prediction['others'] {
  const cutoffs = parts.slice(0, -1).map(({ to }, i): [string, number] => [`cutoff ${i + 1}`, to * speed]);
  return Object.fromEntries([...cutoffs, ...parts.map(({ load }, i): [string, number] => [`load of node ${i}`, load])]);
}
