/** What the formulas of this family ask of a station. */
import type { Distribution } from '../../model.ts';
import type { Station } from '../../prediction.ts';
import { isClassBlind, isSizeBlind, keepsItsSlot, poissonInput } from '../recognition/station.ts';
import type { Order } from '../station-params.ts';

export interface PoissonQueue {
  readonly lambda: number;
  readonly size: Distribution;
  readonly speed: number;
  readonly discipline: Order;
}

/** Whether jobs are served one after the other, without preemption, in an order that their sizes have no part in. */
export function isPlainQueue({ discipline, sources }: Station): boolean {
  if (!isSizeBlind(discipline)) return false;
  // Priorities may stand for sizes where classes differ in theirs.
  if (!isClassBlind(discipline) && sources.length > 1) return false;
  return keepsItsSlot(discipline);
}

/** Poisson input to such a queue; the number of slots and the room are for the caller to look at. */
export function poissonQueue(station: Station): PoissonQueue | undefined {
  const input = poissonInput(station.sources);
  if (!input || !isPlainQueue(station)) return undefined;
  return { lambda: input.lambda, size: input.size, speed: station.speed, discipline: station.discipline.name === 'fcfs' ? 'fcfs' : 'size-blind' };
}
