/** Workers on a clock of their own, which share processors as an operating system shares them out: nothing depends on how fast the machine is. */
import type { Crew, Failure, Hire, Task } from '../../src/backends/real/crew.ts';

/** Milliseconds: less is no progress of the clock, as it is rounded. */
const LEAST = 1e-9;

export interface VirtualMachine {
  /** Processors, shared equally by all slots that compute; parts of one are what other programs leave. */
  readonly processors: number;
  /** Steps of one processor in a millisecond. */
  readonly rate: number;
  /** Milliseconds from when a slot is given a task until it begins it. */
  readonly handOver?: number;
  /** Milliseconds until there is another worker in the place of one that hangs and is given up, or is killed. */
  readonly restart?: number;
  /** Whether it tells how far it is with what it computes. */
  readonly tells?: boolean;
}

interface Working {
  readonly task: Exclude<Task, { readonly kind: 'call' }>;
  readonly begins: number;
  /** For so long it waits for its worker. */
  readonly delay: number;
  /** Milliseconds of waiting, or steps. */
  left: number;
  ends?: number;
}

export class VirtualCrew implements Crew {
  private readonly machine: VirtualMachine;
  private readonly slots: (Working | undefined)[];
  /** By slot: when there is a worker. */
  private readonly ready: number[];
  private readonly nodeOfSlot: readonly number[];
  private readonly done: number[] = [];
  private clock = 0;
  steps?: (slot: number) => number;

  constructor(nodeOfSlot: readonly number[], machine: VirtualMachine) {
    this.machine = machine;
    this.nodeOfSlot = nodeOfSlot;
    this.slots = nodeOfSlot.map(() => undefined);
    this.ready = nodeOfSlot.map(() => 0);
    if (machine.tells !== false) this.steps = (slot) => this.stepsDone(slot);
  }

  now(): number {
    return this.clock;
  }
  begin(slot: number, task: Task): void {
    if (task.kind === 'call') throw new Error('a virtual worker makes no calls');
    this.rest(slot);
    const delay = Math.max(0, this.ready[slot] - this.clock);
    this.slots[slot] = { task, delay, begins: this.clock + delay + (this.machine.handOver ?? 0), left: task.fault === 'hang' ? Infinity : task.kind === 'sleep' ? task.duration : task.steps };
    this.settle(0);
  }
  rest(slot: number): void {
    if (this.slots[slot]?.task.fault === 'hang') this.replace(slot);
    this.slots[slot] = undefined;
    const index = this.done.indexOf(slot);
    if (index >= 0) this.done.splice(index, 1);
  }
  next(): number {
    return this.done.shift() ?? -1;
  }
  failure(slot: number): Failure | undefined {
    return this.slots[slot]!.task.fault === 'throw' ? { reason: 'threw', message: 'an error was injected' } : undefined;
  }
  result(): undefined {}
  worked(slot: number): number {
    const { begins, ends } = this.slots[slot]!;
    return ends! - begins;
  }
  delay(slot: number): number {
    return this.slots[slot]!.delay;
  }
  absorbed(): number {
    return 0;
  }
  kill(node: number): void {
    for (const [slot, of] of this.nodeOfSlot.entries()) if (of === node) this.replace(slot);
  }
  async dismiss(): Promise<void> {}

  /** Time passes until a slot is done, or for so long. */
  wait(atMost: number): undefined {
    for (let left = Math.max(atMost, LEAST); left > 0 && this.done.length === 0; ) {
      const step = Math.min(left, ...this.slots.map((working) => this.until(working)));
      this.settle(step);
      left -= step;
    }
  }

  private replace(slot: number): void {
    this.ready[slot] = this.clock + (this.machine.restart ?? 0);
  }

  private stepsDone(slot: number): number {
    const working = this.slots[slot];
    return working?.task.kind === 'spin' ? working.task.steps - working.left : 0;
  }

  /** Of what the slot does in a millisecond. */
  private speed({ task }: Working): number {
    if (task.kind === 'sleep') return 1;
    const computing = this.slots.filter((working) => working?.task.kind === 'spin' && working.ends === undefined && working.begins <= this.clock).length;
    return this.machine.rate * Math.min(1, this.machine.processors / Math.max(1, computing));
  }

  /** Milliseconds until what the slot does changes, if others go on as they do. */
  private until(working: Working | undefined): number {
    if (!working || working.ends !== undefined) return Infinity;
    return working.begins > this.clock ? working.begins - this.clock : working.left / this.speed(working);
  }

  private settle(time: number): void {
    const speeds = this.slots.map((working) => (working && working.ends === undefined && working.begins <= this.clock ? this.speed(working) : 0));
    this.clock += time;
    for (const [slot, working] of this.slots.entries()) {
      if (!working || working.ends !== undefined || working.begins > this.clock) continue;
      working.left -= speeds[slot] * time;
      if (working.left > 1e-9) continue;
      working.left = 0;
      working.ends = this.clock;
      this.done.push(slot);
    }
  }
}

export const virtual = (machine: VirtualMachine): Hire => async (nodeOfSlot) => new VirtualCrew(nodeOfSlot, machine);
