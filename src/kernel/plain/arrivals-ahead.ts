import type { OpenArrivals, Source, Stream } from '../../model.ts';
import { sizesOf } from '../arrivals.ts';
import { TournamentCalendar } from '../calendar/tournament-calendar.ts';
import { Draws } from '../draws.ts';
import { earliest, FEW, never } from './earliest.ts';
import { hasSmoothGaps } from './smooth.ts';

/** Jobs are made so many at a time. */
export const AHEAD = 256;
/** Where their sizes begin, behind their times: the time of one is at its number i, its size at `i | SIZES`. */
export const SIZES = 2 * AHEAD;
/** And at least so many of each source; powers of two. */
const LEAST_EACH = 16;

/** The jobs of sources that pay no heed to the system, made before they come, in the order of their times. */
export class ArrivalsAhead {
  /**
   * Of the next jobs the times, Infinity where there are no more, and the sizes; the place after the last time is read and means nothing.
   * They are in one array since an array is looked at before it is read.
   */
  readonly ahead = new Float64Array(SIZES + AHEAD);
  readonly classes: Int32Array;
  private readonly sources: readonly JobsOfSource[];
  /** What sources have made and is to be merged: so many places for each. */
  private readonly each: number;
  private readonly timesMade: Float64Array;
  private readonly sizesMade: Float64Array;
  /** Of each source: its class, the place of its next job, and when that comes. */
  private readonly classOf: Int32Array;
  private readonly places: Int32Array;
  private readonly nexts: Float64Array;
  /** Of the same times, where sources are many, or their jobs may come at one moment. */
  private readonly calendar: TournamentCalendar | undefined;

  /** Sources whose processes are open. */
  constructor(sources: readonly (Source & { readonly process: OpenArrivals })[], stream: (name: string) => Stream) {
    this.each = sources.length === 1 ? AHEAD : Math.max(LEAST_EACH, 2 ** Math.floor(Math.log2(AHEAD / sources.length)));
    const { each } = this;
    // Those of a single source are not merged with any others.
    [this.timesMade, this.sizesMade] = sources.length === 1 ? [this.ahead.subarray(0, AHEAD), this.ahead.subarray(SIZES)] : [new Float64Array(each * sources.length), new Float64Array(each * sources.length)];
    this.sources = sources.map((source, index) => {
      const [from, to] = [each * index, each * (index + 1)];
      return new JobsOfSource(source, this.timesMade.subarray(from, to), this.sizesMade.subarray(from, to), stream);
    });
    this.classOf = Int32Array.from(sources, (source) => source.class);
    this.classes = new Int32Array(AHEAD).fill(sources[0].class);
    this.places = Int32Array.from(sources, (_, index) => each * index);
    this.nexts = never(sources.length);
    for (const [index, place] of this.places.entries()) this.nexts[index] = this.timesMade[place];
    if (sources.length > FEW || sources.filter((source) => !hasSmoothGaps(source)).length > 1) {
      this.calendar = new TournamentCalendar();
      this.calendar.allocate(sources.length);
      for (const index of sources.keys()) this.calendar.set(index, this.nexts[index]);
    }
    if (sources.length > 1) this.merge();
  }

  /** The next jobs in every place. */
  make(): void {
    if (this.sources.length === 1) this.sources[0].make();
    else this.merge();
  }

  private merge(): void {
    const { ahead, classes, each, timesMade, sizesMade, classOf, places, nexts, calendar } = this;
    for (let i = 0; i < AHEAD; i++) {
      const index = calendar === undefined ? earliest(nexts) : calendar.first();
      const place = places[index];
      ahead[i] = nexts[index];
      ahead[i | SIZES] = sizesMade[place];
      classes[i] = classOf[index];
      let following = place + 1;
      if ((following & (each - 1)) === 0) {
        this.sources[index].make();
        following -= each;
      }
      places[index] = following;
      nexts[index] = timesMade[following];
      calendar?.set(index, nexts[index]);
    }
  }
}

/** Makes the next jobs of one source. */
class JobsOfSource {
  private readonly times: Float64Array;
  private readonly sizes: Float64Array;
  private last = 0;
  private readonly gapDraws: Draws;
  private readonly sizeDraws: Draws;

  /** With the first of them. */
  constructor(source: Source & { readonly process: OpenArrivals }, times: Float64Array, sizes: Float64Array, stream: (name: string) => Stream) {
    this.times = times;
    this.sizes = sizes;
    const gaps = source.process.begin(stream(`arrivals/${source.name}`));
    this.gapDraws = new Draws(() => gaps.next(), gaps.fill);
    this.sizeDraws = sizesOf(source, stream(`sizes/${source.name}`));
    this.make();
  }

  make(): void {
    const { times } = this;
    this.gapDraws.fill(times);
    this.sizeDraws.fill(this.sizes);
    let time = this.last;
    for (let i = 0; i < times.length; i++) {
      time += times[i];
      times[i] = time;
    }
    this.last = time;
  }
}
