import type { Bounds } from '../../prediction.ts';
import type { EqualPool } from './equal-pool.ts';

/** What follows from bounds on the mean response: those on waiting and, by Little's law, on the numbers. */
export function between({ lambda, mu }: Pick<EqualPool, 'lambda' | 'mu'>, lower: number, upper: number): Readonly<Record<string, Bounds>> {
  return {
    response: { lower, upper },
    waiting: { lower: lower - 1 / mu, upper: upper - 1 / mu },
    number: { lower: lambda * lower, upper: lambda * upper },
    queue: { lower: lambda * lower - lambda / mu, upper: lambda * upper - lambda / mu },
  };
}
