import { expect, test } from 'vitest';
import { erlangB, erlangC } from '../../../src/theory/markovian/erlang.ts';
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
