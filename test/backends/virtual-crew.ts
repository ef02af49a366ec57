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
  /** Whether it tells how far it is with what it computes. */
  readonly tells?: boolean;
}

interface Working {
  readonly task: Exclude<Task, { readonly kind: 'call' }>;
  readonly begins: number;
  /** Milliseconds of waiting, or steps. */
  left: number;
  ends?: number;
}

export class VirtualCrew implements Crew {
  private readonly machine: VirtualMachine;
  private readonly slots: (Working | undefined)[];
  private readonly done: number[] = [];
  private clock = 0;
  steps?: (slot: number) => number;

  constructor(slots: number, machine: VirtualMachine) {
    this.machine = machine;
    this.slots = new Array<Working | undefined>(slots).fill(undefined);
    if (machine.tells !== false) this.steps = (slot) => this.stepsDone(slot);
  }

  now(): number {
    return this.clock;
  }
  begin(slot: number, task: Task): void {
    if (task.kind === 'call') throw new Error('a virtual worker makes no calls');
    this.rest(slot);
    this.slots[slot] = { task, begins: this.clock + (this.machine.handOver ?? 0), left: task.fault === 'hang' ? Infinity : task.kind === 'sleep' ? task.duration : task.steps };
    this.settle(0);
  }
  rest(slot: number): void {
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
  delay(): number {
    return 0;
  }
  absorbed(): number {
    return 0;
  }
  kill(): void {}
  async dismiss(): Promise<void> {}

  /** Time passes until a slot is done, or for so long. */
  wait(atMost: number): undefined {
    for (let left = Math.max(atMost, LEAST); left > 0 && this.done.length === 0; ) {
      const step = Math.min(left, ...this.slots.map((working) => this.until(working)));
      this.settle(step);
      left -= step;
    }
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

export const virtual = (machine: VirtualMachine): Hire => async (nodeOfSlot) => new VirtualCrew(nodeOfSlot.length, machine);
