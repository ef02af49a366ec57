/** The index of the least key does what a search from end to end does. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LeastIndex } from '../src/least-index.ts';

const changes = fc.integer({ min: 1, max: 40 }).chain((count) => fc.tuple(fc.constant(count), fc.array(fc.tuple(fc.nat(count - 1), fc.nat(9)), { maxLength: 120 })));

test('the first index of the least key', () => {
  fc.assert(
    fc.property(changes, fc.boolean(), ([count, moves], infinite) => {
      const keys = new Array<number>(count).fill(infinite ? Infinity : 0);
      const least = new LeastIndex(Float64Array.from(keys));
      expect(least.index).toBe(0);
      for (const [index, key] of moves) {
        // Few different keys, so that many are equal.
        keys[index] = key === 9 ? Infinity : key / 4;
        least.set(index, keys[index]);
        expect(least.keyOf(index)).toBe(keys[index]);
        expect(least.key).toBe(Math.min(...keys));
        expect(least.index).toBe(keys.indexOf(least.key));
      }
    }),
    { seed: 3, numRuns: 300 },
  );
});
