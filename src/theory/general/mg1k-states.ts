/** How many jobs are in M/G/1/K. */
import type { Distribution } from '../../model.ts';
import { pointsOf } from '../numeric/expectation.ts';
import { poissonWeights } from '../numeric/poisson-weights.ts';

/** What comes during one service. */
interface Arrivals {
  /** P[nobody]. */
  readonly none: number;
  /** P[more than n], n = 0 … K. */
  readonly more: Float64Array;
  /** E[those beyond n], n = 0 … K. */
  readonly beyond: Float64Array;
}

/**
 * P[N = n], n = 0 … K, by time. Services that begin with i jobs do so at rate λ P[N = i] (as often as jobs come to i; and at rate
 * λ P[N = 0] with the one that comes to none), and of each the time with j jobs is P[more than j−i come]/λ: so each state follows
 * from those below, and the full one too, in positive terms at any load.
 * Source: Tijms 2003, A First Course in Stochastic Models, sections 9.2 and 9.8. Cost: O(K²), and O(K) for some hundred sizes.
 */
export function stationaryNumber(lambda: number, service: Distribution, capacity: number): Float64Array {
  const { none, more, beyond } = arrivalsDuring(lambda, service, capacity);
  const p = new Float64Array(capacity + 1);
  p[0] = 1;
  for (let j = 1; j < capacity; j++) {
    let sum = p[0] * more[j - 1];
    for (let i = 1; i < j; i++) sum += p[i] * more[j - i];
    p[j] = sum / none;
    if (p[j] < 1e200) continue;
    // Above load 1 they grow without bound, and no service may be without arrivals: measured by this one, those below vanish.
    for (let i = 0; i < j; i++) p[i] *= none / sum;
    p[j] = 1;
  }
  p[capacity] = p[0] * beyond[capacity - 1];
  for (let i = 1; i < capacity; i++) p[capacity] += p[i] * beyond[capacity - i];
  const total = p.reduce((sum, value) => sum + value, 0);
  return p.map((value) => value / total);
}

function arrivalsDuring(lambda: number, service: Distribution, most: number): Arrivals {
  const [more, beyond] = [new Float64Array(most + 1), new Float64Array(most + 1)];
  // The chance of n arrivals is a peak in the logarithm of the size, 1/√n wide.
  const { x: sizes, weight: weights } = pointsOf(service, Math.min(0.5, 4 / Math.sqrt(most)));
  let [none, covered] = [0, 0];
  for (const [i, size] of sizes.entries()) {
    const mean = lambda * size;
    covered += weights[i] * size;
    none += weights[i] * Math.exp(-mean);
    const sums = mean - most > 12 * Math.sqrt(mean) + 50 ? undefined : beyondEach(mean, most);
    for (let n = 0; n <= most; n++) {
      more[n] += weights[i] * (sums ? sums.more[n] : 1);
      beyond[n] += weights[i] * (sums ? sums.beyond[n] : mean - n);
    }
  }
  // Of the heaviest tails a part of the mean lies beyond the last size.
  const rest = service.mean - covered > 1e-12 * service.mean ? lambda * (service.mean - covered) : 0;
  return { none, more, beyond: beyond.map((value) => value + rest) };
}

/** P[M > n] and E[(M − n)⁺] of a Poisson variate M, n = 0 … most. */
function beyondEach(mean: number, most: number): { readonly more: Float64Array; readonly beyond: Float64Array } {
  const masses = massesOf(mean, most);
  const [more, beyond] = [new Float64Array(most + 1), new Float64Array(most + 1)];
  let [tail, sum] = [0, 0];
  for (let n = masses.length - 1; n >= 0; n--) {
    sum += tail;
    if (n <= most) [more[n], beyond[n]] = [tail, sum];
    tail += masses[n];
  }
  return { more, beyond };
}

/** P[M = n] to well beyond `most`, each to full precision where they rise from 0 on. */
function massesOf(mean: number, most: number): Float64Array {
  if (mean > 500) {
    const { first, weights } = poissonWeights(mean);
    const masses = new Float64Array(Math.max(most + 1, first + weights.length));
    masses.set(weights, first);
    return masses;
  }
  const masses = new Float64Array(Math.ceil(Math.max(most, mean + 10 * Math.sqrt(mean))) + 40);
  masses[0] = Math.exp(-mean);
  for (let n = 1; n < masses.length; n++) masses[n] = (masses[n - 1] * mean) / n;
  return masses;
}
