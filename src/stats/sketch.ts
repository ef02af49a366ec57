/**
 * A histogram of non-negative numbers whose buckets are 128 to the octave, cut from the bits of the double: a quantile
 * is within 1/128 = 0.8 % of a number of that rank whatever the distribution, and usually far nearer, since a quantile
 * is interpolated within its bucket. Memory grows with the logarithm of the range and not with the count.
 *
 * Source: the bucketing of HdrHistogram (Tene), with DDSketch's guarantee (Masson, Rim and Lee 2019).
 */
export interface Sketch {
  /** Numbers equal to 0. */
  readonly zeros: number;
  /** Bucket index of counts[0]. */
  readonly low: number;
  readonly counts: Uint32Array | Float64Array;
}

/** Bits of the mantissa that choose the bucket. */
const BITS = 7;
/** The largest relative error of a quantile. */
export const SKETCH_ERROR = 2 ** -BITS;
const SHIFT = 20 - BITS;
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
/** Index of the half of the double that holds its sign and exponent. */
export const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

export const NO_SKETCH: Sketch = { zeros: 0, low: 0, counts: new Uint32Array(0) };

function bucketOf(value: number): number {
  double[0] = value;
  return words[HIGH] >>> SHIFT;
}

function lowerEdge(bucket: number): number {
  words[HIGH] = bucket << SHIFT;
  words[1 - HIGH] = 0;
  return double[0];
}

/** The bucket of a number that is not negative, and at what part of the bucket's width it lies. */
export function bucketPlace(value: number): { readonly bucket: number; readonly within: number } {
  const bucket = bucketOf(value);
  const lower = lowerEdge(bucket);
  return { bucket, within: (value - lower) / (lowerEdge(bucket + 1) - lower) };
}

/** Numbers beside their bits, over the same memory: two words to the number. */
export interface Block {
  readonly values: Float64Array;
  readonly words: Uint32Array;
}

export function block(size: number): Block {
  return blockOver(new Float64Array(size));
}

export function blockOver(values: Float64Array): Block {
  return { values, words: new Uint32Array(values.buffer, values.byteOffset, 2 * values.length) };
}

/** A sketch being filled. */
export class SketchBuilder {
  private zeros = 0;
  private low = 0;
  private counts = new Uint32Array(0);

  /** Adds the first `count` of the block's values, and as many zeros. */
  add({ values, words: bits }: Block, count: number, zeros = 0): void {
    this.zeros += zeros;
    let { counts, low } = this;
    const high = HIGH;
    for (let i = 0; i < count; i++) {
      const bucket = bits[(i << 1) | high] >>> SHIFT;
      const place = bucket - low;
      if (place >= 0 && place < counts.length) {
        counts[place]++;
      } else if (values[i] === 0) {
        this.zeros++;
      } else {
        this.widen(bucket);
        ({ counts, low } = this);
        counts[bucket - low]++;
      }
    }
  }

  /** The sketch so far; a new one is begun over the same range. */
  take(): Sketch {
    const taken = { zeros: this.zeros, low: this.low, counts: this.counts };
    this.zeros = 0;
    this.counts = new Uint32Array(this.counts.length);
    return taken;
  }

  /** Makes room for the bucket; by whole octaves, so that this is rare. */
  private widen(bucket: number): void {
    const octave = 1 << BITS;
    const first = bucket - (bucket % octave);
    const empty = this.counts.length === 0;
    const low = empty ? first : Math.min(this.low, first);
    const end = empty ? first + octave : Math.max(this.low + this.counts.length, first + octave);
    const counts = new Uint32Array(end - low);
    counts.set(this.counts, empty ? 0 : this.low - low);
    this.low = low;
    this.counts = counts;
  }
}

/** The sketch of the numbers of all. */
export function joinSketches(sketches: readonly Sketch[]): Sketch {
  const filled = sketches.filter(({ counts }) => counts.length > 0);
  const low = Math.min(...filled.map((sketch) => sketch.low));
  const end = Math.max(...filled.map((sketch) => sketch.low + sketch.counts.length));
  const counts = new Float64Array(filled.length === 0 ? 0 : end - low);
  for (const { low: first, counts: own } of filled) {
    // One loop for each kind of array: one for both takes twice as long.
    if (own instanceof Uint32Array) addCounts(counts, first - low, own);
    else addJoined(counts, first - low, own);
  }
  return { zeros: sketches.reduce((sum, { zeros }) => sum + zeros, 0), low: filled.length === 0 ? 0 : low, counts };
}

function addCounts(to: Float64Array, offset: number, counts: Uint32Array): void {
  for (let i = 0; i < counts.length; i++) to[offset + i] += counts[i];
}

function addJoined(to: Float64Array, offset: number, counts: Float64Array): void {
  for (let i = 0; i < counts.length; i++) to[offset + i] += counts[i];
}

/** The p-quantile, 0 < p < 1: the number below which a fraction p lies; undefined of nothing. */
export function quantile({ zeros, low, counts }: Sketch, p: number): number | undefined {
  const total = totalOf(counts, zeros);
  if (total === 0) return undefined;
  const target = p * total;
  if (target <= zeros) return 0;
  let below = zeros;
  let place = 0;
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    place = i;
    if (below + counts[i] >= target) break;
    below += counts[i];
  }
  const lower = lowerEdge(low + place);
  const width = lowerEdge(low + place + 1) - lower;
  return lower + (width * (target - below)) / counts[place];
}

/** The fraction of numbers above a value, by interpolation within its bucket. Many values are told in O(1) each. */
export function survival({ zeros, low, counts }: Sketch): (value: number) => number {
  const total = totalOf(counts, zeros);
  const above = new Float64Array(counts.length + 1);
  for (let i = counts.length - 1; i >= 0; i--) above[i] = above[i + 1] + counts[i];
  return (value) => {
    if (value < 0) return 1;
    const bucket = value > 0 ? bucketOf(value) - low : -1;
    if (bucket < 0) return above[0] / total;
    if (bucket >= counts.length) return 0;
    const lower = lowerEdge(low + bucket);
    const upper = lowerEdge(low + bucket + 1);
    return (above[bucket + 1] + (counts[bucket] * (upper - value)) / (upper - lower)) / total;
  };
}

/** The same for a single value. */
export function fractionAbove(sketch: Sketch, value: number): number {
  return survival(sketch)(value);
}

function totalOf(counts: ArrayLike<number>, zeros: number): number {
  let total = zeros;
  for (let i = 0; i < counts.length; i++) total += counts[i];
  return total;
}
