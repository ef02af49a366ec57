/** Stationary queue lengths of a few one-slot nodes behind a dispatcher that looks at them: a Markov chain, solved numerically. */
import { ParamError } from '../../params.ts';
import { power } from '../../power.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { levels, type Levels, type QueueModel } from './level-chain.ts';

export interface QueueLengths {
  /** Mean number of jobs at all nodes. */
  readonly number: number;
  /** P[an arrival joins node i and finds at least k jobs there], k = 0, 1, …; of nodes that are alike one row, for all. */
  readonly joins: readonly Float64Array[];
  /** By which the rows go on beyond their ends: geometrically. */
  readonly ratio: number;
}

/** The chain is cut where the longest queue exceeds the shortest by more than a spread; beyond it there is no more than this. */
const NEGLECTED = 1e-13;
/** Flows between states, about; what can be solved in half a second. */
const MOST_FLOWS = 160_000;
const MOST_SWEEPS = 2000;
/** At a load of 1 − 1e-6 rounding still leaves the mean right to about 1e-11; nearer to 1 it does not, and sweeps take seconds. */
const LEAST_SPARE = 5e-7;

/**
 * Cut at a spread of D, a job that would widen it is moved from the longest to the shortest queue (threshold jockeying),
 * which can only shorten the response. Relative to the mean, the error is of the order of the probability that the
 * spread is D, and D grows until that is below 1e-13. With every slot busy the total number is geometric of ratio
 * ρ = λ/Σμ, and n jobs more mean one more in every queue: so levels up to (n−1)D and a few more are enough at any load.
 * Source of the cut: Adan, van Houtum and van der Wal 1994, Annals of Operations Research 48.
 */
export function queueLengths(model: QueueModel): QueueLengths {
  const { lambda, rates } = model;
  const total = rates.reduce((sum, mu) => sum + mu, 0);
  refuseOverload(lambda / total, 'λ/Σμ');
  if (total - lambda < LEAST_SPARE * total) throw new ParamError('so near load 1 the chain of the queue lengths cannot be solved to all its digits', ['lambda']);
  let spread = 6;
  let before: { spread: number; edge: number } | undefined;
  for (;;) {
    refuseTooLarge(spread, model);
    const chain = levels(model, spread, Math.ceil((rates.length - 0.5) * spread) + rates.length);
    const weight = relax(chain, lambda);
    const edge = edgeOf(chain, weight);
    if (edge <= NEGLECTED) return summary(chain, weight, model);
    // The probability falls about geometrically in D: two values of it say where it will be small enough.
    const decay: number = before && edge < before.edge ? Math.log(before.edge / edge) / (spread - before.spread) : Math.log(4);
    before = { spread, edge };
    spread += Math.max(2, Math.min(spread, Math.ceil(Math.log(edge / NEGLECTED) / decay)));
  }
}

function refuseTooLarge(spread: number, { lambda, rates, alike }: QueueModel): void {
  const n = rates.length;
  // Shapes, that is differences to the shortest queue, times the lengths of the shortest that matter.
  let states = spread;
  for (let i = 1; i < n; i++) states *= alike ? (spread + i) / i : spread + 1;
  if (states * n <= MOST_FLOWS) return;
  const load = lambda / rates.reduce((sum, mu) => sum + mu, 0);
  throw new ParamError(`${n} nodes at load ${figure(load)} have too many states to be solved exactly`, ['lambda']);
}

/**
 * Stationary probabilities up to a factor. Sweeps of Gauss–Seidel up and down the levels settle the distribution within
 * each level, and a birth–death chain over the levels is solved exactly after each (aggregation and disaggregation).
 * Source: Koury, McAllister and Stewart 1984, SIAM Journal on Algebraic and Discrete Methods 5.
 */
function relax(chain: Levels, lambda: number): Float64Array {
  const { first, from, rate, out } = chain;
  const count = out.length;
  const weight = new Float64Array(count).fill(1);
  const settle = (state: number) => {
    let inflow = 0;
    for (let i = first[state]; i < first[state + 1]; i++) inflow += rate[i] * weight[from[i]];
    weight[state] = inflow / out[state];
  };
  let last = Infinity;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    for (let state = 0; state < count; state++) settle(state);
    for (let state = count - 1; state >= 0; state--) settle(state);
    const mean = balance(chain, weight, lambda);
    if (Math.abs(mean - last) <= 4e-15 * mean) return weight;
    last = mean;
  }
  // Where one node is far slower than another, its queue hardly moves while the other's does.
  throw new ParamError(`the chain of the queue lengths did not converge in ${MOST_SWEEPS} sweeps: the nodes are too different at this load`, ['lambda']);
}

/** Scales every level so that as many jobs come to it from below as leave it; returns the mean level. */
function balance({ start, busy }: Levels, weight: Float64Array, lambda: number): number {
  let [level, sum, moment] = [1, 0, 0];
  for (let n = 0; n + 1 < start.length; n++) {
    let [mass, service] = [0, 0];
    for (let state = start[n]; state < start[n + 1]; state++) {
      mass += weight[state];
      service += weight[state] * busy[state];
    }
    if (n > 0) level *= (lambda * mass) / service;
    sum += level;
    moment += n * level;
    for (let state = start[n]; state < start[n + 1]; state++) weight[state] *= level / mass;
  }
  return moment / sum;
}

function edgeOf({ spread, states }: Levels, weight: Float64Array): number {
  let [edge, all] = [0, 0];
  for (const [state, queues] of states.entries()) {
    all += weight[state];
    if (Math.max(...queues) - Math.min(...queues) === spread) edge += weight[state];
  }
  return edge / all;
}

/** Adds what lies beyond the last level, which repeats the last n levels with one more job in every queue. */
function summary({ start, states }: Levels, weight: Float64Array, { lambda, rates, alike, join }: QueueModel): QueueLengths {
  const n = rates.length;
  const load = lambda / rates.reduce((sum, mu) => sum + mu, 0);
  const ratio = power(load, n);
  const repeated = start[start.length - 1 - n];
  const longest = states.reduce((most, queues) => Math.max(most, ...queues), 0);
  const kinds = alike ? 1 : n;
  const [finds, beyond] = [0, 0].map(() => Array.from({ length: kinds }, () => new Float64Array(longest + 2)));
  let [all, number] = [0, 0];
  for (const [state, queues] of states.entries()) {
    const jobs = queues.reduce((sum, queue) => sum + queue, 0);
    const p = weight[state];
    const again = state >= repeated ? (p * ratio) / (1 - ratio) : 0;
    all += p + again;
    number += p * jobs + again * (jobs + n / (1 - ratio));
    for (const [node, chance] of join(queues).entries()) {
      const kind = alike ? 0 : node;
      finds[kind][queues[node]] += p * chance;
      if (state >= repeated) beyond[kind][queues[node]] += p * chance;
    }
  }
  const joins = finds.map((found, kind) => {
    const tail = beyond[kind];
    for (let k = 1, carried = 0; k < found.length; k++) {
      carried = ratio * (carried + tail[k - 1]);
      found[k] += carried;
    }
    // From the right, so that small tails keep their relative precision; what follows the last entry is geometric.
    found[found.length - 1] /= 1 - ratio;
    for (let k = found.length - 2; k >= 0; k--) found[k] += found[k + 1];
    return found.map((p) => p / all);
  });
  return { number: number / all, joins, ratio };
}
