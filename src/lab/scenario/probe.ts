import type { Distribution, OpenArrivals, Stream } from '../../model.ts';
import { ParamError } from '../../params.ts';
import { stream } from '../../random/stream.ts';

/** Jobs that may come at one moment, and random numbers that may be spent on one variate. */
const MOST = 1e6;

/** Throws a ParamError where the first gaps show that the run would hardly get on: endless draws, or a flood at one moment. */
export function probeGaps(process: OpenArrivals): void {
  const { period = Infinity, rate } = process;
  if (period * rate < 1 / MOST) throw new ParamError('repeats itself more than a million times from one job to the next');
  const bounded = boundedStream();
  const gaps = process.begin(bounded.stream);
  gaps.next();
  for (let together = 0; together < MOST; together++) {
    bounded.refill();
    if (gaps.next() > 0) return;
  }
  throw new ParamError('sends more than a million jobs at once');
}

/** Throws a ParamError where one variate takes too many random numbers. */
export function probeDraw(distribution: Distribution): void {
  const bounded = boundedStream();
  for (let i = 0; i < 3; i++) {
    bounded.refill();
    distribution.sample(bounded.stream);
  }
}

/** Tells of the fault where one variate takes too many random numbers. */
export function requireDrawn(distribution: Distribution, fault: (message: string) => void): void {
  try {
    probeDraw(distribution);
  } catch (error) {
    if (!(error instanceof ParamError)) throw error;
    fault(error.message);
  }
}

function boundedStream(): { readonly stream: Stream; readonly refill: () => void } {
  const drawn = stream('probe');
  let left = MOST;
  const counted = <T>(draw: () => T): T => {
    if (left-- <= 0) throw new ParamError('takes more than a million steps to draw once: its rates are too far apart');
    return draw();
  };
  return {
    stream: {
      uniform: () => counted(() => drawn.uniform()),
      exponential: () => counted(() => drawn.exponential()),
      exponentials: (values, mean = 1) => values.forEach((_, i) => (values[i] = mean * counted(() => drawn.exponential()))),
      normal: () => counted(() => drawn.normal()),
      integer: (n) => counted(() => drawn.integer(n)),
    },
    refill: () => {
      left = MOST;
    },
  };
}
