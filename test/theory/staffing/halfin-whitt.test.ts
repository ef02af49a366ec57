import { expect, test } from 'vitest';
import { erlangC } from '../../../src/theory/markovian/erlang.ts';
import { betaFor, halfinWhittWait } from '../../../src/theory/staffing/halfin-whitt-function.ts';
import { halfinWhitt } from '../../../src/theory/staffing/halfin-whitt.ts';
import { squareRootStaffing } from '../../../src/theory/staffing/square-root-staffing.ts';
import { expectClose } from '../close.ts';

test('the limit of Erlang C: the error falls as 1/√c', () => {
  for (const beta of [0.1, 0.5, 1, 2]) {
    for (const servers of [100, 10_000, 1_000_000]) {
      const offered = servers - beta * Math.sqrt(servers);
      const { others } = halfinWhitt.create({ lambda: offered, mu: 1, servers });
      expectClose(others!['P[wait]'], erlangC(servers, offered), (1 + beta ** 2) / Math.sqrt(servers));
      expectClose(others!['β'], beta, 1e-9);
    }
  }
});

test('all wait without a margin, and nobody with a large one', () => {
  expectClose(halfinWhittWait(1e-9), 1, 1e-8);
  // Φ(β) → 1, so the limit tends to φ(β)/β.
  expectClose(halfinWhittWait(8), Math.exp(-32) / Math.sqrt(2 * Math.PI) / 8, 1e-12);
});

test('β for a probability is the inverse', () => {
  for (const wait of [0.999999, 0.9, 0.5, 0.01, 1e-12]) expectClose(halfinWhittWait(betaFor(wait)), wait, 1e-12);
  // Halfin and Whitt: one half at about 0.506.
  expectClose(betaFor(0.5), 0.506, 1e-3);
});

test('probabilities as small, or as near to 1, as a double can be', () => {
  for (const wait of [1e-300, 5e-324]) {
    const beta = betaFor(wait);
    // Φ(β) = 1: ln p = −β²/2 − ln(β√(2π)).
    expectClose(-(beta ** 2) / 2 - Math.log(beta * Math.sqrt(2 * Math.PI)), Math.log(wait), 1e-14);
  }
  const { values, others } = squareRootStaffing.create({ lambda: 100, mu: 1, wait: 1e-300 });
  expect(others!['servers']).toBe(Math.ceil(100 + 10 * betaFor(1e-300)));
  expectClose(values['waiting'] * (others!['servers'] - 100), others!['P[wait]'], 1e-12);
  // The margin is 1e-15 of a slot: one slot more than the work it must be, nevertheless.
  expect(squareRootStaffing.create({ lambda: 100, mu: 1, wait: 1 - Number.EPSILON / 2 }).others!['servers']).toBe(101);
});

test('the rule is within a slot or so of Erlang C, from one erlang to a million', () => {
  for (const lambda of [1, 10, 100, 1e4, 9e5]) {
    for (const wait of [0.8, 0.5, 0.2, 0.05]) {
      const { others } = squareRootStaffing.create({ lambda, mu: 1, wait });
      expect(Math.abs(others!['servers'] - others!['servers by Erlang C'])).toBeLessThanOrEqual(1);
      expectClose(others!['P[wait] by Erlang C'], erlangC(others!['servers'], lambda), 1e-12);
    }
  }
});

test('ten thousand slots at 99 %: 78 % do not wait', () => {
  expectClose(erlangC(10_000, 9900), 0.22, 2e-2);
  expectClose(halfinWhitt.create({ lambda: 9900, mu: 1, servers: 10_000 }).others!['P[wait]'], 0.2234, 1e-3);
});

test('refuses overload, and probabilities that no margin gives', () => {
  expect(() => halfinWhitt.create({ lambda: 100, mu: 1, servers: 100 })).toThrow('is not below 1');
  expect(() => squareRootStaffing.create({ lambda: 100, mu: 1, wait: 1 })).toThrow('must be above 0 and below 1');
});
