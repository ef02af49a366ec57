import type { Distribution } from '../../model.ts';
import type { Served, Stream } from './relevant-work.ts';
import type { Truncated } from './sizes.ts';

type All = Stream & Served;

/** Which jobs of an M/G/1 count, and for how much of their service, where order goes by size. */
export interface Streams {
  readonly all: All;
  /** Those of size x or less. */
  upTo(at: Truncated): All;
  /** Those of size below x. */
  below(at: Truncated): All;
  /** All, but of each no more than x. */
  capped(at: Truncated): All;
}

export function streamsOf(lambda: number, service: Distribution): Streams {
  const load = lambda * service.mean;
  const stream = (first: number, rest: number, second: number, third: number): All => ({
    load: lambda * first,
    free: 1 - load + lambda * Math.max(0, rest),
    second: lambda * second,
    third: lambda * third,
  });
  return {
    all: stream(service.mean, 0, service.moment(2), service.moment(3)),
    upTo: ({ upTo, beyond }) => stream(upTo[1], beyond[1], upTo[2], upTo[3]),
    below: ({ below, from }) => stream(below[1], from[1], below[2], below[3]),
    capped({ x, upTo, beyond: [longer, theirs] }) {
      // Multiplied in this order, since x² may overflow where the product does not.
      return stream(upTo[1] + longer * x, theirs - longer * x, upTo[2] + longer * x * x, upTo[3] + longer * x * x * x);
    },
  };
}
