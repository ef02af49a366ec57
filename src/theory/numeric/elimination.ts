/** Direct solution of sparse Markov chains, state by state from the last. */
import { type Chain, reversed } from './chain.ts';

/**
 * The order of states among the natural one and that of Cuthill and McKee (neighbours first) in which elimination costs least,
 * with that cost in multiplications.
 */
export function cheapestOrder(chain: Chain): { order: Int32Array; cost: number } {
  const back = reversed(chain);
  const natural = Int32Array.from({ length: chain.size }, (_, i) => i);
  const once = neighboursFirst(chain, back, 0);
  const twice = neighboursFirst(chain, back, once[chain.size - 1]);
  const orders = [natural, twice, once.toReversed(), twice.toReversed()].map((order) => ({ order, cost: costOf(chain, order) }));
  return orders.reduce((best, one) => (one.cost < best.cost ? one : best));
}

/** Breadth first, whichever way the transitions go. Source: Cuthill and McKee 1969, but for the sorting by degree. */
function neighboursFirst(chain: Chain, back: Chain, start: number): Int32Array {
  const order = new Int32Array(chain.size);
  const seen = new Uint8Array(chain.size);
  let count = 0;
  order[count++] = start;
  seen[start] = 1;
  for (let at = 0; at < count; at++) {
    for (const { first, to } of [back, chain]) {
      for (let t = first[order[at]]; t < first[order[at] + 1]; t++) {
        if (seen[to[t]]) continue;
        seen[to[t]] = 1;
        order[count++] = to[t];
      }
    }
  }
  return order;
}

function costOf(chain: Chain, order: Int32Array): number {
  const least = envelope(chain, order).least;
  return least.reduce((sum, low, n) => sum + (n - low) ** 2, 0);
}

/** For each place n in the order the least place that it is tied to when it is eliminated, and the inverse of the order. */
function envelope({ size, first, to }: Chain, order: Int32Array): { least: Int32Array; place: Int32Array } {
  const place = new Int32Array(size);
  for (let n = 0; n < size; n++) place[order[n]] = n;
  const least = Int32Array.from(place.keys());
  for (let i = 0; i < size; i++) {
    for (let t = first[i]; t < first[i + 1]; t++) {
      const [low, high] = [Math.min(place[i], place[to[t]]), Math.max(place[i], place[to[t]])];
      if (low < least[high]) least[high] = low;
    }
  }
  // Elimination ties together all that the eliminated place was tied to.
  for (let n = size - 2; n >= 0; n--) least[n] = Math.min(least[n], least[n + 1]);
  return { least, place };
}

/**
 * Stationary probabilities of an irreducible chain; nothing is subtracted, so that each keeps its relative precision,
 * however small (below 1e-300 of the largest it may become 0).
 * Source: Grassmann, Taksar and Heyman 1985, Operations Research 33. Cost: as `cheapestOrder` says; memory: Σ (n − least(n)).
 */
export function eliminated(chain: Chain, order: Int32Array): Float64Array {
  const { least, place } = envelope(chain, order);
  const { size } = chain;
  // Row n holds the rates to the places least[n] … most[n]; row n, place j is at base[n] + j.
  const most = Int32Array.from(least.keys());
  for (let n = 0; n < size; n++) for (let i = least[n]; i < n; i++) most[i] = n;
  const base = new Float64Array(size);
  let length = 0;
  for (let n = 0; n < size; n++) {
    base[n] = length - least[n];
    length += most[n] - least[n] + 1;
  }
  const rates = new Float64Array(length);
  for (let i = 0; i < size; i++) {
    for (let t = chain.first[i]; t < chain.first[i + 1]; t++) rates[base[place[i]] + place[chain.to[t]]] += chain.rate[t];
  }
  for (let n = size - 1; n > 0; n--) eliminate(n, least[n], base, rates);
  const weights = substituted(least, base, rates);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((_, state) => weights[place[state]] / total);
}

/** Sends what enters state n straight on to where it goes from there. */
function eliminate(n: number, least: number, base: Float64Array, rates: Float64Array): void {
  const row = base[n];
  let total = 0;
  for (let j = least; j < n; j++) total += rates[row + j];
  for (let i = least; i < n; i++) {
    const into = rates[base[i] + n];
    if (into === 0) continue;
    const visits = into / total;
    rates[base[i] + n] = visits;
    for (let j = least, at = base[i] + least; j < n; j++, at++) rates[at] += visits * rates[row + j];
  }
}

const GREAT = 1e250;

/** Expected visits to each place between two to the first, up to a common factor. */
function substituted(least: Int32Array, base: Float64Array, rates: Float64Array): Float64Array {
  const weights = new Float64Array(least.length);
  weights[0] = 1;
  for (let n = 1; n < weights.length; n++) {
    for (let i = least[n]; i < n; i++) weights[n] += weights[i] * rates[base[i] + n];
    if (weights[n] > GREAT) for (let i = 0; i <= n; i++) weights[i] /= GREAT;
  }
  return weights;
}
