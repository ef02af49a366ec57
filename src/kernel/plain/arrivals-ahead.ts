import type { Stream } from '../../model.ts';
import { InTurn } from './in-turn.ts';
import { type JobMaker, type Places, partOf, placesFor } from './job-maker.ts';
import { JobsOfSource, type OpenSource } from './jobs-of-source.ts';
import { Merged } from './merged.ts';
import { hasSmoothGaps } from './smooth.ts';

/** Jobs are made so many at a time. */
export const AHEAD = 256;
/** Where their sizes begin, behind their times: the time of one is at its number i, its size at `i | SIZES`. */
export const SIZES = 2 * AHEAD;
/** And at least so many of each source. */
const LEAST_EACH = 16;
/**
 * The jobs of so many sources are merged two and two, those of more found by a tournament. Measured, of what a job costs with the
 * tournament: an eighth less with 10 sources, the same with 30, a fifth more with 100.
 */
const MOST_MERGED = 24;

/** The jobs of sources that pay no heed to the system, made before they come, in the order of their times. */
export class ArrivalsAhead {
  /**
   * Of the next jobs the times, Infinity where there are no more, and the sizes; the place after the last time is read and means nothing.
   * They are in one array since an array is looked at before it is read.
   */
  readonly ahead = new Float64Array(SIZES + AHEAD);
  readonly classes = new Int32Array(AHEAD);
  private readonly maker: JobMaker;

  /** Makes the first jobs. */
  constructor(sources: readonly OpenSource[], stream: (name: string) => Stream) {
    const { ahead, classes } = this;
    const each = Math.max(LEAST_EACH, Math.floor(AHEAD / sources.length));
    const mayCoincide = sources.filter((source) => !hasSmoothGaps(source)).length > 1;
    const places = { times: ahead.subarray(0, AHEAD), sizes: ahead.subarray(SIZES), classes };
    this.maker = sources.length > MOST_MERGED || mayCoincide ? new InTurn(sources, each, places, stream) : makerOf(sources, each, places, stream);
    this.maker.make();
  }

  /** The next jobs in every place. */
  make(): void {
    this.maker.make();
  }
}

/** One for all of the sources, of each of which so many jobs are made at a time, or more. */
function makerOf(sources: readonly OpenSource[], each: number, places: Places, stream: (name: string) => Stream): JobMaker {
  if (sources.length === 1) return new JobsOfSource(sources[0], places, stream);
  const middle = sources.length >> 1;
  const [before, after] = [sources.slice(0, middle), sources.slice(middle)];
  const half = Math.min(AHEAD, each * after.length);
  const made = placesFor(2 * half);
  return new Merged(places, made, makerOf(before, each, partOf(made, 0, half), stream), makerOf(after, each, partOf(made, half, 2 * half), stream));
}
