/** A distribution as what integrals against it need: densities, and single values of positive probability. */
import type { Distribution } from '../../model.ts';
import { ParamError } from '../../params.ts';

export interface Measure {
  /** The parts that have a density, with their probabilities. */
  readonly continuous: readonly Part[];
  /** Ascending and distinct. */
  readonly values: Float64Array;
  readonly probabilities: Float64Array;
}

interface Part {
  readonly weight: number;
  readonly distribution: Distribution;
}

const MOST_VALUES = 100_000;

/** Throws a ParamError where the single values cannot be listed, or are too many. Cost: O(n log n) in their number. */
export function measureOf(distribution: Distribution): Measure {
  const leaves = leavesOf({ weight: 1, distribution });
  const continuous = leaves.filter((leaf) => !leaf.distribution.atoms && leaf.distribution.density);
  const single = new Map<number, number>();
  for (const { weight, distribution: leaf } of leaves) {
    if (!leaf.atoms && leaf.density) continue;
    if (!leaf.masses) throw new ParamError(`${leaf.name} sizes have neither a density nor single values that could be listed`, ['size']);
    const { values, probabilities } = leaf.masses();
    for (let i = 0; i < values.length; i++) single.set(values[i], (single.get(values[i]) ?? 0) + weight * probabilities[i]);
  }
  if (single.size > MOST_VALUES) throw new ParamError(`sizes of more than ${MOST_VALUES} single values are too many to sum over`, ['size']);
  const values = Float64Array.from(single.keys()).toSorted();
  return { continuous, values, probabilities: values.map((value) => single.get(value)!) };
}

/** The density of the parts that have one; where a density overflows to no number it is 0. */
export function densityOf({ continuous }: Measure): (x: number) => number {
  return (x) => {
    const sum = continuous.reduce((all, { weight, distribution }) => all + weight * distribution.density!(x), 0);
    return Number.isFinite(sum) ? sum : 0;
  };
}

/** A mixture of mixtures is one of their parts. */
function leavesOf({ weight, distribution }: Part): Part[] {
  if (!distribution.parts) return [{ weight, distribution }];
  return distribution.parts.flatMap((part) => leavesOf({ weight: weight * part.weight, distribution: part.distribution }));
}
