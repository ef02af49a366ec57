import { type Chain, leaving, reversed } from './chain.ts';
import { poissonWeights } from './poisson-weights.ts';
import { closedClass, stationary } from './stationary.ts';
import { squared } from './squaring.ts';

/** Up to so many multiplications (about ten seconds) it is computed at all. */
const AFFORDABLE = 1e10;
/** How often it is asked whether the chain has come to rest. */
const STEPS_BETWEEN = 256;
/** More states do not fit into a dense matrix that is multiplied in a few seconds. */
const MOST_SQUARED = 700;
const AT_REST = 1e-12;

/**
 * The probabilities of the states a given time after they were `initial`, to about 1e-12 (absolute).
 * Uniformisation: the chain is looked at whenever a Poisson clock ticks that is as fast as its fastest state, and the looks are
 * averaged over their number; nothing is subtracted. A long time is squared up from a short one where there are few states, and
 * otherwise cut short when the chain has come to rest.
 * Source: Jensen 1953; Grassmann 1977; Fox and Glynn 1988 (weights). Cost: transitions × fastest rate × time, or cubic in the states.
 */
export function transient(chain: Chain, initial: Float64Array, time: number): Float64Array {
  const out = leaving(chain);
  const fastest = out.reduce((most, rate) => Math.max(most, rate), 0);
  if (!(time >= 0)) throw new Error(`time must be 0 or more, not ${time}`);
  if (fastest === 0 || time === 0) return initial.slice();
  const { size } = chain;
  const ticks = fastest * time;
  const stepping = (ticks + 10 * Math.sqrt(ticks) + 30) * (chain.to.length + size);
  const squaring = size * size * size * (Math.max(0, Math.log2(ticks)) + 20);
  const whole = initial.reduce((sum, p) => sum + p, 0);
  const after = squaring < stepping && size <= MOST_SQUARED ? squared(chain, initial, time) : stepped(chain, initial, ticks, fastest);
  const total = after.reduce((sum, p) => sum + p, 0);
  return after.map((p) => (p * whole) / total);
}

function stepped(chain: Chain, initial: Float64Array, ticks: number, fastest: number): Float64Array {
  const { first, weights } = poissonWeights(ticks);
  const into = reversed(chain);
  const stay = leaving(chain).map((rate) => 1 - rate / fastest);
  const chance = into.rate.map((rate) => rate / fastest);
  const sum = new Float64Array(chain.size);
  const last = first + weights.length - 1;
  const rest = last > 4 * STEPS_BETWEEN ? restOf(chain, initial) : undefined;
  const affordable = AFFORDABLE / (chain.to.length + chain.size);
  let [now, next] = [initial.slice(), new Float64Array(chain.size)];
  for (let k = 0; k <= last; k++) {
    if (k > affordable) throw new Error(`a chain of ${chain.size} states does not come to rest in ${Math.floor(affordable)} steps, beyond which it is not followed`);
    if (rest && k % STEPS_BETWEEN === 0 && distance(now, rest) < AT_REST) return finished(sum, rest, weights, k - first);
    if (k >= first) for (let j = 0; j < sum.length; j++) sum[j] += weights[k - first] * now[j];
    for (let j = 0; j < next.length; j++) {
      let probability = now[j] * stay[j];
      for (let t = into.first[j]; t < into.first[j + 1]; t++) probability += now[into.to[t]] * chance[t];
      next[j] = probability;
    }
    [now, next] = [next, now];
  }
  return sum;
}

/** All later looks find the chain at rest. */
function finished(sum: Float64Array, rest: Float64Array, weights: Float64Array, from: number): Float64Array {
  const left = weights.subarray(Math.max(0, from)).reduce((all, weight) => all + weight, 0);
  return sum.map((p, j) => p + left * rest[j]);
}

/** Where the chain ends up, if that does not depend on where it starts. */
function restOf(chain: Chain, initial: Float64Array): Float64Array | undefined {
  if (!closedClass(chain)) return undefined;
  const whole = initial.reduce((sum, p) => sum + p, 0);
  return stationary(chain).map((p) => p * whole);
}

function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i] - b[i]);
  return sum;
}
