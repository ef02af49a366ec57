import { type ShareInterval, shareInterval } from './share.ts';
import { bucketPlace, type Sketch } from './sketch.ts';

/** By bucket: Σ over the samples of the numbers from its lower edge up, of their squares, and of their products with all numbers. */
interface Sums {
  readonly above: Float64Array;
  readonly squares: Float64Array;
  readonly products: Float64Array;
}

/**
 * The share of numbers above a value, with the interval that independent samples of many numbers each give it: from how
 * much their own shares vary, each weighing as many as it has numbers. In memory that does not grow with the samples.
 * Source: Cochran 1977, Sampling Techniques, section 6.3 (the variance of a ratio).
 */
export class TailBand {
  #samples = 0;
  #count = 0;
  #countSquares = 0;
  #low = 0;
  #sums: Sums = sumsOf(0);

  add({ zeros, low, counts }: Sketch): void {
    let above = 0;
    for (let i = 0; i < counts.length; i++) above += counts[i];
    const count = above + zeros;
    if (count === 0) return;
    if (counts.length > 0) this.#cover(low, low + counts.length);
    const { above: sum, squares, products } = this.#sums;
    for (let i = 0; i < sum.length; i++) {
      sum[i] += above;
      squares[i] += above * above;
      products[i] += above * count;
      above -= counts[i + this.#low - low] ?? 0;
    }
    this.#samples++;
    this.#count += count;
    this.#countSquares += count * count;
  }

  /** At one level of confidence for each value by itself, not for all at once; undefined of fewer than two samples. */
  interval(value: number, level: number): ShareInterval | undefined {
    if (this.#samples < 2) return undefined;
    const { share, error } = this.#look(value);
    return shareInterval(share, error, this.#samples, level);
  }

  /**
   * How many independent numbers above a value would tell the share as well, where it is small: 1 where all are of one
   * sample. Endless where nothing varies, and of fewer than two samples.
   */
  independent(value: number): number {
    if (this.#samples < 2) return Infinity;
    const { share, error } = this.#look(value);
    return error === 0 ? Infinity : (share / error) ** 2;
  }

  #look(value: number): { readonly share: number; readonly error: number } {
    const { bucket, within } = bucketPlace(value);
    const between = (of: (index: number) => number) => (1 - within) * of(bucket - this.#low) + within * of(bucket + 1 - this.#low);
    return { share: between((index) => this.#share(index)), error: between((index) => this.#error(index)) };
  }

  #share(index: number): number {
    return this.#at(this.#sums.above, index) / this.#count;
  }

  /** Of the share above the lower edge of a bucket. */
  #error(index: number): number {
    const share = this.#share(index);
    const squares = this.#at(this.#sums.squares, index) - 2 * share * this.#at(this.#sums.products, index) + share * share * this.#countSquares;
    const samples = this.#samples;
    return Math.sqrt((Math.max(0, squares) * samples) / (samples - 1)) / this.#count;
  }

  /** Below the first bucket are none but zeros. */
  #at(sums: Float64Array, index: number): number {
    return index < sums.length ? sums[Math.max(0, index)] : 0;
  }

  /** Makes room for these buckets: of those below the first all positive numbers are above, of those beyond the last none. */
  #cover(from: number, to: number): void {
    const before = this.#sums;
    const { length } = before.above;
    const [low, end] = length === 0 ? [from, to] : [Math.min(from, this.#low), Math.max(to, this.#low + length)];
    if (end - low === length) return;
    const offset = this.#low - low;
    this.#sums = sumsOf(end - low);
    for (const key of ['above', 'squares', 'products'] as const) {
      if (length > 0) this.#sums[key].fill(before[key][0], 0, offset);
      this.#sums[key].set(before[key], length > 0 ? offset : 0);
    }
    this.#low = low;
  }
}

function sumsOf(length: number): Sums {
  return { above: new Float64Array(length), squares: new Float64Array(length), products: new Float64Array(length) };
}
