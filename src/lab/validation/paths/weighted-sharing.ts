/** One slot shared in proportion to weights, played out as the Markov chain of how many jobs of each class there are. */
import type { SamplePath } from '../case.ts';
import { type Move, playOut } from './jump-chain.ts';

interface Params {
  readonly classes: readonly { readonly name: string; readonly lambda: number; readonly mu: number; readonly weight: number }[];
}

export const weightedSharing: SamplePath<Params> = ({ classes }, { length, stream }) => {
  const moves = (present: readonly number[]) => {
    const total = classes.reduce((sum, { weight }, k) => sum + weight * present[k], 0);
    return classes.flatMap(({ lambda, mu, weight }, k): Move<readonly number[]>[] => [
      ['comes', lambda, present.with(k, present[k] + 1)],
      ...(present[k] > 0 ? [['goes', (mu * weight * present[k]) / total, present.with(k, present[k] - 1)] as const] : []),
    ]);
  };
  const watch = (present: readonly number[]) => Object.fromEntries(classes.map(({ name }, k) => [`${name} number`, present[k]]));
  const { average } = playOut(classes.map(() => 0), moves, watch, length, stream('chain'));
  return { ...average, number: classes.reduce((sum, { name }) => sum + average[`${name} number`], 0) };
};
