import { expect, test } from 'vitest';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { overflow } from '../../../src/theory/markovian/overflow.ts';
import { mmcc } from '../../../src/theory/markovian/mmcc.ts';
import { expectAgreement, expectClose } from '../close.ts';

test.each([[0.5, 1], [3, 2], [4, 6], [12, 10], [8, 20]])('%f erlangs on %i slots: against the chain of both groups', (offered, servers) => {
  const last = Math.ceil(offered + 12 * Math.sqrt(offered) + 15);
  const { states, chain } = explore<readonly [first: number, second: number]>([0, 0], ([first, second]) => [
    ...(first < servers ? [[[first + 1, second], offered] as const] : second < last ? [[[first, second + 1], offered] as const] : []),
    ...(first > 0 ? [[[first - 1, second], first] as const] : []),
    ...(second > 0 ? [[[first, second - 1], second] as const] : []),
  ]);
  const p = stationary(chain);
  const over = (value: (first: number, second: number) => number) => states.reduce((sum, [first, second], i) => sum + p[i] * value(first, second), 0);
  const mean = over((_, second) => second);
  const variance = over((_, second) => (second - mean) ** 2);
  const { values, others } = overflow.create({ lambda: offered, mu: 1, servers });
  const chained = { 'overflow mean': mean, 'overflow variance': variance, peakedness: variance / mean, number: over((first) => first), loss: over((first) => (first === servers ? 1 : 0)) };
  expectAgreement({ ...values, ...others }, chained, Object.keys(chained), 1e-9);
});

test('the first group is Erlang’s; far overload overflows nearly as it comes', () => {
  const first = mmcc.create({ lambda: 30, mu: 2, servers: 12 }).values;
  expectAgreement(overflow.create({ lambda: 30, mu: 2, servers: 12 }).values, first, ['loss', 'number', 'throughput', 'utilisation']);
  expectClose(overflow.create({ lambda: 1e5, mu: 1, servers: 3 }).others!['peakedness'], 1, 1e-4);
});

test('peakedness is at least 1 and grows to its height near load 1', () => {
  const at = [20, 60, 90, 100, 110, 200, 2000].map((lambda) => overflow.create({ lambda, mu: 1, servers: 100 }).others!['peakedness']);
  for (const peakedness of at) expect(peakedness).toBeGreaterThan(1);
  expect(Math.max(...at)).toBe(Math.max(at[2], at[3], at[4]));
});
