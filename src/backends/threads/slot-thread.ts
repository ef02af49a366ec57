import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { CrewError, type Failure, FunctionFault, type Task } from '../real/crew.ts';
import { BEAT, BEGUN, BLOCK_BYTES, CALL, COMPUTED, DONE, ENDED, FAULT, FAULTS, LENGTH, millisecondsSince, OFFERED, ORDER, OUTCOME, PLAIN, READY, REST, SLEEP, type SlotData, SPIN, type Started, STEPS, STOP, TASK, type Told } from './protocol.ts';

/** The thread of a slot, as its coordinator sees it. */
export class SlotThread {
  /** Resolves when it works; rejects with a FunctionFault or a CrewError where it cannot. */
  readonly ready: Promise<void>;
  private readonly worker: Worker;
  private readonly port: MessagePort;
  private readonly words: Int32Array;
  private readonly numbers: Float64Array;
  private readonly epoch: bigint;
  /** Whether what it is at cannot be given up once it is begun. */
  private deaf = false;
  /** When it was given what it is at; known where it had not been ready, or where what it is at cannot be given up. */
  private ordered = NaN;
  /** The last order of which the end was told, or that was given up when it had ended. */
  private closed = 0;
  /** What has been heard of the last order that was told of. */
  private told: Told | undefined;
  private ended = false;

  /** `died` is called when it ends otherwise than by `end`, once it was ready. */
  constructor(data: Omit<SlotData, 'block' | 'port'>, died: (message: string) => void) {
    const block = new SharedArrayBuffer(BLOCK_BYTES);
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.epoch = data.epoch;
    this.words = new Int32Array(block);
    this.words[TASK] = REST;
    this.numbers = new Float64Array(block);
    const speaks = data.functions.length > 0;
    this.worker = new Worker(new URL('slot-worker.js', import.meta.url), {
      workerData: { ...data, block, port: port2 } satisfies SlotData,
      transferList: [port2],
      execArgv: [],
      stdout: speaks,
      stderr: speaks,
    });
    // What a user's function prints must not mix with results.
    for (const stream of speaks ? [this.worker.stdout, this.worker.stderr] : []) stream.on('data', (text: Buffer) => process.stderr.write(text));
    this.ready = this.begins(died);
    this.ready.catch(() => {});
  }

  get busy(): boolean {
    return !this.done;
  }

  /** Gives up what it is at, so that it can be given another order at once; false where it cannot. */
  yields(): boolean {
    if (this.done || !this.deaf) return true;
    // What it has not begun yet, since it is being started or others have the processors, is taken back.
    const order = this.words[ORDER];
    this.deaf = Atomics.compareExchange(this.words, OFFERED, order, 0) !== order;
    return !this.deaf;
  }

  /** Whether it has done what it was last ordered to do, and nobody has asked since, nor given it up: an end is told of once. */
  ends(): boolean {
    const { words } = this;
    if (!this.done || words[TASK] === REST || words[ORDER] === this.closed) return false;
    this.closed = words[ORDER];
    return true;
  }

  /** For how long it worked at what it has ended, in milliseconds. */
  get worked(): number {
    return this.numbers[ENDED] - this.numbers[BEGUN];
  }

  /** For how long what it was last ordered to do has waited until it was ready at all, in milliseconds. */
  get delay(): number {
    const ready = this.numbers[READY] === 0 ? millisecondsSince(this.epoch) : this.numbers[READY];
    return Math.max(0, ready - this.ordered) || 0;
  }

  /** Steps that it has done of what it is at. */
  get steps(): number {
    return Atomics.load(this.words, COMPUTED) === this.words[ORDER] ? this.numbers[STEPS] : 0;
  }

  /** For how long it has not attended to anything but what it is at, and cannot give up, in milliseconds. */
  get absorbed(): number {
    return this.done || !this.deaf ? 0 : Math.max(0, millisecondsSince(this.epoch) - Math.max(this.ordered, this.numbers[BEAT]));
  }

  begin(task: Task): void {
    const order = this.words[ORDER] + 1;
    this.deaf = task.kind === 'call' || task.fault === 'hang';
    Atomics.store(this.words, OFFERED, this.deaf ? order : 0);
    this.ordered = this.deaf || this.numbers[READY] === 0 ? millisecondsSince(this.epoch) : NaN;
    if (task.kind === 'call') {
      try {
        this.port.postMessage({ order, function: task.function, argument: task.argument });
      } catch (error) {
        throw new CrewError(`the argument of a call cannot be sent to a worker: ${(error as Error).message}`);
      }
      this.order(CALL);
      return;
    }
    this.numbers[LENGTH] = task.kind === 'sleep' ? task.duration : task.steps;
    Atomics.store(this.words, FAULT, FAULTS.indexOf(task.fault));
    this.order(task.kind === 'sleep' ? SLEEP : SPIN);
  }

  rest(): void {
    if (this.done) {
      // What ended by itself at the very moment that it is given up is given up.
      this.closed = this.words[ORDER];
      return;
    }
    this.order(REST);
    Atomics.store(this.words, DONE, this.words[ORDER]);
  }

  /** Why the task that it has ended failed, if it did. */
  failure(): Failure | undefined {
    if (Atomics.load(this.words, OUTCOME) === PLAIN) return undefined;
    const told = this.hear();
    return told && 'failed' in told ? { reason: told.failed, message: told.message } : undefined;
  }

  /** What the call that it has ended returned. */
  result(): unknown {
    if (Atomics.load(this.words, OUTCOME) === PLAIN) return undefined;
    const told = this.hear();
    this.told = undefined;
    return told && 'value' in told ? told.value : undefined;
  }

  async end(): Promise<void> {
    this.ended = true;
    this.order(STOP);
    this.port.close();
    await this.worker.terminate();
  }

  private get done(): boolean {
    return Atomics.load(this.words, DONE) === this.words[ORDER];
  }

  private order(task: number): void {
    const { words } = this;
    Atomics.store(words, TASK, task);
    Atomics.add(words, ORDER, 1);
    Atomics.notify(words, ORDER);
  }

  private hear(): Told | undefined {
    for (let received = receiveMessageOnPort(this.port); received; received = receiveMessageOnPort(this.port)) this.told = received.message as Told;
    return this.told?.order === this.words[ORDER] ? this.told : undefined;
  }

  private begins(died: (message: string) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      let works = false;
      let cause: string | undefined;
      this.worker
        .once('message', ({ fault }: Started) => {
          works = fault === undefined;
          if (works) resolve();
          else reject(new FunctionFault(fault));
        })
        .once('error', (error: Error) => {
          cause = `${error.name}: ${error.message}`;
        })
        .once('exit', (code) => {
          if (this.ended) return;
          const message = cause ?? `its worker ended with exit code ${code}`;
          if (works) died(message);
          else reject(new CrewError(`a worker thread could not be started: ${message}`));
        });
    });
  }
}
