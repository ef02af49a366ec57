import { select } from '../select.ts';
import { type Places, partOf, placesFor, type Supply } from './supply.ts';

/** The jobs of two supplies in one order; of two that come at one moment, that of the first. */
export class Merged implements Supply {
  private readonly places: Places;
  /** What the first of them makes, and behind it, in as many places, what the second does. */
  private readonly made: Places;
  private readonly half: number;
  private readonly first: Supply;
  private readonly second: Supply;
  /** The next job of each. */
  private nextOfFirst: number;
  private nextOfSecond: number;

  /** Both are given so many places to make jobs in. */
  constructor(half: number, places: Places, first: (places: Places) => Supply, second: (places: Places) => Supply) {
    this.places = places;
    this.made = placesFor(2 * half);
    this.half = half;
    this.first = first(partOf(this.made, 0, half));
    this.second = second(partOf(this.made, half, 2 * half));
    this.nextOfFirst = half;
    this.nextOfSecond = 2 * half;
  }

  make(): void {
    const count = this.places.times.length;
    for (let place = 0; place < count; ) {
      if (this.nextOfFirst === this.half) {
        this.first.make();
        this.nextOfFirst = 0;
      }
      if (this.nextOfSecond === 2 * this.half) {
        this.second.make();
        this.nextOfSecond = this.half;
      }
      // As many as neither can run out of.
      const end = place + Math.min(count - place, this.half - this.nextOfFirst, 2 * this.half - this.nextOfSecond);
      this.merge(place, end);
      place = end;
    }
  }

  /** Fills some of the places. */
  private merge(from: number, to: number): void {
    const { places, made: { times, sizes, classes } } = this;
    const { times: mergedTimes, sizes: mergedSizes, classes: mergedClasses } = places;
    let { nextOfFirst, nextOfSecond } = this;
    for (let place = from; place < to; place++) {
      const isSecond = times[nextOfSecond] < times[nextOfFirst];
      const next = select(isSecond, nextOfFirst, nextOfSecond);
      mergedTimes[place] = times[next];
      mergedSizes[place] = sizes[next];
      mergedClasses[place] = classes[next];
      nextOfFirst += Number(!isSecond);
      nextOfSecond += Number(isSecond);
    }
    this.nextOfFirst = nextOfFirst;
    this.nextOfSecond = nextOfSecond;
  }
}
