import { select } from '../select.ts';
import type { JobMaker, Places } from './job-maker.ts';

/** The jobs of two makers in one order; of two that come at one moment, that of the first. */
export class Merged implements JobMaker {
  private readonly places: Places;
  private readonly made: Places;
  /** Where those of the second begin. */
  private readonly half: number;
  private readonly first: JobMaker;
  private readonly second: JobMaker;
  /** The next job of each. */
  private nextOfFirst: number;
  private nextOfSecond: number;

  /** `made`: where both make their jobs, the first in the first half of the places. */
  constructor(places: Places, made: Places, first: JobMaker, second: JobMaker) {
    this.places = places;
    this.made = made;
    this.half = made.times.length / 2;
    this.first = first;
    this.second = second;
    this.nextOfFirst = this.half;
    this.nextOfSecond = 2 * this.half;
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
