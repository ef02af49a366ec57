import type { Tally } from './recording.ts';
import { SketchBuilder } from './sketch.ts';

/** A tally being filled: whoever fills it sums deviations over many numbers at a time, and adds the sums. */
export class TallyBuilder {
  readonly sketch = new SketchBuilder();
  private count = 0;
  private reference = 0;
  private sum = 0;
  private squares = 0;

  /** What deviations are to be from: a number like the others, the first, so that they keep their digits where the mean is large against the deviation. */
  from(first: number): number {
    if (this.count === 0) this.reference = first;
    return this.reference;
  }

  /** Adds so many numbers by the sums of their deviations and of the squares of these; and so many zeros. */
  add(count: number, sum: number, squares: number, zeros: number): void {
    const { reference } = this;
    this.count += count + zeros;
    this.sum += sum - zeros * reference;
    this.squares += squares + zeros * reference * reference;
  }

  /** The tally so far; a new one is begun. */
  take(): Tally {
    const { count, reference, sum, squares } = this;
    const mean = count === 0 ? 0 : sum / count;
    this.count = 0;
    this.sum = 0;
    this.squares = 0;
    return {
      moments: { count, mean: count === 0 ? 0 : reference + mean, squares: Math.max(0, squares - count * mean * mean) },
      sketch: this.sketch.take(),
    };
  }
}
