/** The worker of a slot by itself, ordered by hand. */
import { once } from 'node:events';
import { MessageChannel, Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { BEGUN, BLOCK_BYTES, DONE, LENGTH, ENDED, ORDER, POSTED, REST, RING, RING_LENGTH, SLEEP, type SlotData, STOP, TASK } from '../../src/backends/threads/protocol.ts';

it('sleeps on where it is woken without another order, as by a knock that comes late', async () => {
  const block = new SharedArrayBuffer(BLOCK_BYTES);
  const [words, numbers] = [new Int32Array(block), new Float64Array(block)];
  const ring = new Int32Array(new SharedArrayBuffer(4 * (RING + RING_LENGTH)));
  const { port2 } = new MessageChannel();
  words[TASK] = REST;
  const workerData: SlotData = { slot: 0, block, ring: ring.buffer as SharedArrayBuffer, epoch: process.hrtime.bigint(), port: port2, functions: [], sources: {}, alone: false };
  const worker = new Worker(new URL('../../dist/backends/threads/slot-worker.js', import.meta.url), { workerData, transferList: [port2] });
  await once(worker, 'message');
  const order = (task: number) => {
    Atomics.store(words, TASK, task);
    Atomics.add(words, ORDER, 1);
    Atomics.notify(words, ORDER);
  };
  numbers[LENGTH] = 200;
  order(SLEEP);
  for (let knocks = 0; Atomics.load(ring, POSTED) === 0 && knocks < 2000; knocks++) {
    Atomics.notify(words, ORDER);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(Atomics.load(words, DONE)).toBe(1);
  expect(numbers[ENDED] - numbers[BEGUN]).toBeGreaterThanOrEqual(200);
  order(STOP);
  await worker.terminate();
});
