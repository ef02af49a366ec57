import type { Stream } from '../../model.ts';
import { InTurn } from './in-turn.ts';
import { JobsOfSource } from './jobs-of-source.ts';
import { Merged } from './merged.ts';
import type { OpenSource } from './plain-system.ts';
import { hasSmoothGaps } from './smooth.ts';
import type { Places, Supply } from './supply.ts';

/** Jobs are made so many at a time. */
export const AHEAD = 256;
/** Where their sizes begin, behind their times: the time of one is at its number i, its size at `i | SIZES`. */
export const SIZES = 2 * AHEAD;
/** And at least so many of each source. */
const LEAST_EACH = 16;
/** Those of more sources are found one by one faster than merged two and two (measured: 10 an eighth less, 30 as much, 100 a fifth more). */
const FEW = 24;

/** The jobs of sources that pay no heed to the system, made before they come, in the order of their times. */
export class ArrivalsAhead {
  /**
   * Of the next jobs the times, Infinity where there are no more, and the sizes; the place after the last time is read and means nothing.
   * They are in one array since an array is looked at before it is read.
   */
  readonly ahead = new Float64Array(SIZES + AHEAD);
  readonly classes = new Int32Array(AHEAD);
  private readonly supply: Supply;

  /** Makes the first jobs. */
  constructor(sources: readonly OpenSource[], stream: (name: string) => Stream) {
    const { ahead, classes } = this;
    const each = Math.max(LEAST_EACH, Math.floor(AHEAD / sources.length));
    const mayCoincide = sources.filter((source) => !hasSmoothGaps(source)).length > 1;
    const places = { times: ahead.subarray(0, AHEAD), sizes: ahead.subarray(SIZES), classes };
    this.supply = sources.length > FEW || mayCoincide ? new InTurn(sources, each, places, stream) : supplyOf(sources, each, places, stream);
    this.supply.make();
  }

  /** The next jobs in every place. */
  make(): void {
    this.supply.make();
  }
}

function supplyOf(sources: readonly OpenSource[], each: number, places: Places, stream: (name: string) => Stream): Supply {
  if (sources.length === 1) return new JobsOfSource(sources[0], places, stream);
  const middle = sources.length >> 1;
  const [before, after] = [sources.slice(0, middle), sources.slice(middle)];
  return new Merged(Math.min(AHEAD, each * after.length), places, (half) => supplyOf(before, each, half, stream), (half) => supplyOf(after, each, half, stream));
}
