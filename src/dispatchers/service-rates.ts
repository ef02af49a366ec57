import type { Node } from '../model.ts';

/**
 * What is learnt of how fast nodes serve from nothing but when tasks are sent and when they are done: tasks done per slot
 * and time unit in which a slot was busy. With exponential sizes that is a sufficient statistic, whatever the discipline, as long as no slot idles
 * while a task waits.
 */
export class ServiceRates {
  /** Tasks done at each node, and the time for which its slots were busy. */
  readonly done: Float64Array;
  private readonly busyTime: Float64Array;
  private readonly slots: Float64Array;
  private readonly tasks: Int32Array;
  private readonly since: Float64Array;
  /** Of all nodes. */
  allDone = 0;
  private allBusyTime = 0;

  constructor(nodes: readonly Node[]) {
    this.done = new Float64Array(nodes.length);
    this.busyTime = new Float64Array(nodes.length);
    this.slots = Float64Array.from(nodes, ({ slots }) => slots);
    this.tasks = new Int32Array(nodes.length);
    this.since = new Float64Array(nodes.length);
  }

  sent(node: number, now: number): void {
    this.account(node, now);
    this.tasks[node]++;
  }

  finished(node: number, now: number): void {
    this.account(node, now);
    this.tasks[node]--;
    this.done[node]++;
    this.allDone++;
  }

  /** A task that was sent never came to be served. */
  refused(node: number, now: number): void {
    this.account(node, now);
    this.tasks[node]--;
  }

  /** Busy time of a slot per task done, all nodes together; 1 before anything is done. */
  meanTime(): number {
    return this.allDone === 0 ? 1 : this.allBusyTime / this.allDone;
  }

  /** Busy time of the node's slots until now. */
  busyUntil(node: number, now: number): number {
    return this.busyTime[node] + this.busySlots(node) * (now - this.since[node]);
  }

  private busySlots(node: number): number {
    return Math.min(this.tasks[node], this.slots[node]);
  }

  private account(node: number, now: number): void {
    const more = this.busySlots(node) * (now - this.since[node]);
    this.busyTime[node] += more;
    this.allBusyTime += more;
    this.since[node] = now;
  }
}
