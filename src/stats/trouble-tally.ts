import type { Troubles } from './recording.ts';

/** Measures what goes wrong: for how long nodes are down, and the work that comes to nothing. */
export class TroubleTally {
  private any = false;
  private nodesDown = 0;
  private wasted = 0;
  /** ∫ nodes down dt up to `since`. */
  private downTime = 0;
  private since = 0;

  /** There are tries. */
  begin(): void {
    this.any = true;
  }

  down(now: number, change: 1 | -1): void {
    this.advance(now);
    this.nodesDown += change;
  }

  waste(work: number): void {
    this.wasted += work;
  }

  /** What there was since it was last taken; undefined where there never were tries. */
  take(now: number): Troubles | undefined {
    this.advance(now);
    const { downTime, wasted } = this;
    this.downTime = this.wasted = 0;
    return this.any ? { downTime, wasted } : undefined;
  }

  private advance(now: number): void {
    this.downTime += this.nodesDown * (now - this.since);
    this.since = now;
  }
}
