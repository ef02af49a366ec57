/** The worker of a slot: carries out one order at a time, and gives it up when the next one comes, unless it is a call. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { importFunctions } from './functions.ts';
import { compute, STEPS_AT_ONCE } from '../real/spin.ts';
import { type Arguments, BEAT, BEAT_MS, BEGUN, CALL, COMPUTED, DONE, ENDED, FAULT, FAULTS, LENGTH, millisecondsSince, OFFERED, ORDER, OUTCOME, PLAIN, POSTED, READY, RING, RING_LENGTH, SLEEP, type SlotData, SPIN, type Started, STEPS, STOP, TASK, TOLD, type Told } from './protocol.ts';

const { slot, block, ring, epoch, port, functions, sources, alone } = workerData as SlotData;
const words = new Int32Array(block);
const numbers = new Float64Array(block);
const posts = new Int32Array(ring);
const now = () => millisecondsSince(epoch);
/** What came of all steps so far, so that none can be left out. */
let computed = slot;

const started = (message: Started) => parentPort!.postMessage(message);
const calls = await importFunctions(functions, sources).catch((error: Error) => started({ fault: error.message }));
if (calls) {
  // Does not come to it while a call keeps the thread to itself.
  if (calls.length > 0) setInterval(() => (numbers[BEAT] = now()), BEAT_MS).unref();
  numbers[READY] = now();
  started({});
  await work(calls);
}

async function work(callable: Exclude<typeof calls, void>): Promise<void> {
  for (let order = 0; ; ) {
    Atomics.wait(words, ORDER, order);
    order = Atomics.load(words, ORDER);
    const task = Atomics.load(words, TASK);
    if (task === STOP) return;
    if (task === CALL) {
      const given = argumentsOf(order);
      if (given && claim(order)) await call(callable[given.function], given);
    } else if (task === SLEEP || task === SPIN) {
      numbers[BEGUN] = now();
      const finished = task === SLEEP ? sleep(numbers[LENGTH], order) : spin(numbers[LENGTH], order);
      if (finished) end(order);
    }
  }
}

/** From now on it cannot be given up; false where it has been taken back. */
function claim(order: number): boolean {
  return Atomics.compareExchange(words, OFFERED, order, 0) === order;
}

/** What is to be done at the end of a sleep or spin. */
function end(order: number): void {
  const fault = FAULTS[Atomics.load(words, FAULT)];
  if (fault === 'hang' && !claim(order)) return;
  if (fault === 'hang') for (const deaf = new Int32Array(new SharedArrayBuffer(4)); ; ) Atomics.wait(deaf, 0, 0);
  if (fault === 'die') {
    if (alone) process.kill(process.pid, 'SIGKILL');
    process.exit();
  }
  numbers[ENDED] = now();
  if (fault === 'throw') tell({ order, failed: 'threw', message: 'an error was injected' });
  else post(order, PLAIN);
}

/** Makes a call and sends back what comes of it. */
async function call(made: (argument: unknown) => unknown, { order, argument }: Arguments): Promise<void> {
  numbers[BEGUN] = now();
  try {
    const value = await made(argument);
    numbers[ENDED] = now();
    if (value === undefined) post(order, PLAIN);
    else send(order, value);
  } catch (error) {
    numbers[ENDED] = now();
    tell({ order, failed: 'threw', message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
}

function send(order: number, value: unknown): void {
  try {
    port.postMessage({ order, value } satisfies Told);
  } catch (error) {
    tell({ order, failed: 'unsendable', message: (error as Error).message });
    return;
  }
  post(order, TOLD);
}

function tell(message: Told): void {
  port.postMessage(message);
  post(message.order, TOLD);
}

/** What came by the port for the order; undefined where another order has come since. */
function argumentsOf(order: number): Arguments | undefined {
  for (let received = receiveMessageOnPort(port); received; received = receiveMessageOnPort(port)) {
    const message = received.message as Arguments;
    if (message.order === order) return message;
  }
  return undefined;
}

/** The order is done: the coordinator hears of it. */
function post(order: number, outcome: number): void {
  Atomics.store(words, OUTCOME, outcome);
  Atomics.store(words, DONE, order);
  Atomics.store(posts, RING + (Atomics.add(posts, POSTED, 1) & (RING_LENGTH - 1)), slot + 1);
  Atomics.notify(posts, POSTED);
}

/** Whether it slept to the end. */
function sleep(duration: number, order: number): boolean {
  const until = numbers[BEGUN] + duration;
  for (let left = duration; left > 0; left = until - now()) {
    // Being woken says little: the knock of the very order that it is at may come late, when that has long been begun.
    Atomics.wait(words, ORDER, order, left);
    if (Atomics.load(words, ORDER) !== order) return false;
  }
  return true;
}

/** Keeps the processor busy; whether to the end. */
function spin(steps: number, order: number): boolean {
  numbers[STEPS] = 0;
  Atomics.store(words, COMPUTED, order);
  for (let done = 0; done < steps; ) {
    const next = Math.min(STEPS_AT_ONCE, steps - done);
    computed = compute(next, computed);
    done += next;
    numbers[STEPS] = done;
    if (Atomics.load(words, ORDER) !== order) return false;
  }
  return true;
}
