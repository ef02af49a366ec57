import { describe, expect, test } from 'vitest';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { erlang } from '../../../src/random/distributions/erlang.ts';
import { hyperexponential } from '../../../src/random/distributions/hyperexponential.ts';
import { pareto } from '../../../src/random/distributions/pareto.ts';
import type { Distribution } from '../../../src/model.ts';
import { mg1 } from '../../../src/theory/general/mg1.ts';
import { mg1Lcfs } from '../../../src/theory/scheduling/mg1-lcfs.ts';
import { mg1Plcfs } from '../../../src/theory/scheduling/mg1-plcfs.ts';
import { mg1Ps } from '../../../src/theory/scheduling/mg1-ps.ts';
import { mg1Ros } from '../../../src/theory/scheduling/mg1-ros.ts';
import { expectAgreement, expectClose } from '../close.ts';
import { taggedWait, type TakesNext } from './tagged.ts';

const ROS: TakesNext = (n) => 1 / n;
const LCFS: TakesNext = (n) => (n === 1 ? 1 : 0);

describe.each<[string, Distribution]>([
  ['exponential', exponential.create({ mean: 1 })],
  ['erlang', erlang.create({ k: 3, mean: 1 })],
  ['hyperexponential', hyperexponential.create({ mean: 1, scv: 3 })],
])('%s sizes', (_, size) => {
  test.each([0.2, 0.5])('load %f: E[W] and Var W by the chain of a tagged job', (lambda) => {
    const random = mg1Ros.create({ lambda, size, speed: 1 }).values;
    const drawn = taggedWait(lambda, size.phases!, ROS);
    expectClose(random['waiting'], drawn.mean, 1e-8);
    expectClose(random['waiting.variance'], drawn.variance, 1e-8);
    const last = mg1Lcfs.create({ lambda, size, speed: 1 }).values;
    // Those who were there before the tagged job do not matter, so it alone is counted.
    const reversed = taggedWait(lambda, size.phases!, LCFS, 'alone');
    expectClose(last['waiting'], reversed.mean, 1e-8);
    expectClose(last['waiting.variance'], reversed.variance, 1e-8);
  });

  test('one mean, and the spread between those of fcfs and LCFS', () => {
    const params = { lambda: 0.7, size, speed: 1 };
    const [fcfs, ros, lcfs] = [mg1.create({ ...params, discipline: 'fcfs' }), mg1Ros.create(params), mg1Lcfs.create(params)].map(({ values }) => values);
    expectAgreement(ros, fcfs, ['waiting', 'response', 'number', 'queue', 'throughput', 'utilisation'], 1e-12);
    expectAgreement(lcfs, fcfs, ['waiting', 'response', 'number', 'queue', 'throughput', 'utilisation'], 1e-12);
    expect(ros['waiting.variance']).toBeGreaterThan(fcfs['waiting.variance']);
    expect(ros['waiting.variance']).toBeLessThan(lcfs['waiting.variance']);
  });

  test('PLCFS: means of PS, and the variance of the busy period', () => {
    const params = { lambda: 0.6, size, speed: 1 };
    const [plcfs, ps] = [mg1Plcfs.create(params).values, mg1Ps.create(params).values];
    expectAgreement(plcfs, ps, ['response', 'waiting', 'slowdown', 'number', 'queue', 'utilisation'], 1e-12);
    expectClose(plcfs['response.variance'], (size.variance + 0.6) / 0.064, 1e-12);
    // T = W + S, where W given S = x is a compound Poisson sum of busy periods.
    expectClose(plcfs['waiting.variance'], (0.6 * size.moment(2)) / 0.064 + 2.25 * size.variance, 1e-12);
  });
});

test('infinite second moment: PLCFS still answers, the others do not', () => {
  const params = { lambda: 0.25, size: pareto.create({ shape: 1.5, min: 1 }), speed: 1 };
  expectClose(mg1Plcfs.create(params).values['response'], 12);
  expect(mg1Plcfs.create(params).values['response.variance']).toBe(Infinity);
  for (const formula of [mg1Lcfs, mg1Ros]) {
    const { values } = formula.create(params);
    expect(values['waiting']).toBe(Infinity);
    expect(values['response.variance']).toBeUndefined();
  }
});

test('equal sizes under LCFS: E[W²] = ρ (1/3/(1−ρ)² + ρ/2/(1−ρ)³)', () => {
  const { values } = mg1Lcfs.create({ lambda: 0.4, size: deterministic.create({ value: 1 }), speed: 1 });
  const mean = 0.2 / 0.6;
  expectClose(values['waiting.variance'], 0.4 * (1 / 3 / 0.36 + 0.2 / 0.216) - mean ** 2);
  expectClose(values['slowdown'], 1 + mean);
});

test('a class waits like everybody, and under PLCFS in proportion to its size', () => {
  const params = { lambda: 0.5, size: exponential.create({ mean: 1 }), speed: 1 };
  const part = { name: 'part', priority: 0, rate: 0.1, service: deterministic.create({ value: 0.5 }) };
  const wait = mg1Lcfs.create(params).values;
  const own = mg1Lcfs.ofClass!(params, part, { values: wait }).values;
  expectAgreement(own, wait, ['waiting', 'waiting.variance']);
  expectClose(own['response.variance'], wait['waiting.variance']);
  const preempted = mg1Plcfs.ofClass!(params, part, mg1Plcfs.create(params)).values;
  expectClose(preempted['response'], 1);
  expectClose(preempted['response.variance'], 0.5 * 1 * 8);
  expectClose(preempted['slowdown.variance'], 0.5 * 2 * 8 * 2);
});
