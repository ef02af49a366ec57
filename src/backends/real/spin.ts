/** What a worker does that keeps a processor busy: steps of a generator of random numbers, each of which needs the one before. */

/** So many take some 0.05 ms: then it is time to look for something else to do. */
export const STEPS_AT_ONCE = 2 ** 15;

/** Takes so many steps from the state, and returns the new one. Source: Press et al., Numerical Recipes (the multiplier and the constant). */
export function compute(steps: number, state: number): number {
  let next = state;
  for (let i = 0; i < steps; i++) next = (Math.imul(next, 1_664_525) + 1_013_904_223) | 0;
  return next;
}
