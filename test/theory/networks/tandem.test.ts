import { expect, test } from 'vitest';
import { gammaAbove } from '../../../src/random/special.ts';
import { mm1 } from '../../../src/theory/markovian/mm1.ts';
import { tailOfExponentials } from '../../../src/theory/networks/hypoexponential.ts';
import { jackson } from '../../../src/theory/networks/jackson.ts';
import { tandem } from '../../../src/theory/networks/tandem.ts';
import { expectAgreement, expectClose } from '../close.ts';

/** The textbooks' partial fractions, for rates well apart. */
function partialFractions(rates: readonly number[], t: number): number {
  return rates.reduce((sum, a, i) => sum + Math.exp(-a * t) * rates.reduce((product, b, j) => (j === i ? product : (product * b) / (b - a)), 1), 0);
}

test('rates far apart: partial fractions', () => {
  for (const rates of [[1, 2], [3, 1, 0.2], [50, 0.01], [4, 3, 2, 1]]) {
    for (const t of [1e-3, 0.1, 1, 10, 100]) expectClose(tailOfExponentials(rates)(t), partialFractions(rates, t), 1e-10);
  }
});

test('equal rates: an Erlang tail, however small', () => {
  for (const k of [1, 2, 7, 30]) for (const t of [0.1, 1, 20, 300]) expectClose(tailOfExponentials(Array.from({ length: k }, () => 1.7))(t), gammaAbove(k, 1.7 * t), 1e-11);
});

test('nearly equal rates lie between equal ones, without noise', () => {
  for (const gap of [1e-3, 1e-6, 1e-9, 1e-12]) {
    const tail = tailOfExponentials([1, 1 + gap, 1 - gap])(5);
    // The mean of the rates is 1, so the difference from Erlang is of second order.
    expectClose(tail, gammaAbove(3, 5), 1e-12 + 30 * gap ** 2);
  }
});

test('a station a billion times as fast does not matter', () => {
  for (const t of [0.5, 5, 50]) expectClose(tailOfExponentials([1, 1e9])(t), Math.exp(-t), 1e-8);
});

test('means as in an open network of the same stations; one station is M/M/1', () => {
  const mu = [1, 2, 1.5];
  const said = tandem.create({ lambda: 0.9, mu });
  const wanted = jackson.create({ stations: mu.map((rate) => ({ mu: rate, servers: 1 })), routing: [[0, 1, 0], [0, 0, 1], [0, 0, 0]], arrivals: [0.9, 0, 0] });
  expectAgreement(said.values, wanted.values, Object.keys(wanted.values), 1e-12);
  const alone = mm1.create({ lambda: 0.9, mu: 1, discipline: 'fcfs' }).values;
  expectAgreement(tandem.create({ lambda: 0.9, mu: [1] }).values, alone, ['response', 'waiting', 'response.variance', 'response.p50', 'response.p99.9'], 1e-10);
});

test('mean and variance are those of the tail', () => {
  const { values, responseTail } = tandem.create({ lambda: 0.5, mu: [1.5, 1.5, 4] });
  let [mean, second] = [0, 0];
  const h = 0.002;
  for (let t = h / 2; t < 60; t += h) {
    mean += h * responseTail!(t);
    second += h * 2 * t * responseTail!(t);
  }
  expectClose(values['response'], mean, 1e-6);
  expectClose(values['response.variance'], second - mean ** 2, 1e-5);
});

test('refuses a station that cannot keep up, by its place', () => {
  expect(() => tandem.create({ lambda: 1, mu: [2, 1] })).toThrow('load λ/μ = 1 of station 2 is not below 1');
});
