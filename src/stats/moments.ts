/** Count, mean and sum of squared deviations of a set of numbers; sets are joined without loss. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

export const NO_MOMENTS: Moments = { count: 0, mean: 0, squares: 0 };

/** Source: Chan, Golub and LeVeque 1983, equation 2.1. */
export function joinMoments(a: Moments, b: Moments): Moments {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const difference = b.mean - a.mean;
  return {
    count,
    mean: a.mean + (difference * b.count) / count,
    squares: a.squares + b.squares + (difference * difference * a.count * b.count) / count,
  };
}

/** Of the numbers themselves; undefined for fewer than two. */
export function variance({ count, squares }: Moments): number | undefined {
  return count < 2 ? undefined : squares / (count - 1);
}

export function momentsOf(values: Iterable<number>): Moments {
  let moments = NO_MOMENTS;
  for (const value of values) moments = joinMoments(moments, { count: 1, mean: value, squares: 0 });
  return moments;
}
