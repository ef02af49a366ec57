import { type ByAge, levelled, turns } from './by-age.ts';
import { aheadAt, endsAtValue, type LifeTable, stepOf, survivalAt } from './life-table.ts';

/** Residual lives that differ by less, as a fraction times the resolution, are one: survival functions are not known any better. */
const ROUNDING = 1e-7;

/** Rank by the mean residual life E[S − a | S > a], which is without end where the mean is. Cost: O(ages), then O(log ages) for a rank. */
export function residualLife(table: LifeTable, resolution: number): ByAge {
  const { ages, survival, reached, ahead, beyond } = table;
  const last = ages.length - 1;
  const of = (left: number, alive: number) => (alive > 0 ? (left + beyond) / alive : 0);
  const ranks = levelled(Float64Array.from(ages, (_, i) => of(ahead[i], survival[i])), ROUNDING * resolution);
  return {
    rank(age) {
      const step = stepOf(table, age);
      if (step === last || (!endsAtValue(table, step) && ranks[step] === ranks[step + 1])) return ranks[step];
      return of(aheadAt(table, step, age), survivalAt(table, step, age));
    },
    turn: turns(table, ranks, (place) => of(ahead[place], reached[place])),
  };
}
