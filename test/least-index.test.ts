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

test('keys that are looked at when the winner is asked for, only of those that have been touched', () => {
  fc.assert(
    fc.property(changes, ([count, moves]) => {
      const least = new LeastIndex(new Float64Array(count));
      const keys = new Array<number>(count).fill(0);
      const touched = new Set<number>();
      for (const [step, [index, key]] of moves.entries()) {
        const before = keys[index];
        keys[index] = key / 4;
        least.touch(index);
        touched.add(index);
        if (step % 3 > 0) continue;
        const looked: number[] = [];
        least.renew(keys, (seen, one, was) => {
          looked.push(one);
          if (one === index && step === 0) expect(was).toBe(before);
          return seen[one];
        });
        expect(new Set(looked)).toEqual(touched);
        touched.clear();
        expect(least.index).toBe(keys.indexOf(Math.min(...keys)));
      }
    }),
    { seed: 4, numRuns: 300 },
  );
});
