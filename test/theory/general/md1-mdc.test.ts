import { Complex } from 'complex.js';
import { describe, expect, test } from 'vitest';
import { ParamError } from '../../../src/params.ts';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { fcfsTails } from '../../../src/theory/general/fcfs-tails.ts';
import { md1 } from '../../../src/theory/general/md1.ts';
import { mdc } from '../../../src/theory/general/mdc.ts';
import { mg1 } from '../../../src/theory/general/mg1.ts';
import { expectAgreement, expectClose } from '../close.ts';

const single = (load: number) => md1.create({ lambda: load, size: 1, speed: 1, discipline: 'fcfs' });
const many = (servers: number, load: number) => mdc.create({ lambda: load * servers, size: 1, servers, speed: 1, discipline: 'fcfs' });

test.each([1e-4, 0.3, 0.9, 0.9999])('one slot: M/D/c, M/D/1 and M/G/1 agree, load %f', (load) => {
  const size = deterministic.create({ value: 1 });
  const general = mg1.create({ lambda: load, size, speed: 1, discipline: 'fcfs' }).values;
  expectAgreement(many(1, load).values, single(load).values, Object.keys(single(load).values), 1e-9);
  expectAgreement(single(load).values, general, Object.keys(general), 1e-8);
});

test('tail of M/D/1 against the renewal equation, far out', () => {
  const { responseTail } = single(0.9);
  const { response } = fcfsTails(0.9, deterministic.create({ value: 1 }))!;
  for (const t of [1, 1.5, 2, 7.3, 30, 60.1]) expectClose(responseTail!(t), response(t), 1e-10);
  expect(responseTail!(0.999)).toBe(1);
});

/** E[Q] = Σ 1/(1−z) − a + (c − (c−a)²)/(2(c−a)) over the roots z ≠ 1 of z^c = e^(a(z−1)) in the unit disc. */
function queueByRoots(c: number, a: number): number {
  let sum = 0;
  for (let k = 1; k < c; k++) {
    const turn = new Complex(0, (2 * Math.PI * k) / c).exp();
    let z = new Complex(0);
    // Newton's method on z − turn · e^(a(z−1)/c).
    for (let i = 0; i < 60; i++) {
      const image = z.sub(1).mul(a / c).exp().mul(turn);
      z = z.sub(z.sub(image).div(new Complex(1).sub(image.mul(a / c))));
    }
    sum += new Complex(1).div(new Complex(1).sub(z)).re;
  }
  return sum - a + (c - (c - a) ** 2) / (2 * (c - a));
}

describe.each([2, 3, 10, 50])('%i slots', (servers) => {
  test.each([0.5, 0.8, 0.95, 0.999])('queue against the roots of the generating function (Crommelin 1932), load %f', (load) => {
    expectClose(many(servers, load).values['queue'], queueByRoots(servers, servers * load), 1e-8);
  });

  test.each([0.2, 0.5, 0.8])('against the chain N(t+D) = max(0, N(t) − c) + A, load %f', (load) => {
    const [a, states] = [servers * load, servers + 600];
    const poisson = [Math.exp(-a)];
    for (let k = 1; k < states; k++) poisson.push((poisson[k - 1] * a) / k);
    let p = Float64Array.from(poisson);
    for (let step = 0; step < 500; step++) {
      const next = new Float64Array(states);
      const start = p.slice(servers);
      start[0] = p.slice(0, servers + 1).reduce((sum, x) => sum + x, 0);
      for (const [from, mass] of start.entries()) {
        if (mass > 1e-30) for (let k = 0; k + from < states && k < 200; k++) next[from + k] += mass * poisson[k];
      }
      p = next;
    }
    const { values, others } = many(servers, load);
    const mean = (f: (n: number) => number) => p.reduce((sum, mass, n) => sum + mass * f(n), 0);
    expectClose(values['number'], mean((n) => n), 1e-9);
    expectClose(others!['P[wait]'], mean((n) => (n >= servers ? 1 : 0)), 1e-9);
    expectClose(others!['Var N'], mean((n) => (n - values['number']) ** 2), 1e-9);
    // E[Q(Q−1)] = λ² E[W²].
    const factorial = mean((n) => (n > servers ? (n - servers) * (n - servers - 1) : 0));
    expectClose(values['waiting.variance'], factorial / a ** 2 - values['waiting'] ** 2, 1e-7);
  });
});

test('mean and variance of the wait out of its tail', () => {
  const { values, others, responseTail } = many(4, 0.85);
  const steps = 20000;
  let [mean, second] = [0, 0];
  // Simpson's rule with an even number of intervals to each D, at whose multiples the tail bends.
  for (let i = 0; i <= steps; i++) {
    const t = (40 * i) / steps;
    const weight = (i === 0 || i === steps ? 1 : i % 2 ? 4 : 2) * (40 / steps / 3);
    mean += weight * responseTail!(1 + t);
    second += weight * 2 * t * responseTail!(1 + t);
  }
  expectClose(values['waiting'], mean, 1e-8);
  expectClose(values['waiting.variance'], second - mean ** 2, 1e-8);
  expectClose(responseTail!(1), others!['P[wait]'], 1e-12);
});

test('limits: hardly any load, hardly any room left, thousands of slots', () => {
  expectClose(many(3, 1e-3).others!['P[wait]'], 0.003 ** 3 / 6, 5e-3);
  // In heavy traffic (1−ρ) E[Q] tends to 1/2, as variances are those of the arrivals alone.
  expectClose((1 - 0.999999) * many(8, 0.999999).values['queue'], 0.5, 1e-4);
  const large = many(10_000, 0.99);
  expect(large.values['waiting']).toBeGreaterThan(0);
  expect(large.others!['P[wait]']).toBeLessThan(0.25);
  expect(many(10_000, 0.5).values['waiting']).toBe(0);
  expect(Object.values(many(10_000, 0.5).others!).every(Number.isFinite)).toBe(true);
});

test('an order other than fcfs keeps the means, and too much is refused', () => {
  const params = { lambda: 1, size: 1, servers: 2, speed: 1 };
  const { values } = mdc.create({ ...params, discipline: 'size-blind' });
  expect(Object.keys(values).filter((key) => key.includes('.'))).toEqual([]);
  expectAgreement(values, mdc.create({ ...params, discipline: 'fcfs' }).values, Object.keys(values));
  expect(() => many(3, 1)).toThrow(ParamError);
  expect(() => many(20_000, 0.5)).toThrow('beyond 10000');
  expect(() => single(1)).toThrow(/not below 1/);
});
