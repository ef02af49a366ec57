import type { Watcher } from '../model.ts';
import type { Gauges } from './gauges.ts';

/** Keeps the gauges up to date through one run; the times of several follow one another. */
export class GaugeWatcher implements Watcher {
  private readonly gauges: Gauges;
  private readonly start: number;
  /** The last job that was let in: a later one that is lost never was. */
  private newest = -1;
  /** The last task of the job that comes, where jobs have several. */
  private last: number | undefined;

  constructor(gauges: Gauges) {
    this.gauges = gauges;
    this.start = gauges.now;
    gauges.restart();
  }

  entered(now: number, job: number, _jobClass: number, node: number): void {
    this.gauges.now = this.start + now;
    this.newest = this.last ?? job;
    this.gauges.submit(node < 0);
  }

  joined(now: number, _job: number, node: number): void {
    this.gauges.now = this.start + now;
    this.gauges.changeTasks(node, 1);
  }

  left(now: number, _job: number, node: number): void {
    this.gauges.now = this.start + now;
    this.gauges.changeTasks(node, -1);
  }

  lost(now: number, job: number): void {
    this.gauges.now = this.start + now;
    if (job > this.newest) this.gauges.submit(false);
    this.gauges.lose();
  }

  busy(now: number, node: number, change: 1 | -1): void {
    this.gauges.now = this.start + now;
    this.gauges.changeBusy(node, change);
  }

  completed(now: number, _job: number, _jobClass: number, node: number, response: number): void {
    this.gauges.now = this.start + now;
    if (this.last === undefined) this.gauges.changeTasks(this.gauges.pull ? -1 : node, -1);
    this.gauges.complete(response);
  }

  partitioned(_now: number, _job: number, _jobClass: number, first: number, tasks: number): void {
    this.last = first + tasks - 1;
  }

  finished(now: number, _task: number, _jobClass: number, node: number): void {
    this.gauges.now = this.start + now;
    this.gauges.changeTasks(this.gauges.pull ? -1 : node, -1);
  }

  down(now: number, node: number, change: 1 | -1): void {
    this.gauges.now = this.start + now;
    this.gauges.setDown(node, change > 0);
  }

  began(): void {}
  ended(): void {}
}
