/** What is assumed of the constraints: more (or less) of a variable never hurts. */
import type { Place, Variable } from './variables.ts';

/** Whether `a` has, by what is assumed, constraints that are no better than those of `b`; never where nothing is assumed, but of itself. */
export function noBetter(a: Place, b: Place, variables: readonly Variable[]): boolean {
  return variables.every(({ assume }, i) => a[i] === b[i] || (assume === 'more-never-hurts' ? a[i] < b[i] : assume === 'less-never-hurts' && a[i] > b[i]));
}
