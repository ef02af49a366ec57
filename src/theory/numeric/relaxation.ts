/** Iterative solution of Markov chains that are too large to be eliminated. */
import { type Chain, leaving, reversed } from './chain.ts';
import { coarsened, type Coarser, type Inward } from './coarsening.ts';
import { cheapestOrder, eliminated } from './elimination.ts';

/** Flow into states may differ from the flow out of them by so much of it, summed over all states. */
const BALANCED = 1e-14;
/** Where rounding keeps it from going on improving, this is enough; otherwise it has not converged. */
const NEARLY = 1e-12;
const MOST_CYCLES = 1000;
/** A chain of so few states is eliminated. */
const FEW = 64;
/** No weight becomes 0, since groups are divided by theirs. */
const LEAST = 1e-290;

/**
 * Stationary probabilities of an irreducible chain by the multi-level method: Gauss–Seidel sweeps, which level out neighbours, and
 * between them the same for the chain among pairs of states, and so on, which takes out what drifts slowly between distant states.
 * Accurate relative to the flow through each state of any weight, not to the smallest probabilities. Throws where it does not converge.
 * Source: Horton and Leutenegger 1994, "A multi-level solution algorithm for steady-state Markov chains".
 */
export function relaxed(chain: Chain): Float64Array {
  const finest = levelOf({ into: reversed(chain), out: leaving(chain) });
  const weights = new Float64Array(chain.size).fill(1 / chain.size);
  let [best, since] = [Infinity, 0];
  for (let cycle = 0; cycle < MOST_CYCLES; cycle++) {
    improve(finest, weights);
    const off = imbalance(finest, weights);
    since = off < 0.9 * best ? 0 : since + 1;
    best = Math.min(best, off);
    if (off < BALANCED || (since >= 10 && off <= NEARLY)) return weights;
  }
  throw new Error(`the stationary probabilities of a chain of ${chain.size} states did not converge: flows are off by ${best.toPrecision(2)}`);
}

/** A chain by the state that transitions lead to, with the rate out of each state, and how it is solved. */
interface Level extends Inward {
  readonly coarser?: Coarser & { readonly level: Level };
  /** Of a chain that is eliminated. */
  readonly order?: Int32Array;
}

function levelOf(inward: Inward): Level {
  if (inward.into.size <= FEW) return { ...inward, order: cheapestOrder(inward.into).order };
  const coarser = coarsened(inward);
  return { ...inward, coarser: { ...coarser, level: levelOf(coarser.chain) } };
}

/** Brings weights, which sum to 1, nearer to balance, twice as often on each coarser level. */
function improve(level: Level, weights: Float64Array): void {
  const { into, coarser, order } = level;
  if (order) weights.set(eliminated(reversed(into), order));
  if (!coarser) return;
  sweep(level, weights, true);
  const before = coarser.gather(weights);
  const after = before.slice();
  for (let k = 0; k < 2; k++) improve(coarser.level, after);
  for (let i = 0; i < weights.length; i++) weights[i] *= after[coarser.group[i]] / before[coarser.group[i]];
  sweep(level, weights, false);
}

/** Balances state after state, then makes the whole 1 again. */
function sweep({ into, out }: Inward, weights: Float64Array, forwards: boolean): void {
  let total = 0;
  for (let k = 0; k < into.size; k++) {
    const j = forwards ? k : into.size - 1 - k;
    weights[j] = Math.max(inflow(into, weights, j) / out[j], LEAST);
    total += weights[j];
  }
  for (let j = 0; j < into.size; j++) weights[j] /= total;
}

/** Σ |flow into a state − flow out of it| over Σ flow. */
function imbalance({ into, out }: Inward, weights: Float64Array): number {
  let [off, all] = [0, 0];
  for (let j = 0; j < into.size; j++) {
    const flow = inflow(into, weights, j);
    off += Math.abs(flow - weights[j] * out[j]);
    all += flow;
  }
  return off / all;
}

function inflow({ first, to, rate }: Chain, weights: Float64Array, state: number): number {
  let flow = 0;
  for (let t = first[state]; t < first[state + 1]; t++) flow += weights[to[t]] * rate[t];
  return flow;
}
