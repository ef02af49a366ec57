import type { TaskSection } from './recording.ts';

/** Measures the tasks of a system in which jobs have several. */
export class TaskTally {
  private origin: number;
  private inSystem = 0;
  private elapsed = 0;
  private responses = 0;

  constructor(now: number) {
    this.origin = now;
  }

  enter(now: number, tasks: number): void {
    this.inSystem += tasks;
    this.elapsed -= tasks * (now - this.origin);
  }

  leave(now: number, tasks: number): void {
    this.enter(now, -tasks);
  }

  complete(now: number, response: number): void {
    this.leave(now, 1);
    this.responses += response;
  }

  /** Of the section that ends now; the next begins. */
  take(now: number): TaskSection {
    const section = { time: this.elapsed + this.inSystem * (now - this.origin), responses: this.responses };
    this.elapsed = this.responses = 0;
    this.origin = now;
    return section;
  }
}
