import { expect, test } from 'vitest';
import { hyperexponential } from '../../../src/random/distributions/hyperexponential.ts';
import { uniform } from '../../../src/random/distributions/uniform.ts';
import { mm1 } from '../../../src/theory/markovian/mm1.ts';
import { mg1Ps } from '../../../src/theory/scheduling/mg1-ps.ts';
import { mg1Rr } from '../../../src/theory/scheduling/mg1-rr.ts';
import { expectAgreement, expectClose } from '../close.ts';

test('the limit is processor sharing, which has the means of M/M/1', () => {
  for (const size of [uniform.create({ min: 0, max: 4 }), hyperexponential.create({ mean: 2, scv: 5 })]) {
    const params = { lambda: 0.9, size, speed: 3 };
    const keys = ['response', 'waiting', 'number', 'queue', 'utilisation', 'throughput'];
    expectAgreement(mg1Rr.create(params).values, mg1Ps.create(params).values, keys);
    expectAgreement(mg1Rr.create(params).values, mm1.create({ lambda: 0.9, mu: 1.5, discipline: 'size-blind' }).values, keys);
  }
});

test('a class in proportion to its sizes; no slowdown is claimed', () => {
  const params = { lambda: 0.5, size: uniform.create({ min: 0.5, max: 1.5 }), speed: 1 };
  const all = mg1Rr.create(params);
  const { values } = mg1Rr.ofClass!(params, { name: 'part', priority: 0, rate: 0.1, service: uniform.create({ min: 1, max: 3 }) }, all);
  expectClose(values['response'], 4);
  expectClose(values['number'], 0.4);
  expect(all.values['slowdown']).toBeUndefined();
  expect(() => mg1Rr.create({ ...params, lambda: 1 })).toThrow('is not below 1');
});
