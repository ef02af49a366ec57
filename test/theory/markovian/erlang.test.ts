import { expect, test } from 'vitest';
import { engsetLoss, engsetServed, erlangB, erlangC, erlangServed } from '../../../src/theory/markovian/erlang.ts';
import { expectClose } from '../close.ts';
import { birthDeath } from './birth-death.ts';

// Offered erlangs at a given loss, to the three decimals of the Erlang B traffic tables in common use.
test.each([
  [1, 0.01, 0.0101],
  [5, 0.01, 1.361],
  [10, 0.001, 3.092],
  [10, 0.05, 6.216],
  [20, 0.02, 13.182],
  [50, 0.01, 37.901],
  [100, 0.01, 84.064],
])('%i servers lose a fraction %f at %f erlangs', (servers, loss, offered) => {
  expectClose(erlangB(servers, offered), loss, 5e-3);
});

test('B and C against the birth–death chain', () => {
  for (const servers of [1, 2, 7, 40]) {
    for (const load of [0.01, 0.5, 0.95]) {
      const offered = servers * load;
      expectClose(erlangB(servers, offered), birthDeath(servers, () => offered, (n) => n)[servers], 1e-11);
      const p = birthDeath(4000, () => offered, (n) => Math.min(n, servers));
      expectClose(erlangC(servers, offered), p.slice(servers).reduce((sum, x) => sum + x, 0), 1e-10);
    }
  }
});

test('C for two servers is 2ρ²/(1+ρ)', () => {
  for (const load of [1e-6, 0.3, 0.999999]) expectClose(erlangC(2, 2 * load), (2 * load ** 2) / (1 + load), 1e-12);
});

test('100,000 servers at load 1 − 10⁻⁶, light and heavy traffic', () => {
  const c = 1e5;
  const wait = erlangC(c, c * (1 - 1e-6));
  // Halfin and Whitt 1981: C → 1/(1 + β Φ(β)/φ(β)) with β = (1−ρ)√c; Φ(β)/φ(β) ≈ √(π/2) + β near 0.
  const beta = 1e-6 * Math.sqrt(c);
  expectClose(wait, 1 / (1 + beta * Math.sqrt(Math.PI / 2)), 1e-5);
  expect(erlangB(c, 1)).toBe(0);
  expect(erlangB(c, 1e9)).toBeCloseTo(1 - 1e-4, 8);
  expect(erlangC(3, 3)).toBe(1);
});

/** 1/B = Σ_k Π_{j<k} (c−j)/a in fixed point, 60 digits: every step is exact but for the last digit. */
function inverseErlangB(servers: bigint, [numerator, denominator]: readonly [bigint, bigint]): number {
  const unit = 10n ** 60n;
  let [term, sum] = [unit, unit];
  for (let k = 0n; k < servers && term > 0n; k++) {
    term = (term * (servers - k) * denominator) / numerator;
    sum += term;
  }
  return Number(sum) / Number(unit);
}

test.each<[string, bigint, readonly [bigint, bigint]]>([
  ['load 1 − 10⁻⁶', 100_000n, [999_999n, 10n]],
  ['load 0.99', 100_000n, [99_000n, 1n]],
  ['load 1.05', 100_000n, [105_000n, 1n]],
])('100,000 servers, %s: against exact sums', (_, servers, offered) => {
  const a = Number(offered[0]) / Number(offered[1]);
  const [c, inverse] = [Number(servers), inverseErlangB(servers, offered)];
  expectClose(erlangB(c, a), 1 / inverse, 1e-11);
  expectClose(erlangServed(c, a), (inverse - 1) / inverse, 1e-11);
  // C = 1/(ρ + (1−ρ)/B), with 1 − ρ = (c−a)/c from whole numbers.
  const spare = Number(servers * offered[1] - offered[0]) / Number(servers * offered[1]);
  if (spare > 0) expectClose(erlangC(c, a), 1 / (1 - spare + spare * inverse), 1e-10);
});

test('what is served where nearly everything is lost', () => {
  for (const offered of [1e-9, 1, 1e9, 1e15]) expectClose(erlangServed(1, offered), 1 / (1 + offered), 1e-15);
  // Two servers: 1 − B = (1 + a)/(1 + a + a²/2).
  expectClose(erlangServed(2, 1e10), (1 + 1e10) / (1 + 1e10 + 5e19), 1e-15);
});

test('Engset’s loss: for many sources Erlang’s, with a server each the binomial', () => {
  expectClose(engsetLoss(1e9, 20, 15 / 1e9), erlangB(20, 15), 1e-7);
  expect(engsetLoss(20, 20, 0.5)).toBeCloseTo((0.5 / 1.5) ** 20, 15);
  expect(engsetLoss(5, 6, 3)).toBe(0);
  for (const servers of [1, 3, 7]) expectClose(engsetServed(9, servers, 2), 1 - engsetLoss(9, servers, 2), 1e-12);
});
