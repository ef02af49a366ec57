/** Least work left is the central queue: every job starts when it would have started there (Kiefer and Wolfowitz 1955). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { central } from '../../src/dispatchers/central.ts';
import { leastWorkLeft } from '../../src/dispatchers/least-work-left.ts';
import { stream } from '../../src/random/stream.ts';
import { completionsIn } from '../kernel/completions.ts';
import { dispatchBy, scenarioOf, type TracedJob, traceOf } from '../contract/scenarios.ts';

const FIRST_COME = { nodes: 5, speed: 2 };

function completions(jobs: readonly TracedJob[], definition: typeof central, { nodes, speed } = FIRST_COME): readonly number[] {
  return completionsIn(scenarioOf({ ...traceOf(jobs), dispatch: dispatchBy(definition), nodes: Array.from({ length: nodes }, () => ({ speed })), jobs: jobs.length }));
}

test.each(['exponential', 'heavy-tailed'])('job by job with %s sizes at load 0.95', (kind) => {
  const draws = stream(`lwl/${kind}`);
  let now = 0;
  const jobs = Array.from({ length: 1500 }, () => {
    now += draws.exponential() / (0.95 * 10);
    return { arrival: now, size: kind === 'exponential' ? draws.exponential() : Math.min(500, 0.4 / (1 - draws.uniform()) ** 0.5 / 2), priority: 0 };
  });
  const [pushed, pulled] = [completions(jobs, leastWorkLeft), completions(jobs, central)];
  expect(pushed.length).toBe(jobs.length);
  // The same sums, but which of two nodes that fall free together is first may be a matter of rounding.
  for (const [job, time] of pushed.entries()) expect(Math.abs(time - pulled[job])).toBeLessThan(1e-9 * time);
});

test('job by job whatever comes when', () => {
  const job = fc.record({ arrival: fc.double({ min: 0, max: 20, noNaN: true }), size: fc.double({ min: 0.01, max: 8, noNaN: true }), priority: fc.constant(0) });
  fc.assert(
    fc.property(fc.array(job, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 4 }), (some, nodes) => {
      const jobs = some.toSorted((a, b) => a.arrival - b.arrival);
      const [pushed, pulled] = [leastWorkLeft, central].map((definition) => completions(jobs, definition, { nodes, speed: 1 }));
      for (const [index, time] of pushed.entries()) expect(Math.abs(time - pulled[index])).toBeLessThan(1e-9);
    }),
    { seed: 4, numRuns: 60 },
  );
});
