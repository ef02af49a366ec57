/** The normalising constants of a closed network with one class of jobs. */

/** A station of several slots serves n jobs at min(n, servers) times the rate of one. */
export interface ClosedStation {
  /** Mean service time per cycle: visits times mean service time. */
  readonly demand: number;
  /** Infinity where nobody waits. */
  readonly servers: number;
}

export interface StationMeans {
  readonly number: number;
  /** Jobs that wait. */
  readonly queue: number;
}

export interface ClosedMeans {
  /** Cycles per time unit. */
  readonly throughput: number;
  readonly stations: readonly StationMeans[];
}

/**
 * Throughput and mean numbers of a closed product-form network of N jobs.
 * g = f₁ ∗ … ∗ f_M with f(n) = (xD)ⁿ / Π_{k ≤ n} min(k, c), X = x g(N−1)/g(N), P[Nᵢ = n] = fᵢ(n) gᵢ(N−n)/g(N), where gᵢ leaves
 * out station i. The factor x cancels, as does any factor of g and f; with x near the throughput every value that
 * matters is near the largest, which is made 1, so that nothing overflows and only what does not matter underflows.
 * All terms are positive, so the results have about 14 digits whatever N.
 * Source: Buzen 1973, Communications of the ACM 16. Cost: O(M N) for stations of one slot, O(N²) for each other one.
 */
export function convolution(stations: readonly ClosedStation[], population: number): ClosedMeans {
  const x = scale(stations, population);
  const factors = stations.map(({ demand, servers }) => weights(x * demand, servers, population));
  const upTo = [unit(population)];
  for (const [i, station] of stations.entries()) upTo.push(joined(upTo[i], station, x, factors[i]));
  const g = upTo[stations.length];
  const means: StationMeans[] = [];
  let beyond = unit(population);
  for (let i = stations.length - 1; i >= 0; i--) {
    const { servers, demand } = stations[i];
    means.unshift(servers === 1 ? ofOneSlot(x * demand, g) : ofMore(factors[i], folded(upTo[i], beyond), servers));
    beyond = joined(beyond, stations[i], x, factors[i]);
  }
  return { throughput: (x * g[population - 1]) / g[population], stations: means };
}

/** The asymptotic bound on the throughput. */
function scale(stations: readonly ClosedStation[], population: number): number {
  const capacity = Math.min(...stations.map(({ demand, servers }) => servers / demand));
  return Math.min(capacity, population / stations.reduce((sum, { demand }) => sum + demand, 0));
}

function unit(population: number): Float64Array {
  const only = new Float64Array(population + 1);
  only[0] = 1;
  return only;
}

/** f(0) … f(N), over the largest of them. */
function weights(work: number, servers: number, population: number): Float64Array {
  const mode = Math.min(population, servers === Infinity || work < servers ? Math.floor(work) : population);
  const f = new Float64Array(population + 1);
  f[mode] = 1;
  for (let n = mode; n > 0; n--) f[n - 1] = (f[n] * Math.min(n, servers)) / work;
  for (let n = mode + 1; n <= population; n++) f[n] = (f[n - 1] * work) / Math.min(n, servers);
  return f;
}

/** g ∗ f over its largest value; by Buzen's recursion where f is geometric. */
function joined(g: Float64Array, { servers, demand }: ClosedStation, x: number, f: Float64Array): Float64Array {
  const result = servers > 1 ? folded(g, f) : g.slice();
  if (servers === 1) for (let n = 1; n < g.length; n++) result[n] += x * demand * result[n - 1];
  const largest = result.reduce((most, value) => Math.max(most, value), 0);
  return result.map((value) => value / largest);
}

function folded(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((_, n) => {
    let sum = 0;
    for (let k = 0; k <= n; k++) sum += a[k] * b[n - k];
    return sum;
  });
}

/** P[Nᵢ ≥ n] = (xD)ⁿ g(N−n)/g(N). */
function ofOneSlot(work: number, g: Float64Array): StationMeans {
  const last = g.length - 1;
  let [number, queue, power] = [0, 0, 1];
  for (let n = 1; n <= last; n++) {
    power *= work;
    const atLeast = (power * g[last - n]) / g[last];
    number += atLeast;
    if (n > 1) queue += atLeast;
  }
  return { number, queue };
}

function ofMore(f: Float64Array, others: Float64Array, servers: number): StationMeans {
  const last = f.length - 1;
  let [whole, number, queue] = [0, 0, 0];
  for (let n = 0; n <= last; n++) {
    const weight = f[n] * others[last - n];
    whole += weight;
    number += n * weight;
    queue += Math.max(0, n - servers) * weight;
  }
  return { number: number / whole, queue: queue / whole };
}
