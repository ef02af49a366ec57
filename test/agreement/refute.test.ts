/** Proven: a design that is not the best is refuted, and the best one is not, nor one of two that are equally good. */
import { expect, test } from 'vitest';
import { costOfWaiting } from '../../src/lab/validation/cases/staffing-plays.ts';
import { defend, refute } from '../../src/lab/validation/refute.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { stream } from '../../src/random/stream.ts';

const run = { length: 4000, stream: (name: string) => stream(`refute/${name}`) };
const classes = ['cheap', 'dear'].map((name, k) => ({ name, lambda: 0.35, size: exponential.create({ mean: 1 }), cost: 1 + 3 * k }));

test('the dear class first: neither the reverse nor fcfs proves better', () => {
  defend([2, 1], { reverse: [1, 2], fcfs: [0, 0] }, (places, play) => costOfWaiting({ classes }, places, play), run);
});

test('the cheap class first: fcfs proves better', () => {
  expect(() => defend([1, 2], { fcfs: [0, 0] }, (places, play) => costOfWaiting({ classes }, places, play), run)).toThrow('it is not so that fcfs is no better');
});

test('what chance alone explains refutes nothing, and what never varies does', () => {
  refute('the mean is at most 1', ({ stream: of }) => of('any').exponential() - 1, run);
  refute('nothing is at most nothing', () => 0, run);
  expect(() => refute('a half is at most nothing', () => 0.5, run)).toThrow('off by 0.5000');
});
