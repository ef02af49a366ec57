/** Calls in scenario files: their arguments, and the sizes that jobs have before and after. */
import { describe, expect, it } from 'vitest';
import { argumentOf, mentions } from '../../../src/lab/calls/argument.ts';
import { measuredSizes, unmeasuredSizes } from '../../../src/lab/calls/sizes.ts';
import type { Job } from '../../../src/model.ts';
import { ParamError } from '../../../src/params.ts';

const classes = [
  { name: 'page', priority: 0, weight: 1 },
  { name: 'film', priority: 0, weight: 1 },
];
const zero = (index: number) => ({ path: ['arrivals', index, 'size'], value: { deterministic: { value: 0 } } });

const job: Job = { id: 7, class: 1, arrival: 3, size: 2.5, age: 0, priority: 0, weight: 1, deadline: Infinity, key: 12 };

describe('the argument of a call', () => {
  it('has what the job has where the file asks for it, however deep, and else what the file says', () => {
    const given = { file: 'data/$id', job: '$id', of: ['$class', { key: '$key', size: '$size' }], price: '$$5', flags: [true, null, 3] };
    expect(argumentOf(given, classes)(job)).toEqual({ file: 'data/$id', job: 7, of: ['film', { key: 12, size: 2.5 }], price: '$5', flags: [true, null, 3] });
  });

  it('is a new one for every job', () => {
    const make = argumentOf({ list: ['$id'] }, classes);
    expect(make(job)).not.toBe(make(job));
    expect(make({ ...job, id: 8 })).toEqual({ list: [8] });
  });

  it('asks for nothing that jobs do not have', () => {
    expect(() => argumentOf({ a: [1, '$sizes'] }, classes)).toThrow(new ParamError('must be one of $id, $class, $size, $key, $job, $task, $tasks, not "$sizes" (did you mean $size?); a text that begins with $ is written $$', ['a', 1]));
    expect(mentions({ a: [{ b: '$key' }] }, '$key')).toBe(true);
    expect(mentions({ a: [{ b: '$$key' }], $key: 1 }, '$key')).toBe(false);
  });
});

describe('sizes of calls', () => {
  const arrivals = [{ class: 'page' }, { class: 'film', size: { exponential: { mean: 1 } } }, { class: 'list' }];

  it('are nothing before they are measured, where the file says none', () => {
    expect(unmeasuredSizes({ arrivals, execution: { task: { call: {} } } })).toEqual([zero(0), zero(2)]);
    expect(unmeasuredSizes({ arrivals, execution: { task: 'sleep', calls: { list: {}, film: {} } } })).toEqual([zero(2)]);
    expect(unmeasuredSizes({ arrivals, execution: { task: 'sleep' } })).toEqual([]);
    for (const none of [undefined, null, 3, {}, { arrivals: 3 }, { arrivals: [null, 3], execution: null }]) expect(unmeasuredSizes(none)).toEqual([]);
  });

  it('are what was measured afterwards', () => {
    expect(measuredSizes(new Map([[1, [0.5, 2]], [2, []]]))).toEqual([{ path: ['arrivals', 1, 'size'], value: { empirical: { values: [0.5, 2] } } }]);
  });
});
