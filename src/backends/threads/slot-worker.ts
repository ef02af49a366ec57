/** The worker of a slot: carries out one order at a time, and gives it up when the next one comes. */
import { workerData } from 'node:worker_threads';
import { BEGUN, DONE, DURATION, ENDED, millisecondsSince, ORDER, POSTED, RING, RING_LENGTH, SLEEP, type SlotData, SPIN, STOP, TASK } from './protocol.ts';

const { slot, block, ring, epoch } = workerData as SlotData;
const words = new Int32Array(block);
const numbers = new Float64Array(block);
const posts = new Int32Array(ring);
const now = () => millisecondsSince(epoch);

/** Looks for another order so often while it works. */
const CHECK_MS = 0.05;

for (let order = 0; ; ) {
  Atomics.wait(words, ORDER, order);
  order = Atomics.load(words, ORDER);
  const task = Atomics.load(words, TASK);
  if (task === STOP) break;
  if (task !== SLEEP && task !== SPIN) continue;
  numbers[BEGUN] = now();
  const finished = task === SLEEP ? sleep(numbers[DURATION], order) : spin(numbers[DURATION], order);
  if (!finished) continue;
  numbers[ENDED] = now();
  Atomics.store(words, DONE, order);
  Atomics.store(posts, RING + (Atomics.add(posts, POSTED, 1) & (RING_LENGTH - 1)), slot + 1);
  Atomics.notify(posts, POSTED);
}

/** Whether it slept to the end. */
function sleep(duration: number, order: number): boolean {
  const end = numbers[BEGUN] + duration;
  for (let left = duration; left > 0; left = end - now()) if (Atomics.wait(words, ORDER, order, left) !== 'timed-out') return false;
  return true;
}

/** Keeps the processor busy; whether to the end. */
function spin(duration: number, order: number): boolean {
  const end = numbers[BEGUN] + duration;
  for (let time = now(); time < end; ) {
    const check = Math.min(end, time + CHECK_MS);
    while (time < check) time = now();
    if (Atomics.load(words, ORDER) !== order) return false;
  }
  return true;
}
