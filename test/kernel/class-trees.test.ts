/** The least and the sum over the classes of each station, against looking at all of them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClassSums, LeastClass } from '../../src/kernel/mechanisms/class-trees.ts';

const STATIONS = 3;
const moves = fc
  .integer({ min: 1, max: 20 })
  .chain((classes) => fc.tuple(fc.constant(classes), fc.array(fc.tuple(fc.nat(STATIONS - 1), fc.nat(classes - 1), fc.nat(6)), { maxLength: 100 })));

test('the first class of the least key at each station', () => {
  fc.assert(
    fc.property(moves, ([classes, changes]) => {
      const least = new LeastClass(STATIONS, classes);
      const keys = Array.from({ length: STATIONS }, () => new Array<number>(classes).fill(Infinity));
      for (const [station, jobClass, value] of changes) {
        const key = value === 6 ? Infinity : value;
        keys[station][jobClass] = key;
        least.set(station, jobClass, key);
        for (const [one, row] of keys.entries()) {
          expect(least.least(one)).toBe(row.indexOf(Math.min(...row)));
          for (const [k, expected] of row.entries()) expect(least.key(one, k)).toBe(expected);
        }
      }
    }),
  );
});

test('the sum at each station, with nothing left of what was there before', () => {
  fc.assert(
    fc.property(moves, ([classes, changes]) => {
      const sums = new ClassSums(STATIONS, classes);
      const values = Array.from({ length: STATIONS }, () => new Array<number>(classes).fill(0));
      for (const [station, jobClass, value] of changes) {
        values[station][jobClass] = value;
        // What is huge has come and gone: 1 would be lost in the difference of two sums.
        sums.set(station, jobClass, 2 ** 60);
        sums.set(station, jobClass, value);
        for (const [one, row] of values.entries()) expect(sums.total(one)).toBe(row.reduce((sum, each) => sum + each, 0));
      }
    }),
  );
});
