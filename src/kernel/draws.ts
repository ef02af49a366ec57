import type { Distribution, Stream } from '../model.ts';

/** Numbers are drawn so many at a time where that is faster. */
const BLOCK = 64;

/**
 * Numbers from a stream that nobody else draws from, which may therefore be drawn before they are needed: those of one
 * source. The numbers and their order are the same as if each were drawn when it is asked for.
 */
export class Draws {
  private readonly values: Float64Array;
  private readonly draw: (values: Float64Array) => void;
  private used: number;

  /** `fill` draws many at once; absent: `next` draws one. */
  constructor(next: () => number, fill?: (values: Float64Array) => void) {
    this.values = new Float64Array(fill ? BLOCK : 1);
    this.draw = fill ?? ((values) => (values[0] = next()));
    this.used = this.values.length;
  }

  /** Of a distribution. */
  static of({ sample }: Distribution, stream: Stream): Draws {
    const { fill } = sample;
    return new Draws(() => sample(stream), fill && ((values) => fill(stream, values)));
  }

  /** The next numbers in every place; not to be mixed with `next`. */
  fill(values: Float64Array): void {
    if (this.values.length > 1) return this.draw(values);
    for (let i = 0; i < values.length; i++) values[i] = this.next();
  }

  next(): number {
    if (this.used === this.values.length) {
      this.draw(this.values);
      this.used = 0;
    }
    return this.values[this.used++];
  }
}
