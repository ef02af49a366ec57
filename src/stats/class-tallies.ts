import { CLASS_JOB_TIME, CLASS_JOBS, CLASS_LOST, CLASS_ROW, MOST_PENDING } from '../accumulators.ts';
import type { ClassSection } from './recording.ts';
import { block, type Block, blockOver } from './sketch.ts';
import { TallyBuilder } from './tally-builder.ts';

const CLOCK_RESOLUTION = 4 * Number.EPSILON;

// What a look at pending jobs works with: the waits of those that waited, and slowdowns.
const waited = block(MOST_PENDING);
const slowed = block(MOST_PENDING);

/** What is kept of all classes in common columns. */
export class ClassColumns {
  readonly cells: Float64Array;
  readonly pending: Int32Array;
  readonly done: Float64Array;

  constructor(classes: number) {
    this.cells = new Float64Array(CLASS_ROW * classes);
    this.pending = new Int32Array(classes);
    this.done = new Float64Array(2 * MOST_PENDING * classes);
  }
}

/** Measures the jobs of one class, which are looked at many at a time. */
export class ClassTallies {
  private readonly row: Float64Array;
  /** In its place of the common column. */
  private readonly pending: Int32Array;
  private readonly responses: Block;
  private readonly services: Float64Array;
  private inSystemBefore = 0;
  private completed = 0;
  private dead = 0;
  private tries = 0;
  /** Jobs done that had a deadline, and those of them that were late. */
  private due = 0;
  private missed = 0;
  private readonly thresholds: readonly number[];
  /** By threshold: jobs that took longer. */
  private above: Float64Array;
  /** When the section began. */
  private origin = 0;
  private readonly response = new TallyBuilder();
  private readonly waiting = new TallyBuilder();
  private readonly slowdown = new TallyBuilder();

  /** `thresholds`: response times, of which it is counted how many jobs take longer. */
  constructor({ cells, pending, done }: ClassColumns, jobClass: number, thresholds: readonly number[]) {
    this.row = cells.subarray(CLASS_ROW * jobClass, CLASS_ROW * (jobClass + 1));
    this.pending = pending.subarray(jobClass, jobClass + 1);
    const first = 2 * MOST_PENDING * jobClass;
    this.responses = blockOver(done.subarray(first, first + MOST_PENDING));
    this.services = done.subarray(first + MOST_PENDING, first + 2 * MOST_PENDING);
    this.thresholds = thresholds;
    this.above = new Float64Array(thresholds.length);
  }

  get inSystem(): number {
    return this.row[CLASS_JOBS] - this.pending[0];
  }

  enter(now: number): void {
    const { row } = this;
    row[CLASS_JOBS]++;
    row[CLASS_JOB_TIME] -= now - this.origin;
  }

  lose(): void {
    this.row[CLASS_LOST]++;
  }

  /** A job in the system is given up. */
  die(now: number): void {
    this.leave(now);
    this.row[CLASS_JOBS]--;
    this.dead++;
  }

  /** A try of a job begins. */
  begin(): void {
    this.tries++;
  }

  /** A job is done that had a deadline. */
  meet(now: number, deadline: number): void {
    this.due++;
    if (now > deadline) this.missed++;
  }

  complete(now: number, response: number, service: number): void {
    this.leave(now);
    const pending = this.pending[0];
    this.responses.values[pending] = response;
    this.services[pending] = service;
    this.pending[0] = pending + 1;
    if (pending + 1 === MOST_PENDING) this.flush(now);
  }

  /** ∫ jobs in the system dt since the section began: each job from when it came until it went, or until now. */
  jobTime(now: number): number {
    return this.row[CLASS_JOB_TIME] + this.inSystem * (now - this.origin);
  }

  take(now: number): ClassSection {
    this.flush(now);
    const { completed, dead, tries, due, missed, above } = this;
    const lost = this.row[CLASS_LOST];
    const section = {
      arrived: completed + lost + dead + this.inSystem - this.inSystemBefore,
      completed,
      lost: lost + dead,
      ...(tries > 0 && { tried: { tries, dead } }),
      ...(due > 0 && { deadlines: { due, missed } }),
      ...(above.length > 0 && { above }),
      jobTime: this.jobTime(now),
      response: this.response.take(),
      waiting: this.waiting.take(),
      slowdown: this.slowdown.take(),
    };
    this.completed = this.dead = this.tries = this.due = this.missed = 0;
    this.row[CLASS_JOB_TIME] = 0;
    this.row[CLASS_LOST] = 0;
    this.above = new Float64Array(above.length);
    this.inSystemBefore = this.inSystem;
    this.origin = now;
    return section;
  }

  /**
   * Adds the pending jobs to the tallies, in one loop, since each sum waits for its last addition. A wait below the resolution of
   * the clock is a rounding error of no wait. Whether a job waited is anyone's guess, so it is counted as 0 or 1, and there is no branch.
   */
  flush(now: number): void {
    const { services, response, waiting, slowdown } = this;
    const { values: responses } = this.responses;
    const pending = this.pending[0];
    if (pending === 0) return;
    const { values: waits } = waited;
    const { values: slowdowns } = slowed;
    const resolution = now * CLOCK_RESOLUTION;
    const usualResponse = response.from(responses[0]);
    const usualWait = waiting.from(Math.max(0, responses[0] - services[0]));
    slowdown.from(1);
    let responseSum = 0;
    let responseSquares = 0;
    let waitSum = 0;
    let waitSquares = 0;
    let slowdownSum = 0;
    let slowdownSquares = 0;
    let delayed = 0;
    let sized = 0;
    for (let i = 0; i < pending; i++) {
      const service = services[i];
      const longer = responses[i] - usualResponse;
      responseSum += longer;
      responseSquares += longer * longer;
      const wait = responses[i] - service;
      const yes = Number(wait > resolution);
      waits[delayed] = wait;
      delayed += yes;
      const later = yes * (wait - usualWait);
      waitSum += later;
      waitSquares += later * later;
      // A job without service has no slowdown.
      if (service > 0) {
        const slower = (yes * wait) / service;
        slowdowns[sized++] = 1 + slower;
        slowdownSum += slower;
        slowdownSquares += slower * slower;
      }
    }
    response.add(pending, responseSum, responseSquares, 0);
    response.sketch.add(this.responses, pending);
    waiting.add(delayed, waitSum, waitSquares, pending - delayed);
    waiting.sketch.add(waited, delayed, pending - delayed);
    slowdown.add(sized, slowdownSum, slowdownSquares, 0);
    slowdown.sketch.add(slowed, sized);
    if (this.thresholds.length > 0) this.countAbove(pending);
    this.completed += pending;
    this.row[CLASS_JOBS] -= pending;
    this.pending[0] = 0;
  }

  private leave(now: number): void {
    this.row[CLASS_JOB_TIME] += now - this.origin;
  }

  private countAbove(pending: number): void {
    const { values: responses } = this.responses;
    for (const [index, threshold] of this.thresholds.entries()) {
      let count = 0;
      for (let i = 0; i < pending; i++) if (responses[i] > threshold) count++;
      this.above[index] += count;
    }
  }
}
