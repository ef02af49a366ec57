import type { Reason, Recorder } from '../../model.ts';

/** Puts the time that a slot was really held in the place of the time that was planned. */
export class MeasuredService implements Recorder {
  private readonly recorder: Recorder;
  private held = 0;
  private planned = true;

  constructor(recorder: Recorder) {
    this.recorder = recorder;
  }

  /** What is completed next has just held its slot for so long. Where it was `planned`, it may have been served before. */
  measure(held: number, planned: boolean): void {
    this.held = held;
    this.planned = planned;
  }

  entered(now: number, jobClass: number, node: number): void {
    this.recorder.entered(now, jobClass, node);
  }
  lost(now: number, jobClass: number, node: number): void {
    this.recorder.lost(now, jobClass, node);
  }
  busy(now: number, node: number, change: 1 | -1): void {
    this.recorder.busy(now, node, change);
  }
  copies(now: number, node: number, change: 1 | -1): void {
    this.recorder.copies(now, node, change);
  }
  tried(now: number, jobClass: number): void {
    this.recorder.tried?.(now, jobClass);
  }
  wasted(now: number, work: number): void {
    this.recorder.wasted?.(now, work);
  }
  died(now: number, jobClass: number, reason: Reason, after: number): void {
    this.recorder.died?.(now, jobClass, reason, after);
  }
  down(now: number, node: number, change: 1 | -1): void {
    this.recorder.down?.(now, node, change);
  }
  completed(now: number, jobClass: number, node: number, response: number, service: number, size: number, deadline: number): void {
    const held = Math.min(this.held, response);
    this.recorder.completed(now, jobClass, node, response, this.planned ? Math.max(service, held) : held, size, deadline);
  }
}
