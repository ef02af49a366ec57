import type { OpenArrivals, Source, Stream } from '../../model.ts';
import { sizesOf } from '../arrivals.ts';
import { TournamentCalendar } from '../calendar/tournament-calendar.ts';
import { Draws } from '../draws.ts';
import { earliest, FEW } from './earliest.ts';
import { hasSmoothGaps } from './smooth.ts';

/** Jobs are made so many at a time. */
export const AHEAD = 256;
/** And at least so many of each source. */
const LEAST_EACH = 16;

/** The jobs of sources that pay no heed to the system, made before they come, in the order of their times. */
export class ArrivalsAhead {
  /** Of the next jobs, Infinity where there are no more; and one place that is read and means nothing. */
  readonly times = new Float64Array(AHEAD + 1);
  readonly sizes = new Float64Array(AHEAD);
  readonly classes = new Int32Array(AHEAD);
  private readonly sources: readonly JobsOfSource[];
  /** When the next job of each source comes; where they are many, or may come at one moment, in a calendar too. */
  private readonly nexts: Float64Array;
  private readonly calendar: TournamentCalendar | undefined;

  /** Sources whose processes are open. */
  constructor(sources: readonly (Source & { readonly process: OpenArrivals })[], stream: (name: string) => Stream) {
    const each = Math.max(LEAST_EACH, AHEAD / sources.length);
    this.sources = sources.map((source) => new JobsOfSource(source, each, stream));
    this.nexts = Float64Array.from(this.sources, ({ times }) => times[0]);
    if (sources.length > FEW || sources.filter((source) => !hasSmoothGaps(source)).length > 1) {
      this.calendar = new TournamentCalendar();
      this.calendar.allocate(sources.length);
      for (const [index, time] of this.nexts.entries()) this.calendar.set(index, time);
    }
    this.make();
  }

  /** The next jobs in every place. */
  make(): void {
    if (this.sources.length === 1) this.copy(this.sources[0]);
    else this.merge();
  }

  private copy(source: JobsOfSource): void {
    this.times.set(source.times);
    this.sizes.set(source.sizes);
    this.classes.fill(source.class);
    source.make();
  }

  private merge(): void {
    const { times, sizes, classes, sources, nexts, calendar } = this;
    for (let i = 0; i < AHEAD; i++) {
      const index = calendar ? calendar.first() : earliest(nexts);
      const source = sources[index];
      times[i] = nexts[index];
      sizes[i] = source.sizes[source.next];
      classes[i] = source.class;
      if (++source.next === source.times.length) source.make();
      const following = source.times[source.next];
      nexts[index] = following;
      calendar?.set(index, following);
    }
  }
}

/** The next jobs of one source. */
class JobsOfSource {
  readonly class: number;
  readonly times: Float64Array;
  readonly sizes: Float64Array;
  /** The first of them that is still to come. */
  next = 0;
  private last = 0;
  private readonly gapDraws: Draws;
  private readonly sizeDraws: Draws;

  constructor(source: Source & { readonly process: OpenArrivals }, ahead: number, stream: (name: string) => Stream) {
    this.times = new Float64Array(ahead);
    this.sizes = new Float64Array(ahead);
    const gaps = source.process.begin(stream(`arrivals/${source.name}`));
    this.class = source.class;
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
    this.next = 0;
  }
}
