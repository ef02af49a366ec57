import { studentQuantile } from './student.ts';
import type { Series } from './recording.ts';

/** The mean of several series, point by point, with the half-width of its interval where there are two or more. */
export interface Band {
  readonly end: Float64Array;
  readonly number: Float64Array;
  readonly halfWidth?: Float64Array;
}

/** Averages series as they come, over their common length, in memory that does not grow with their number. */
export class SeriesBand {
  #count = 0;
  #end = new Float64Array(0);
  #mean = new Float64Array(0);
  /** Σ squared deviations from the mean. Source: Welford 1962. */
  #squares = new Float64Array(0);

  add({ end, number }: Series): void {
    const length = this.#count === 0 ? number.length : Math.min(number.length, this.#mean.length);
    if (this.#count === 0) [this.#end, this.#mean, this.#squares] = [new Float64Array(length), new Float64Array(length), new Float64Array(length)];
    else if (length < this.#mean.length) [this.#end, this.#mean, this.#squares] = [this.#end.slice(0, length), this.#mean.slice(0, length), this.#squares.slice(0, length)];
    const count = ++this.#count;
    for (let i = 0; i < length; i++) {
      const deviation = number[i] - this.#mean[i];
      this.#mean[i] += deviation / count;
      this.#squares[i] += deviation * (number[i] - this.#mean[i]);
      this.#end[i] += (end[i] - this.#end[i]) / count;
    }
  }

  band(level: number): Band {
    const count = this.#count;
    const mean = { end: this.#end, number: this.#mean };
    if (count < 2) return mean;
    const t = studentQuantile((1 + level) / 2, count - 1);
    return { ...mean, halfWidth: this.#squares.map((squares) => t * Math.sqrt(squares / (count - 1) / count)) };
  }
}
