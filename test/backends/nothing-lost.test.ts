/** Nothing is lost and nothing counted twice, whatever goes wrong (the long version: test/validate/nothing-lost.test.ts). */
import { expect, it } from 'vitest';
import { ordeal } from './ordeal.ts';

it.each(['sleep', 'call'] as const)('every task ends as one result or one dead letter while tasks throw, hang, and workers are killed: %s', async (work) => {
  const { submitted, results, deadLetters, twice, missing, kills, account } = await ordeal({ tasks: 200, seed: 'short', throws: 0.1, hangs: 0.02, kill: 150, work });
  expect({ submitted, ended: results + deadLetters, twice, missing }).toEqual({ submitted: 200, ended: 200, twice: 0, missing: 0 });
  expect(kills).toBeGreaterThan(0);
  expect([account.completed, account.dead, account.unfinished]).toEqual([results, deadLetters, 0]);
});
