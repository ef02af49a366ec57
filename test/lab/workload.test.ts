/** What policies may know of the jobs before they come. */
import { describe, expect, test, vi } from 'vitest';
import { workloadOf } from '../../src/lab/scenario/workload.ts';
import type { JobClass, Source, Workload } from '../../src/model.ts';
import { empirical } from '../../src/random/distributions/empirical.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { closed, load, poisson, traced } from './scenario-text.ts';

const of = (...arrivals: string[]): Workload => load(arrivals, '{ nodes: 1 }').scenario.workload;

test('one open source: its rate and its sizes, the same object', () => {
  const { scenario } = load([poisson()], '{ nodes: 1 }');
  expect(scenario.workload.rate).toBe(0.2);
  expect(scenario.workload.size).toBe(scenario.sources[0].size);
  expect(scenario.workload.classes.map(({ rate, size }) => [rate, size])).toEqual([[0.2, scenario.sources[0].size]]);
});

test('several open sources: sizes in proportion to their rates', () => {
  const { rate, size, classes } = of(poisson(), poisson('', 'rare').replace('0.2', '0.05').replace('mean: 1', 'mean: 11'));
  expect(rate).toBeCloseTo(0.25, 15);
  expect(size!.mean).toBeCloseTo(0.8 * 1 + 0.2 * 11, 13);
  expect(size!.cdf(2)).toBeCloseTo(0.8 * (1 - Math.exp(-2)) + 0.2 * (1 - Math.exp(-2 / 11)), 14);
  expect(classes.map((each) => [each.rate, each.size!.mean])).toEqual([[0.2, 1], [0.05, 11]]);
});

test('a closed population: sizes without a rate; beside others nobody knows how they are mixed', () => {
  expect(of(closed()).rate).toBeNaN();
  expect(of(closed()).size!.mean).toBe(1);
  const mixed = of(closed(), poisson());
  expect(mixed.rate).toBeNaN();
  expect(mixed.size).toBeUndefined();
  expect(mixed.classes.map(({ size }) => size?.mean)).toEqual([1, 1]);
});

describe('a record', () => {
  // Class a: sizes 1, 2, 6; class b: 3. Times from 0 to 4.
  test('is known job by job, each class apart, whatever the entry is called', () => {
    const { rate, size, classes } = of(traced());
    expect(rate).toBe(0.75);
    expect([size!.mean, size!.cdf(2)]).toEqual([3, 0.5]);
    expect(classes.map((each) => [each.rate, each.size!.mean])).toEqual([[0.5625, 3], [0.1875, 3]]);
    expect(classes[0].size!.masses!().values).toEqual(Float64Array.of(1, 2, 6));
    const under = of(traced('nobody'));
    expect(under.classes.map((each) => [each.rate, each.size?.mean])).toEqual([[0, undefined], [0.5625, 3], [0.1875, 3]]);
    expect(under.size!.mean).toBe(3);
  });

  test('adds to what comes of its classes from elsewhere', () => {
    const { classes } = of(poisson('', 'b').replace('0.2', '0.5625'), traced('a'));
    expect(classes[0].rate).toBeCloseTo(0.75, 15);
    expect(classes[0].size!.mean).toBeCloseTo(0.75 * 1 + 0.25 * 3, 14);
  });

  test('without sizes has those of its entry', () => {
    const record: Source = {
      name: 'r', class: 0, size: exponential.create({ mean: 2 }),
      process: { name: 'trace', mechanism: 'recorded', rate: 3, times: Float64Array.of(0, 1, 2), classes: Int32Array.of(1, 1, 0) },
    };
    const both: readonly JobClass[] = ['a', 'b'].map((name) => ({ name, priority: 0, weight: 1 }));
    const { classes } = workloadOf(both, [record]);
    expect(classes.map(({ rate, size }) => [rate, size!.mean])).toEqual([[1, 2], [2, 2]]);
  });
});

test('sizes are put together when they are asked for, and once', () => {
  const made = vi.spyOn(empirical, 'create');
  const workload = of(traced(), poisson());
  expect(made).not.toHaveBeenCalled();
  expect(workload.size).toBe(workload.size);
  expect(workload.classes[0].size).toBe(workload.classes[0].size);
  // Of each of the two classes in the record.
  expect(made).toHaveBeenCalledTimes(2);
  made.mockRestore();
});
