/** Sizes cut into intervals, one for each node, and how much of all work each interval is. */
import type { Distribution } from './model.ts';

/**
 * The sizes x₁ ≤ … ≤ xₙ₋₁ such that sizes in (xᵢ₋₁, xᵢ] bring the fraction `shares[i]` of all work. Where single sizes bring
 * so much that they cannot be met, each is the first size up to which there is at least that much: a size exactly at a
 * cutoff belongs below it.
 *
 * Source: Harchol-Balter 2013, chapter 24 (SITA-E); Crovella, Harchol-Balter and Murta 1998.
 */
export function equalLoadCutoffs(size: Distribution, shares: readonly number[]): readonly number[] {
  const upTo = workUpTo(size);
  const total = shares.reduce((sum, share) => sum + share, 0);
  let goal = 0;
  return shares.slice(0, -1).map((share) => {
    goal += (share / total) * size.mean;
    // Rounding must not ask for more than there is.
    return firstWith((x) => upTo(x) >= goal * (1 - 1e-12), size);
  });
}

/** The fraction of all work that sizes in each interval (xᵢ₋₁, xᵢ] bring. */
export function workBetween(size: Distribution, cutoffs: readonly number[]): readonly number[] {
  const upTo = workUpTo(size);
  const until = [...cutoffs.map((cutoff) => upTo(cutoff) / size.mean), 1];
  return until.map((share, i) => Math.max(0, share - (i === 0 ? 0 : until[i - 1])));
}

/** The least x, to the last bit, at which `holds`; it does from some x on. */
function firstWith(holds: (x: number) => boolean, { mean, support }: Distribution): number {
  let below = 0;
  let above = mean;
  while (above < support[1] && !holds(above)) [below, above] = [above, 2 * above];
  above = Math.min(above, support[1]);
  for (;;) {
    const middle = below + (above - below) / 2;
    if (!(middle > below && middle < above)) return above;
    if (holds(middle)) above = middle;
    else below = middle;
  }
}

/** E[X; X ≤ x]. */
function workUpTo(size: Distribution): (x: number) => number {
  if (size.parts) {
    const parts = size.parts.map(({ weight, distribution }) => ({ weight, upTo: workUpTo(distribution) }));
    return (x) => parts.reduce((sum, { weight, upTo }) => sum + weight * upTo(x), 0);
  }
  const masses = size.masses?.();
  return masses ? workOfMasses(masses.values, masses.probabilities) : workBySurvival(size);
}

function workOfMasses(values: ArrayLike<number>, probabilities: ArrayLike<number>): (x: number) => number {
  const before = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) before[i + 1] = before[i] + values[i] * probabilities[i];
  return (x) => {
    let [low, high] = [0, values.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle] <= x) low = middle + 1;
      else high = middle;
    }
    return before[low];
  };
}

/** ∫₀ˣ P[X > t] dt − x P[X > x], in panels that double in width from the least size up. */
function workBySurvival({ mean, support: [least, most], cdf }: Distribution): (x: number) => number {
  const beyond = (t: number) => 1 - cdf(t);
  // Below a billionth of the mean nearly everybody is larger, and nobody is below the least size.
  const start = Math.max(least, mean * 2 ** -40);
  const ends = [start];
  const areas = [start];
  const area = (from: number, to: number) => PANELS.reduce((sum, [at, weight]) => sum + weight * beyond(from + (to - from) * at), 0) * (to - from);
  return (x) => {
    if (x <= start) return 0;
    const end = Math.min(x, most);
    while (ends.at(-1)! < end) {
      const from = ends.at(-1)!;
      const to = Math.min(start + 2 * Math.max(from - start, start * 2 ** -3), most);
      ends.push(to);
      areas.push(areas.at(-1)! + area(from, to));
    }
    let panel = ends.length - 1;
    while (ends[panel] > end) panel--;
    return areas[panel] + area(ends[panel], end) - end * beyond(end);
  };
}

/** Places and weights of Gauss and Legendre's rule of 10 points on 0 … 1. */
const PANELS: readonly (readonly [number, number])[] = (
  [
    [0.1488743389816312, 0.2955242247147529],
    [0.4333953941292472, 0.2692667193099963],
    [0.6794095682990244, 0.2190863625159821],
    [0.8650633666889845, 0.1494513491505806],
    [0.9739065285171717, 0.0666713443086881],
  ] as const
).flatMap(([place, weight]) => [
  [(1 - place) / 2, weight / 2],
  [(1 + place) / 2, weight / 2],
]);
