import { totalmem } from 'node:os';
import type { Crew, Failure, Task, Terms, WorkerFunction } from '../real/crew.ts';
import { requireRoom, startLimit } from '../real/room.ts';
import { within } from '../real/within.ts';
import { plainSources } from '../../user-modules/import-module.ts';
import { millisecondsSince, POSTED, RING, RING_LENGTH } from './protocol.ts';
import { SlotThread } from './slot-thread.ts';

/** A crew of threads of this process. `alone`: a worker that is to die takes the process along. */
export async function threads(nodeOfSlot: readonly number[], { functions = [], sources, signal }: Terms = {}, alone = false): Promise<Threads> {
  requireRoom(nodeOfSlot.length, 0, totalmem());
  const crew = new Threads(nodeOfSlot, functions, sources ?? (await plainSources(functions.map(({ module }) => module))), alone);
  try {
    await within(startLimit(nodeOfSlot.length), 'not all threads are ready', crew.ready(), signal);
  } catch (error) {
    await crew.dismiss();
    throw error;
  }
  return crew;
}

export class Threads implements Crew {
  private readonly epoch = process.hrtime.bigint();
  /** By node. */
  private readonly slotsOf: number[][] = [];
  private readonly functions: readonly WorkerFunction[];
  private readonly sources: Readonly<Record<string, string>>;
  private readonly alone: boolean;
  private readonly slots: SlotThread[];
  private readonly ring = new Int32Array(new SharedArrayBuffer(4 * (RING + RING_LENGTH)));
  private taken = 0;
  /** By slot, tasks that were ended by the end of their workers, until `next` tells of them. */
  private readonly deaths = new Map<number, Failure>();
  /** Of the slot that was told of last, where its worker has ended. */
  private death: Failure | undefined;
  private readonly leaving = new Set<Promise<void>>();
  private broken: Error | undefined;

  constructor(nodeOfSlot: readonly number[], functions: readonly WorkerFunction[], sources: Readonly<Record<string, string>>, alone: boolean) {
    for (const [slot, node] of nodeOfSlot.entries()) (this.slotsOf[node] ??= []).push(slot);
    this.functions = functions;
    this.sources = sources;
    this.alone = alone;
    this.slots = nodeOfSlot.map((_, slot) => this.start(slot));
  }

  now(): number {
    return millisecondsSince(this.epoch);
  }

  /** Resolves when every worker works. */
  async ready(): Promise<void> {
    await Promise.all(this.slots.map(({ ready }) => ready));
  }

  begin(slot: number, task: Task): void {
    this.free(slot);
    this.slots[slot].begin(task);
  }

  rest(slot: number): void {
    this.free(slot);
    this.slots[slot].rest();
  }

  next(): number {
    if (this.broken) throw this.broken;
    for (const [slot, death] of this.deaths) {
      this.deaths.delete(slot);
      this.death = death;
      return slot;
    }
    this.death = undefined;
    for (;;) {
      const place = RING + (this.taken & (RING_LENGTH - 1));
      const slot = Atomics.exchange(this.ring, place, 0) - 1;
      if (slot < 0) return -1;
      this.taken++;
      if (this.slots[slot].ends()) return slot;
    }
  }

  failure(slot: number): Failure | undefined {
    return this.death ?? this.slots[slot].failure();
  }

  result(slot: number): unknown {
    return this.slots[slot].result();
  }

  worked(slot: number): number {
    return this.death ? 0 : this.slots[slot].worked;
  }

  delay(slot: number): number {
    return this.death ? 0 : this.slots[slot].delay;
  }

  steps(slot: number): number {
    return this.slots[slot].steps;
  }

  absorbed(node: number): number {
    return (this.slotsOf[node] ?? []).reduce((most, slot) => Math.max(most, this.slots[slot].absorbed), 0);
  }

  wait(atMost: number): undefined {
    if (this.deaths.size === 0 && Atomics.load(this.ring, POSTED) === (this.taken | 0)) Atomics.wait(this.ring, POSTED, this.taken | 0, atMost);
    return undefined;
  }

  /** As `wait`, but lets this thread attend to other things. */
  async waitByEvents(): Promise<void> {
    if (this.deaths.size > 0 || Atomics.load(this.ring, POSTED) !== (this.taken | 0)) return;
    const waiting = Atomics.waitAsync(this.ring, POSTED, this.taken | 0);
    if (waiting.async) await waiting.value;
  }

  kill(node: number): void {
    for (const slot of this.slotsOf[node]) {
      const { busy } = this.slots[slot];
      this.replace(slot);
      if (busy) this.deaths.set(slot, { reason: 'died', message: 'its worker was killed' });
    }
  }

  async dismiss(): Promise<void> {
    for (const slot of this.slots) this.leave(slot);
    await Promise.all(this.leaving);
  }

  /** Sees to it that the slot can be given an order: what cannot be given up ends with its worker. */
  private free(slot: number): void {
    this.deaths.delete(slot);
    if (!this.slots[slot].yields()) this.replace(slot);
  }

  private replace(slot: number): void {
    this.leave(this.slots[slot]);
    this.slots[slot] = this.start(slot);
    this.slots[slot].ready.catch((error: Error) => {
      this.broken ??= error;
    });
  }

  private leave(thread: SlotThread): void {
    const left = thread.end().finally(() => this.leaving.delete(left));
    this.leaving.add(left);
  }

  private start(slot: number): SlotThread {
    const { epoch, functions, sources, alone } = this;
    const thread: SlotThread = new SlotThread({ slot, ring: this.ring.buffer as SharedArrayBuffer, epoch, functions, sources, alone }, (message) => {
      // One that was replaced is of no interest any more.
      if (this.slots[slot] !== thread) return;
      const { busy } = thread;
      this.replace(slot);
      if (busy) this.deaths.set(slot, { reason: 'died', message });
      Atomics.notify(this.ring, POSTED);
    });
    return thread;
  }
}
