/** Parallel slots behind one queue, first come first served: each job takes the slot that is free first. */
import type { Stream } from '../../../model.ts';

export interface PlayedSlots {
  readonly servers: number;
  gap(stream: Stream): number;
  service(stream: Stream): number;
}

export interface SlotTimes {
  /** Means by the keys of a prediction. */
  readonly values: Readonly<Record<'response' | 'waiting' | 'number' | 'queue' | 'throughput' | 'utilisation', number>>;
  readonly waits: readonly number[];
}

export function playSlots({ servers, gap, service }: PlayedSlots, { length, stream }: { readonly length: number; readonly stream: (name: string) => Stream }): SlotTimes {
  const [arrivals, sizes] = [stream('arrivals'), stream('sizes')];
  const free = new Float64Array(servers);
  const waits: number[] = [];
  let [now, since, served] = [0, 0, 0];
  for (let job = -Math.ceil(length / 5); job < length; job++) {
    now += gap(arrivals);
    if (job === 0) since = now;
    let first = 0;
    for (let slot = 1; slot < servers; slot++) if (free[slot] < free[first]) first = slot;
    const begin = Math.max(now, free[first]);
    const size = service(sizes);
    free[first] = begin + size;
    if (job < 0) continue;
    waits.push(begin - now);
    served += size;
  }
  const time = now - since;
  const waited = waits.reduce((sum, wait) => sum + wait, 0);
  return {
    waits,
    values: {
      response: (waited + served) / length,
      waiting: waited / length,
      number: (waited + served) / time,
      queue: waited / time,
      throughput: length / time,
      utilisation: served / time / servers,
    },
  };
}
