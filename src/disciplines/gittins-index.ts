import { type ByAge, levelled, turns } from './by-age.ts';
import { aheadAt, endsAtValue, type LifeTable, stepOf, survivalAt } from './life-table.ts';

/** Indices that differ by less, as a fraction times the resolution, are one: survival functions are not known any better. */
const ROUNDING = 1e-7;

/**
 * Gittins' index: the greatest ratio, over all further services up to some age, of the chance of an end to the service to be
 * expected; the rank is its reciprocal. Over the points (service ahead, survival) it is the greatest slope from one to a later
 * one, which is the next corner of the hull of the later ones. Cost: O(ages), then O(log ages) for a rank.
 * Source: Gittins 1979, section 3; Aalto, Ayesta and Righter 2009, "On the Gittins index in the M/G/1 queue", section 2.
 */
export function gittinsIndex(table: LifeTable, resolution: number): ByAge {
  const { ages, survival, ahead } = table;
  const last = ages.length - 1;
  const tolerance = ROUNDING * resolution;
  const slope = (i: number, j: number) => (survival[i] - survival[j]) / (ahead[i] - ahead[j]);
  const corner = new Int32Array(ages.length).fill(last);
  const ranks = new Float64Array(ages.length);
  for (let i = last - 1; i >= 0; i--) {
    let to = i + 1;
    while (to < last && slope(i, to) <= slope(to, corner[to]) * (1 + tolerance)) to = corner[to];
    corner[i] = to;
    ranks[i] = 1 / slope(i, to);
  }
  if (last > 0) ranks[last] = ranks[last - 1];
  levelled(ranks, tolerance);
  return {
    rank(age) {
      const step = stepOf(table, age);
      const even = step === last || (!endsAtValue(table, step) && (corner[step] === step + 1 || ranks[step] === ranks[step + 1]));
      if (even) return ranks[step];
      const [here, left] = [survivalAt(table, step, age), aheadAt(table, step, age)];
      let best = 0;
      for (let to = step + 1; ; to = corner[to]) {
        const found = (here - survival[to]) / (left - ahead[to]);
        if (found < best) break;
        best = found;
        if (to === last) break;
      }
      return Math.min(ranks[step], 1 / best);
    },
    // Just before a single value an end is certain to be near.
    turn: turns(table, ranks, () => 0),
  };
}

/** Whether the hazard rate never rises: then the index falls all the time, and those served least are served together. */
export function hazardFalls({ ages, hazard, smooth }: LifeTable, resolution: number): boolean {
  if (!smooth) return false;
  let least = Infinity;
  for (const rate of hazard.subarray(0, ages.length - 1)) {
    if (rate > least * (1 + ROUNDING * resolution)) return false;
    least = Math.min(least, rate);
  }
  return true;
}
