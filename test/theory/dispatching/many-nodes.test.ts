import { describe, expect, test } from 'vitest';
import { power } from '../../../src/power.ts';
import { jsqExact } from '../../../src/theory/dispatching/jsq-exact.ts';
import { jsqHeavyTraffic } from '../../../src/theory/dispatching/jsq-heavy-traffic.ts';
import { jsqMeanField } from '../../../src/theory/dispatching/jsq-mean-field.ts';
import { powerOfDExact } from '../../../src/theory/dispatching/power-of-d-exact.ts';
import { powerOfDFiniteN } from '../../../src/theory/dispatching/power-of-d-finite-n.ts';
import { powerOfDMeanField } from '../../../src/theory/dispatching/power-of-d-mean-field.ts';
import { refinedMeanField } from '../../../src/theory/dispatching/refined-mean-field.ts';
import { expectClose } from '../close.ts';

const fcfs = { mu: 1, discipline: 'fcfs' } as const;
const total = (all: readonly number[]) => all.reduce((sum, value) => sum + value, 0);
const limit = (load: number, d: number) => powerOfDMeanField.create({ ...fcfs, lambda: 100 * load, nodes: 100, d });

describe('power of d choices, many nodes', () => {
  test.each([
    [0.5, 1.2657],
    [0.7, 1.6145],
    [0.9, 2.6141],
    [0.95, 3.383],
    [0.99, 5.432],
  ])('load %f, two choices: Mitzenmacher 2001, table of predictions', (load, response) => {
    expect(limit(load, 2).values['response'].toFixed(4)).toBe(response.toFixed(4));
  });

  test.each([2, 3, 7])('%i choices: the sum in closed form, and the fixed point of the differential equations', (d) => {
    const load = 0.9;
    let closed = 0;
    for (let i = 1, before = 0; i < 40; i++) {
      closed += power(load, before);
      before = before * d + d;
    }
    expectClose(limit(load, d).values['response'], closed, 1e-12);
    // Euler's method to the stationary point.
    const s = Float64Array.from({ length: 40 }, (_, k) => (k === 0 ? 1 : 0));
    for (let step = 0; step < 20_000; step++) {
      const flow = s.map((at, k) => (k === 0 || k === 39 ? 0 : load * (power(s[k - 1], d) - power(at, d)) - (at - s[k + 1])));
      for (let k = 1; k < 39; k++) s[k] += 0.1 * flow[k];
    }
    expectClose(limit(load, d).values['number'], 100 * s.subarray(1).reduce((sum, x) => sum + x, 0), 1e-9);
  });

  test('the tail of the response integrates to its mean, and its percentiles lie on it', () => {
    const { values, responseTail } = limit(0.9, 2);
    let area = 0;
    for (let i = 0; i < 40_000; i++) area += 0.001 * responseTail!((i + 0.5) * 0.001);
    expectClose(area, values['response'], 1e-7);
    expectClose(responseTail!(values['response.p99']), 0.01, 1e-10);
  });

  test('it grows as the logarithm of 1/(1−ρ) to base d', () => {
    for (const d of [2, 4]) {
      const [near, nearer] = [1e-8, 1e-12].map((rest) => limit(1 - rest, d).values['response']);
      expectClose(nearer - near, (4 * Math.LN10) / Math.log(d), 0.02);
    }
  });
});

describe('refined mean field', () => {
  test.each([
    [0.7, 10, '1.2150'],
    [0.9, 10, '2.7513'],
    [0.9, 100, '2.3925'],
    [0.95, 10, '4.1017'],
  ])('load %f, %i nodes, with replacement: Gast and Van Houdt 2017, table of mean queue lengths', (load, n, published) => {
    const { x, v } = refinedMeanField(load, 2, true);
    expect((total(x) + total(v) / n).toFixed(4)).toBe(published);
  });

  test('the first correction leaves an error of the order of 1/n²: against the exact chain', () => {
    const [three, five] = [3, 5].map((nodes) => {
      const params = { ...fcfs, lambda: 0.3 * nodes, nodes, d: 2 };
      const truth = powerOfDExact.create(params).values['number'];
      const left = truth - powerOfDFiniteN.create({ ...params, drawn: 'without-replacement' }).values['number'];
      const gone = truth - powerOfDMeanField.create(params).values['number'];
      expect(Math.abs(left)).toBeLessThan(0.35 * Math.abs(gone));
      return left / nodes;
    });
    expect(Math.abs(five / three)).toBeGreaterThan(0.8 * (9 / 25));
    expect(Math.abs(five / three)).toBeLessThan(1.2 * (9 / 25));
  });

  test('d = 1 needs no correction: every node is M/M/1', () => {
    const { v } = refinedMeanField(0.6, 1, true);
    for (const value of v) expect(Math.abs(value)).toBeLessThan(1e-12);
  });

  test('the nodes that are busy are as many as the load says', () => {
    expect(refinedMeanField(0.8, 3, false).v[0]).toBe(0);
  });
});

describe('join the shortest queue', () => {
  test('heavy traffic: the error vanishes with n(1−ρ)', () => {
    const errors = [0.1, 0.01, 0.001].map((near) => {
      const params = { ...fcfs, lambda: 3 * (1 - near / 3), nodes: 3 };
      return jsqExact.create(params).values['response'] / jsqHeavyTraffic.create(params).values['response'] - 1;
    });
    expect(errors[0]).toBeLessThan(0.1);
    expectClose(errors[1] / errors[0], 0.1, 0.05);
    expectClose(errors[2] / errors[1], 0.1, 0.05);
  });

  test('many nodes: nobody waits', () => {
    const { values, responseTail } = jsqMeanField.create({ ...fcfs, lambda: 70, nodes: 100 });
    expectClose(values['response'], 1);
    expectClose(values['utilisation'], 0.7);
    expectClose(responseTail!(2), Math.exp(-2));
    expect(() => jsqMeanField.create({ ...fcfs, lambda: 100, nodes: 100 })).toThrow('is not below 1');
  });
});
