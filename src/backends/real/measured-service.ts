import type { Recorder } from '../../model.ts';

/** Puts the time that a slot was really held in the place of the time that was planned. */
export class MeasuredService implements Recorder {
  service = 0;
  private readonly recorder: Recorder;

  constructor(recorder: Recorder) {
    this.recorder = recorder;
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
  completed(now: number, jobClass: number, node: number, response: number, service: number, size: number, deadline: number): void {
    this.recorder.completed(now, jobClass, node, response, Math.max(service, Math.min(this.service, response)), size, deadline);
  }
}
