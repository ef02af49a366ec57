import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BitSet } from '../../src/kernel/mechanisms/bitset.ts';

const sizes = fc.oneof(fc.integer({ min: 1, max: 70 }), fc.constantFrom(31, 32, 33, 1023, 1024, 1025, 32_768, 40_000));
const operations = fc.array(fc.record({ add: fc.boolean(), member: fc.nat(1 << 20), from: fc.nat(1 << 20) }), { maxLength: 80 });

test('finds the next member as a search through a Set does', () => {
  fc.assert(
    fc.property(sizes, operations, (size, steps) => {
      const bits = new BitSet(size);
      const set = new Set<number>();
      for (const { add, member, from } of steps) {
        if (add) {
          bits.add(member % size);
          set.add(member % size);
        } else {
          bits.delete(member % size);
          set.delete(member % size);
        }
        for (const start of [0, from % size, size - 1, size]) {
          const later = [...set].filter((each) => each >= start);
          expect(bits.next(start)).toBe(later.length === 0 ? -1 : Math.min(...later));
        }
      }
    }),
    { numRuns: 300 },
  );
});
