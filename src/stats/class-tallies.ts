import type { ClassSection } from './recording.ts';
import { block, HIGH } from './sketch.ts';
import { TallyBuilder } from './tally-builder.ts';

/** Jobs are measured so many at a time. */
const BLOCK = 256;

const CLOCK_RESOLUTION = 4 * Number.EPSILON;

const difference = block(1);

/** Measures the jobs of one class. */
export class ClassTallies {
  inSystem = 0;
  private inSystemBefore = 0;
  private completed = 0;
  private lost = 0;
  private dead = 0;
  private tries = 0;
  /** Jobs done that had a deadline, and those of them that were late. */
  private due = 0;
  private missed = 0;
  private readonly thresholds: readonly number[];
  /** By threshold: jobs that took longer. */
  private above: Float64Array;
  /** When the section began; Σ of the completion times less the arrival times since then, as times from it. */
  private origin = 0;
  private elapsed = 0;
  private pending = 0;
  private readonly responses = block(BLOCK);
  private readonly services = block(BLOCK);
  private readonly waits = block(BLOCK);
  private readonly response = new TallyBuilder();
  private readonly waiting = new TallyBuilder();
  private readonly slowdown = new TallyBuilder();

  /** `thresholds`: response times, of which it is counted how many jobs take longer. */
  constructor(thresholds: readonly number[] = []) {
    this.thresholds = thresholds;
    this.above = new Float64Array(thresholds.length);
  }

  enter(now: number): void {
    this.inSystem++;
    this.elapsed -= now - this.origin;
  }

  lose(): void {
    this.lost++;
  }

  /** A job in the system is given up. */
  die(now: number): void {
    this.inSystem--;
    this.elapsed += now - this.origin;
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
    this.inSystem--;
    this.elapsed += now - this.origin;
    const { pending } = this;
    this.responses.values[pending] = response;
    this.services.values[pending] = service;
    this.pending = pending + 1;
    if (this.pending === BLOCK) this.flush(now);
  }

  /** ∫ jobs in the system dt since the section began: each job from when it came until it went, or until now. */
  jobTime(now: number): number {
    return this.elapsed + this.inSystem * (now - this.origin);
  }

  take(now: number): ClassSection {
    this.flush(now);
    const { completed, lost, dead, tries, due, missed, above } = this;
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
    this.completed = this.lost = this.dead = this.tries = this.elapsed = this.due = this.missed = 0;
    this.above = new Float64Array(above.length);
    this.inSystemBefore = this.inSystem;
    this.origin = now;
    return section;
  }

  /**
   * Adds the pending jobs to the tallies. A wait below the resolution of the clock is a rounding error of no wait. Whether
   * a job waited is anyone's guess, so it is turned into 0 or 1 by the sign of a difference, and not by a branch.
   */
  private flush(now: number): void {
    const { pending } = this;
    const responses = this.responses.values;
    const services = this.services.values;
    const waits = this.waits.values;
    const resolution = now * CLOCK_RESOLUTION;
    this.response.add(this.responses, pending);
    if (this.thresholds.length > 0) this.countAbove(pending);
    let waited = 0;
    let sized = 0;
    for (let i = 0; i < pending; i++) {
      const service = services[i];
      const wait = responses[i] - service;
      difference.values[0] = resolution - wait;
      const yes = difference.words[HIGH] >>> 31;
      waits[waited] = wait;
      waited += yes;
      // Slowdowns take the place of services that have been read; a job without service has none.
      services[sized] = 1 + (wait * yes) / service;
      if (service > 0) sized++;
    }
    this.waiting.add(this.waits, waited, pending - waited);
    this.slowdown.add(this.services, sized);
    this.completed += pending;
    this.pending = 0;
  }
  private countAbove(pending: number): void {
    const responses = this.responses.values;
    for (const [index, threshold] of this.thresholds.entries()) {
      let count = 0;
      for (let i = 0; i < pending; i++) if (responses[i] > threshold) count++;
      this.above[index] += count;
    }
  }
}
