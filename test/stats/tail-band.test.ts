import { describe, expect, it } from 'vitest';
import { stream } from '../../src/random/stream.ts';
import { shareInterval } from '../../src/stats/share.ts';
import { block, fractionAbove, joinSketches, type Sketch, SketchBuilder } from '../../src/stats/sketch.ts';
import { TailBand } from '../../src/stats/tail-band.ts';

function sketchOf(numbers: readonly number[]): Sketch {
  const { values, words } = block(numbers.length);
  values.set(numbers);
  const builder = new SketchBuilder();
  builder.add({ values, words }, numbers.length);
  return builder.take();
}

function bandOf(sketches: readonly Sketch[]): TailBand {
  const band = new TailBand();
  for (const sketch of sketches) band.add(sketch);
  return band;
}

const COUNTS = [40, 100, 10, 0, 60];
/** Samples of different sizes and ranges, zeros among them, and one that has none. */
const samples = COUNTS.map((count, i) => Array.from({ length: count }, (_, k) => (k % 7 === 0 ? 0 : 2 ** (i - 3) * (1 + (k % 13) * 0.37))));

describe('the interval of the share above a value', () => {
  it.each([0, 2 ** -4, 0.25, 0.5, 1, 2, 4, 8, 16])('is that of a ratio of sums: %d', (value) => {
    const filled = samples.filter(({ length }) => length > 0);
    const above = filled.map((numbers) => numbers.filter((one) => (value > 0 ? one >= value : one > 0)).length);
    const [seen, all] = [above, filled.map(({ length }) => length)].map((counts) => counts.reduce((sum, count) => sum + count, 0));
    const squares = filled.reduce((sum, { length }, i) => sum + (above[i] - (seen / all) * length) ** 2, 0);
    const error = Math.sqrt((squares * filled.length) / (filled.length - 1)) / all;
    const { lower, upper } = bandOf(samples.map(sketchOf)).interval(value, 0.9)!;
    const expected = seen === 0 ? { lower: 0, upper: 0 } : shareInterval(seen / all, error, filled.length, 0.9);
    expect(lower).toBeCloseTo(expected.lower, 12);
    expect(upper).toBeCloseTo(expected.upper, 12);
  });

  it('does not depend on the order of the samples', () => {
    const sketches = samples.map(sketchOf);
    const [one, other] = [bandOf(sketches), bandOf(sketches.toReversed())];
    for (const value of [0, 0.3, 1.7, 5, 40]) expect(one.interval(value, 0.95)).toEqual(other.interval(value, 0.95));
  });

  it('needs two samples', () => {
    const one = bandOf([sketchOf([1, 2, 3]), sketchOf([])]);
    expect(one.interval(1, 0.95)).toBeUndefined();
    expect(one.independent(1)).toBe(Infinity);
  });

  it('knows how much it rests on: 1 where all that is above is of one sample, (k − 1) m/(k − m) of m of k alike', () => {
    const [high, low] = [sketchOf([1, 1, 1, 8, 8]), sketchOf([1, 1, 1, 1, 1])];
    for (const m of [1, 2, 3]) {
      const band = bandOf(Array.from({ length: 6 }, (_, i) => (i < m ? high : low)));
      expect(band.independent(4)).toBeCloseTo((5 * m) / (6 - m), 9);
    }
    // To rounding.
    expect(bandOf([high, high]).independent(4)).toBeGreaterThan(1e12);
  });

  it('covers at every depth, as often as it says: 300 seeds of ten samples of 1000 exponential numbers each, whose scale varies', () => {
    const seeds = 300;
    const shares = [0.9, 0.5, 0.1, 0.01, 1e-3];
    // P[scale × X > t], with a scale of 0.8, 1 or 1.2.
    const scales = [0.8, 1, 1.2];
    const truth = (time: number) => scales.reduce((sum, scale) => sum + Math.exp(-time / scale) / 3, 0);
    const covered = shares.map(() => 0);
    for (let seed = 0; seed < seeds; seed++) {
      const chance = stream(`tail band ${seed}`);
      const sketches = Array.from({ length: 10 }, () => {
        const scale = scales[chance.integer(3)];
        return sketchOf(Array.from({ length: 1000 }, () => scale * chance.exponential()));
      });
      const band = bandOf(sketches);
      for (const [i, share] of shares.entries()) {
        const time = -Math.log(share);
        const { lower, upper } = band.interval(time, 0.95)!;
        expect(fractionAbove(joinSketches(sketches), time)).toBeGreaterThanOrEqual(lower);
        if (lower <= truth(time) && truth(time) <= upper) covered[i]++;
      }
    }
    // 0.95 less three standard errors.
    for (const count of covered) expect(count / seeds).toBeGreaterThan(0.912);
  });
});
