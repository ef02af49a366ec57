import { Worker } from 'node:worker_threads';
import type { Crew, Failure, Task } from '../real/crew.ts';
import { BEGUN, BLOCK_BYTES, DONE, DURATION, ENDED, millisecondsSince, ORDER, POSTED, REST, RING, RING_LENGTH, SLEEP, type SlotData, SPIN, STOP, TASK } from './protocol.ts';

/** A crew of threads of this process. */
export async function threads(slots: number): Promise<Crew> {
  const crew = new Threads(slots);
  await crew.ready();
  return crew;
}

class Threads implements Crew {
  private readonly epoch = process.hrtime.bigint();
  private readonly workers: readonly Worker[];
  private readonly words: readonly Int32Array[];
  private readonly numbers: readonly Float64Array[];
  private readonly ring = new Int32Array(new SharedArrayBuffer(4 * (RING + RING_LENGTH)));
  private taken = 0;

  constructor(slots: number) {
    const blocks = Array.from({ length: slots }, () => new SharedArrayBuffer(BLOCK_BYTES));
    this.words = blocks.map((block) => new Int32Array(block));
    this.numbers = blocks.map((block) => new Float64Array(block));
    this.workers = blocks.map((block, slot) => {
      const workerData: SlotData = { slot, block, ring: this.ring.buffer as SharedArrayBuffer, epoch: this.epoch };
      return new Worker(new URL('slot-worker.js', import.meta.url), { workerData, execArgv: [] });
    });
  }

  now(): number {
    return millisecondsSince(this.epoch);
  }

  /** Resolves when every worker runs. */
  async ready(): Promise<void> {
    await Promise.all(this.workers.map((worker) => new Promise<void>((resolve, reject) => worker.once('online', resolve).once('error', reject))));
  }

  begin(slot: number, { kind, duration }: Task): void {
    this.numbers[slot][DURATION] = duration;
    this.order(slot, kind === 'sleep' ? SLEEP : SPIN);
  }

  rest(slot: number): void {
    if (this.isDone(slot)) return;
    this.order(slot, REST);
    Atomics.store(this.words[slot], DONE, this.words[slot][ORDER]);
  }

  next(): number {
    for (;;) {
      const place = RING + (this.taken & (RING_LENGTH - 1));
      const slot = Atomics.exchange(this.ring, place, 0) - 1;
      if (slot < 0) return -1;
      this.taken++;
      // What was given up at the very moment that it was done counts as given up.
      if (this.isDone(slot) && this.words[slot][TASK] !== REST) return slot;
    }
  }

  wait(atMost: number): undefined {
    if (Atomics.load(this.ring, POSTED) === (this.taken | 0)) Atomics.wait(this.ring, POSTED, this.taken | 0, atMost);
    return undefined;
  }

  failure(): Failure | undefined {
    return undefined;
  }

  worked(slot: number): number {
    return this.numbers[slot][ENDED] - this.numbers[slot][BEGUN];
  }

  async dismiss(): Promise<void> {
    for (const slot of this.workers.keys()) this.order(slot, STOP);
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private isDone(slot: number): boolean {
    return Atomics.load(this.words[slot], DONE) === this.words[slot][ORDER];
  }

  private order(slot: number, task: number): void {
    const words = this.words[slot];
    Atomics.store(words, TASK, task);
    Atomics.add(words, ORDER, 1);
    Atomics.notify(words, ORDER);
  }
}
