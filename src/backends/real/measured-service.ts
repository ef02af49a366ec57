import type { Reason, Recorder } from '../../model.ts';

/** Puts the time that a slot was really held in the place of the time that was planned, and hears of dead letters. */
export class MeasuredService implements Recorder {
  private readonly recorder: Recorder;
  private readonly tries: boolean;
  private readonly onDeath: ((job: number, jobClass: number, reason: Reason, after: number) => void) | undefined;
  private held = 0;
  private planned = true;
  private beyond = 0;

  /** `tries`: whether the recorder is told of tries. */
  constructor(recorder: Recorder, tries = true, onDeath?: (job: number, jobClass: number, reason: Reason, after: number) => void) {
    this.recorder = recorder;
    this.tries = tries;
    this.onDeath = onDeath;
  }

  /**
   * What is completed next has just held its slot for so long. Where that was `planned`, its service is no less; else it is
   * `beyond` the plan by so much, or below it.
   */
  measure(held: number, planned: boolean, beyond = 0): void {
    this.held = held;
    this.planned = planned;
    this.beyond = beyond;
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
    if (this.tries) this.recorder.tried?.(now, jobClass);
  }
  wasted(now: number, work: number): void {
    if (this.tries) this.recorder.wasted?.(now, work);
  }
  died(now: number, jobClass: number, reason: Reason, after: number, job: number): void {
    this.recorder.died?.(now, jobClass, reason, after, job);
    this.onDeath?.(job, jobClass, reason, after);
  }
  down(now: number, node: number, change: 1 | -1): void {
    this.recorder.down?.(now, node, change);
  }
  partitioned(now: number, job: number, jobClass: number, first: number, tasks: number): void {
    this.recorder.partitioned?.(now, job, jobClass, first, tasks);
  }
  forked(now: number, node: number): void {
    this.recorder.forked?.(now, node);
  }
  taskDone(now: number, jobClass: number, node: number, response: number, service: number, size: number): void {
    this.recorder.taskDone?.(now, jobClass, node, response, service, size);
  }
  dropped(now: number, tasks: number): void {
    this.recorder.dropped?.(now, tasks);
  }
  /** Told of every task before its job is completed, whose service is then known. */
  measuredService(planned: number, response: number): number {
    const service = this.measured(planned, response);
    this.measure(0, true);
    return service;
  }
  completed(now: number, jobClass: number, node: number, response: number, service: number, size: number, deadline: number): void {
    this.recorder.completed(now, jobClass, node, response, this.measured(service, response), size, deadline);
  }

  private measured(service: number, response: number): number {
    return this.planned ? Math.max(service, Math.min(this.held, response)) : Math.min(service + this.beyond, response);
  }
}
