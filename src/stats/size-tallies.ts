/**
 * Response and slowdown by the size of the job, in four bins to the octave: the bits of the double say which, so that
 * a job costs a few additions. Jobs of size 0 have no bin.
 */
import { block, HIGH } from './sketch.ts';

/** Sums over the jobs of each bin, from the first that has any to the last. */
export interface SizeSection {
  /** Index of the first bin. */
  readonly low: number;
  readonly jobs: Float64Array;
  readonly size: Float64Array;
  readonly response: Float64Array;
  readonly slowdown: Float64Array;
}

/** Bits of the mantissa that choose the bin. */
const BITS = 2;
const SHIFT = 20 - BITS;
/** Of all bins that a positive double may fall into. */
const BINS = 2 ** (11 + BITS);

const number = block(1);

const SUMS = ['jobs', 'size', 'response', 'slowdown'] as const;

/** The edges of a bin. */
export function binEdges(bin: number): readonly [from: number, to: number] {
  return [edge(bin), edge(bin + 1)];
}

function edge(bin: number): number {
  number.words[HIGH] = bin << SHIFT;
  number.words[1 - HIGH] = 0;
  return number.values[0];
}

/** A section being filled. */
export class SizeTallies {
  private readonly jobs = new Float64Array(BINS);
  private readonly size = new Float64Array(BINS);
  private readonly response = new Float64Array(BINS);
  private readonly slowdown = new Float64Array(BINS);
  private first = BINS;
  private last = -1;

  add(size: number, response: number, service: number): void {
    if (!(size > 0)) return;
    number.values[0] = size;
    const bin = number.words[HIGH] >>> SHIFT;
    if (bin < this.first) this.first = bin;
    if (bin > this.last) this.last = bin;
    this.jobs[bin]++;
    this.size[bin] += size;
    this.response[bin] += response;
    this.slowdown[bin] += response / service;
  }

  /** The section so far; a new one is begun. */
  take(): SizeSection {
    const { first, last } = this;
    const end = last + 1;
    const taken = (column: Float64Array) => {
      const part = column.slice(Math.min(first, end), end);
      column.fill(0, Math.min(first, end), end);
      return part;
    };
    const section = { low: last < 0 ? 0 : first, jobs: taken(this.jobs), size: taken(this.size), response: taken(this.response), slowdown: taken(this.slowdown) };
    this.first = BINS;
    this.last = -1;
    return section;
  }
}

/** One section that covers all of them. */
export function joinSizes(sections: readonly SizeSection[]): SizeSection {
  const filled = sections.filter(({ jobs }) => jobs.length > 0);
  if (filled.length === 0) return { low: 0, jobs: new Float64Array(0), size: new Float64Array(0), response: new Float64Array(0), slowdown: new Float64Array(0) };
  const low = Math.min(...filled.map((section) => section.low));
  const end = Math.max(...filled.map((section) => section.low + section.jobs.length));
  const joined = { low, jobs: new Float64Array(end - low), size: new Float64Array(end - low), response: new Float64Array(end - low), slowdown: new Float64Array(end - low) };
  for (const section of filled) {
    const offset = section.low - low;
    for (const column of SUMS) for (let i = 0; i < section.jobs.length; i++) joined[column][offset + i] += section[column][i];
  }
  return joined;
}
