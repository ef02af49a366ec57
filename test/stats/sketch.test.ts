import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DistributionDefinition } from '../../src/random/distributions/define.ts';
import * as distributions from '../../src/random/distributions/index.ts';
import { stream } from '../../src/random/stream.ts';
import { block, type Block, fractionAbove, joinSketches, NO_SKETCH, quantile, type Sketch, SKETCH_ERROR, SketchBuilder } from '../../src/stats/sketch.ts';

function blockOf(values: readonly number[]): [Block, number] {
  const made = block(values.length);
  made.values.set(values);
  return [made, values.length];
}

function sketchOf(values: Iterable<number>): Sketch {
  const builder = new SketchBuilder();
  builder.add(...blockOf([...values]));
  return builder.take();
}

/** The smallest of the numbers with a fraction p of them at or below it. */
function exactQuantile(sorted: readonly number[], p: number): number {
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
}

function filled({ zeros, low, counts }: Sketch): readonly unknown[] {
  return [zeros, ...[...counts].flatMap((count, i) => (count > 0 ? [[low + i, count]] : []))];
}

function same(a: Sketch, b: Sketch): void {
  expect(filled(a)).toEqual(filled(b));
}

const probabilities = [0.001, 0.01, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 0.9999];
const values = fc.array(fc.oneof(fc.double({ min: 1e-300, max: 1e12, noNaN: true }), fc.double({ min: 1e-9, max: 1e3, noNaN: true }), fc.constant(0)), { minLength: 1, maxLength: 60 });

describe('a quantile is within 1/128 of the number of that rank', () => {
  const examples = Object.values<DistributionDefinition>(distributions).flatMap((definition) => definition.examples.map((params) => definition.create(params)));

  test.each(examples.map((distribution, i) => ({ name: `${distribution.name} ${i}`, distribution })))('$name', ({ name, distribution }) => {
    const chance = stream(name);
    const drawn = Array.from({ length: 3000 }, () => distribution.sample(chance)).toSorted((a, b) => a - b);
    const sketch = sketchOf(drawn);
    for (const p of probabilities) {
      const exact = exactQuantile(drawn, p);
      expect(Math.abs(quantile(sketch, p)! - exact), `p = ${p}`).toBeLessThanOrEqual(exact * SKETCH_ERROR * (1 + 1e-12));
    }
  });

  test('any numbers', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (numbers, p) => {
        const exact = exactQuantile(numbers.toSorted((a, b) => a - b), p);
        expect(Math.abs(quantile(sketchOf(numbers), p)! - exact)).toBeLessThanOrEqual(exact * SKETCH_ERROR * (1 + 1e-12));
      }),
    );
  });
});

test('joined sketches are the sketch of all the numbers', () => {
  fc.assert(
    fc.property(fc.array(values, { maxLength: 5 }), (parts) => {
      same(joinSketches(parts.map((part) => sketchOf(part))), sketchOf(parts.flat()));
    }),
  );
  same(joinSketches([]), NO_SKETCH);
  same(joinSketches([NO_SKETCH, sketchOf([0, 3]), NO_SKETCH]), sketchOf([0, 3]));
});

test('the fraction above the p-quantile is 1 − p', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }), fc.double({ min: 0.001, max: 0.999, noNaN: true }), (numbers, p) => {
      const sketch = sketchOf(numbers);
      expect(fractionAbove(sketch, quantile(sketch, p)!)).toBeCloseTo(1 - p, 9);
    }),
  );
});

test('the fraction above a number is near the count of those above it', () => {
  const chance = stream('fractions');
  const numbers = Array.from({ length: 5000 }, () => (chance.integer(4) === 0 ? 0 : chance.exponential()));
  const sketch = sketchOf(numbers);
  for (const at of [0, 0.01, 0.3, 1, 2.5, 6]) {
    const above = numbers.filter((x) => x > at).length / numbers.length;
    expect(Math.abs(fractionAbove(sketch, at) - above)).toBeLessThan(0.005);
  }
  expect(fractionAbove(sketch, -1)).toBe(1);
  expect(fractionAbove(sketch, 1e9)).toBe(0);
});

test('of nothing there is no quantile, of zeros it is zero', () => {
  expect(quantile(NO_SKETCH, 0.5)).toBeUndefined();
  expect(quantile(sketchOf([0, 0]), 0.9)).toBe(0);
});

test('taking a sketch begins an empty one', () => {
  const builder = new SketchBuilder();
  builder.add(...blockOf([0]));
  builder.add(...blockOf([7]));
  const first = builder.take();
  builder.add(...blockOf([700]));
  same(builder.take(), sketchOf([700]));
  same(first, sketchOf([0, 7]));
  same(builder.take(), NO_SKETCH);
});
