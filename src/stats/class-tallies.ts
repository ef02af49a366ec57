import type { ClassSection, Tally } from './recording.ts';
import { SketchBuilder } from './sketch.ts';

/** Measures the jobs of one class. */
export class ClassTallies {
  #arrived = 0;
  #completed = 0;
  #lost = 0;
  #inSystem = 0;
  #jobTime = 0;
  #lastChange = 0;
  readonly #response = new TallyBuilder();
  readonly #waiting = new TallyBuilder();
  readonly #slowdown = new TallyBuilder();

  enter(now: number): void {
    this.#arrived++;
    this.#jobTime += this.#inSystem * (now - this.#lastChange);
    this.#lastChange = now;
    this.#inSystem++;
  }

  lose(): void {
    this.#arrived++;
    this.#lost++;
  }

  complete(now: number, response: number, service: number): void {
    this.#completed++;
    this.#jobTime += this.#inSystem * (now - this.#lastChange);
    this.#lastChange = now;
    this.#inSystem--;
    const waiting = response - service;
    this.#response.add(response);
    // Below the resolution of the clock a wait is a rounding error of no wait.
    this.#waiting.add(waiting > now * CLOCK_RESOLUTION ? waiting : 0);
    if (service > 0) this.#slowdown.add(waiting > 0 ? response / service : 1);
  }

  take(now: number): ClassSection {
    const section = {
      arrived: this.#arrived,
      completed: this.#completed,
      lost: this.#lost,
      jobTime: this.#jobTime + this.#inSystem * (now - this.#lastChange),
      response: this.#response.take(),
      waiting: this.#waiting.take(),
      slowdown: this.#slowdown.take(),
    };
    this.#arrived = this.#completed = this.#lost = this.#jobTime = 0;
    this.#lastChange = now;
    return section;
  }
}

const CLOCK_RESOLUTION = 4 * Number.EPSILON;

/** Sums of deviations from the first number, which keep their digits where the mean is large against the deviation. */
class TallyBuilder {
  #count = 0;
  #first = 0;
  #sum = 0;
  #squares = 0;
  readonly #sketch = new SketchBuilder();

  add(value: number): void {
    if (this.#count++ === 0) this.#first = value;
    const deviation = value - this.#first;
    this.#sum += deviation;
    this.#squares += deviation * deviation;
    this.#sketch.add(value);
  }

  take(): Tally {
    const count = this.#count;
    const mean = count === 0 ? 0 : this.#sum / count;
    const moments = { count, mean: count === 0 ? 0 : this.#first + mean, squares: Math.max(0, this.#squares - count * mean * mean) };
    this.#count = 0;
    this.#sum = 0;
    this.#squares = 0;
    return { moments, sketch: this.#sketch.take() };
  }
}
