import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sectionEdges } from '../../src/stats/sections.ts';

const rising = (ends: readonly number[]) => ends.every((end, i) => end > (i === 0 ? 0 : ends[i - 1]));

describe('sections of jobs', () => {
  test.each([1, 2, 7, 63, 64, 100, 511, 512, 513, 1e6])('a horizon of %d ends at its last interval', (length) => {
    const edges = sectionEdges({ unit: 'jobs', length, warmup: 0 });
    const ends = edges.flat();
    expect(ends.at(-1)).toBe(length);
    expect(ends.every(Number.isInteger)).toBe(true);
    expect(rising(ends)).toBe(true);
    expect(edges.every((section) => section.length > 0 && section.length <= 8)).toBe(true);
    expect(edges.length).toBe(Math.min(64, length));
  });

  test('of a long horizon are equal to within a job', () => {
    const last = sectionEdges({ unit: 'jobs', length: 1003, warmup: 0 }).map((section) => section.at(-1)!);
    for (const [i, end] of last.entries()) expect(Math.abs(end - (1003 * (i + 1)) / 64)).toBeLessThanOrEqual(0.5);
  });
});

describe('a warm-up', () => {
  test.each(['jobs', 'time'] as const)('is the first section, by %s', (unit) => {
    const edges = sectionEdges({ unit, length: 1280, warmup: 256 });
    expect(edges.length).toBe(65);
    expect(edges[0].at(-1)).toBe(256);
    expect(edges[1].at(-1)).toBe(256 + 16);
    expect(edges.flat().at(-1)).toBe(1280);
  });

  test('may leave few jobs', () => {
    expect(sectionEdges({ unit: 'jobs', length: 2, warmup: 1 })).toEqual([[1], [2]]);
  });
});

test('sections of time are 64 of 8, rising, and end exactly at the horizon', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), fc.double({ min: 0, max: 0.9, noNaN: true }), (length, share) => {
      const edges = sectionEdges({ unit: 'time', length, warmup: share < 0.1 ? 0 : share * length });
      expect(edges.length).toBe(share < 0.1 ? 64 : 65);
      expect(edges.slice(-64).every((section) => section.length === 8)).toBe(true);
      // A warm-up is cut about as finely as the rest.
      if (share >= 0.1) expect(Math.abs(edges[0].length - Math.min(512, (512 * share) / (1 - share)))).toBeLessThanOrEqual(1);
      expect(rising(edges.flat())).toBe(true);
      expect(edges.flat().at(-1)).toBe(length);
    }),
  );
});

test('sections of jobs rise and end at the horizon, whatever the warm-up', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(2999), (length, warmup) => {
      fc.pre(warmup < length);
      const edges = sectionEdges({ unit: 'jobs', length, warmup });
      expect(rising(edges.flat())).toBe(true);
      expect(edges.flat().at(-1)).toBe(length);
      if (warmup > 0) expect(edges[0].at(-1)).toBe(warmup);
    }),
  );
});
