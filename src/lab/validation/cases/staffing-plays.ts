/** What designs are played with, those of formulas and others. */
import type { Distribution, Stream } from '../../../model.ts';
import type { Prediction } from '../../../prediction.ts';
import { playPriorities } from '../paths/priorities.ts';
import { severalSlots } from '../paths/several-slots.ts';
import type { Run } from '../refute.ts';

export const told = ({ others }: Prediction, key: string) => others![key];

export interface Slots {
  readonly lambda: number;
  readonly mu: number;
  readonly servers: number;
}

export function markovian({ lambda, mu, servers }: Slots) {
  return { servers, gap: (stream: Stream) => stream.exponential() / lambda, service: (stream: Stream) => stream.exponential() / mu };
}

export const fraction = (waits: readonly number[], beyond: number) => waits.filter((wait) => wait > beyond).length / waits.length;

export const lossOf = ({ lambda, mu, servers }: Slots, run: Run) => severalSlots({ slots: servers, classes: [{ lambda, service: 1 / mu, needs: 1 }] }, run);

export interface CostClasses {
  readonly classes: readonly { readonly name: string; readonly lambda: number; readonly size: Distribution; readonly cost: number }[];
}

/** With the smallest place first; fcfs where all places are the same. */
export function costOfWaiting({ classes }: CostClasses, places: readonly number[], run: Run): number {
  const played = playPriorities(classes.map((one, k) => ({ ...one, place: places[k] })), run);
  return played.reduce((sum, { queue }, k) => sum + classes[k].cost * queue, 0);
}
