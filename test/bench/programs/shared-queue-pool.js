/**
 * The textbook's thread pool: workers take from one bounded queue of tasks and put into one of results, each a ring under a
 * lock with a condition to wait on. Source: Silberschatz, Operating System Concepts, section 7.1.1 (bounded buffer).
 */
import { isMainThread, Worker, workerData } from 'node:worker_threads';

const SIZE = 1024;
// Places in a queue's words: the lock, how many were put and taken, then the ring.
const [LOCK, PUT, TAKEN, RING] = [0, 1, 2, 3];
const END = -1;

const newQueue = () => new Int32Array(new SharedArrayBuffer(4 * (RING + SIZE)));

/** Drepper 2011, "Futexes are tricky", mutex 2: 0 free, 1 taken, 2 taken and waited for. */
function lock(queue) {
  let state = Atomics.compareExchange(queue, LOCK, 0, 1);
  while (state !== 0) {
    if (state === 2 || Atomics.compareExchange(queue, LOCK, 1, 2) !== 0) Atomics.wait(queue, LOCK, 2);
    state = Atomics.compareExchange(queue, LOCK, 0, 2);
  }
}

function unlock(queue) {
  if (Atomics.exchange(queue, LOCK, 0) === 2) Atomics.notify(queue, LOCK, 1);
}

function put(queue, value) {
  for (;;) {
    lock(queue);
    const taken = queue[TAKEN];
    if (queue[PUT] - taken < SIZE) break;
    unlock(queue);
    Atomics.wait(queue, TAKEN, taken);
  }
  queue[RING + (queue[PUT] % SIZE)] = value;
  Atomics.add(queue, PUT, 1);
  unlock(queue);
  Atomics.notify(queue, PUT, 1);
}

function take(queue) {
  for (;;) {
    lock(queue);
    const putSoFar = queue[PUT];
    if (putSoFar > queue[TAKEN]) break;
    unlock(queue);
    Atomics.wait(queue, PUT, putSoFar);
  }
  const value = queue[RING + (queue[TAKEN] % SIZE)];
  Atomics.add(queue, TAKEN, 1);
  unlock(queue);
  Atomics.notify(queue, TAKEN, 1);
  return value;
}

export async function sharedQueuePool(workers) {
  const [tasks, results] = [newQueue(), newQueue()];
  const threads = Array.from({ length: workers }, () => new Worker(new URL(import.meta.url), { workerData: { tasks, results } }));
  await Promise.all(threads.map((thread) => new Promise((resolve) => thread.once('online', resolve))));
  return {
    put: (task) => put(tasks, task),
    take: () => take(results),
    async close() {
      for (const _ of threads) put(tasks, END);
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

if (!isMainThread && workerData?.tasks) for (let task = take(workerData.tasks); task !== END; task = take(workerData.tasks)) put(workerData.results, task);
