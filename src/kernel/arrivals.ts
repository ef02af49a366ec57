import type { ClosedArrivals, OpenArrivals, RecordedArrivals, Source, Stream } from '../model.ts';
import { Draws } from './draws.ts';
import type { Timers } from './timers.ts';
import { NONE } from './jobs.ts';

/** Creates a job and sends it to the pool. `customer` is the timer to set when it is done, or NONE. */
export type Submit = (jobClass: number, size: number, customer: number) => void;

/** One source at work, with timers of its own. */
export interface ArrivalSource {
  readonly timers: number;
  /** Whether none of its jobs is still to come. */
  readonly over: boolean;
  /** Sets the first events, with timers numbered from `firstTimer`. */
  begin(firstTimer: number): void;
  /** One of its timers, by calendar number, went off. */
  fire(timer: number): void;
  /** The job of a customer of this source is done or lost. */
  wake(timer: number): void;
}

export interface SourceSetup {
  readonly calendar: Timers;
  readonly submit: Submit;
  /** What the source's gaps or thinking times are drawn from, and the sizes of its tasks; the same whatever the policies are. */
  readonly stream: Stream;
  readonly sizes: Draws;
}

export function arrivalSource(source: Source, setup: SourceSetup): ArrivalSource {
  switch (source.process.mechanism) {
    case 'open':
      return new OpenSource(source, source.process, setup);
    case 'recorded':
      return new RecordedSource(source, source.process, setup);
    case 'closed':
      return new ClosedSource(source, source.process, setup);
  }
}

/** Sizes of tasks, one after another, by the distribution of their source. */
export function sizesOf({ name, size }: Source, stream: Stream): Draws {
  if (size) return Draws.of(size, stream);
  return new Draws(() => {
    throw new Error(`source ${name} has no size distribution`);
  });
}

class OpenSource implements ArrivalSource {
  readonly timers = 1;
  over = false;
  private readonly class: number;
  private readonly calendar: Timers;
  private readonly submit: Submit;
  private readonly gaps: Draws;
  private readonly sizes: Draws;

  constructor(source: Source, process: OpenArrivals, setup: SourceSetup) {
    this.class = source.class;
    this.calendar = setup.calendar;
    this.submit = setup.submit;
    const gaps = process.begin(setup.stream);
    this.gaps = new Draws(() => gaps.next(), gaps.fill);
    this.sizes = setup.sizes;
  }

  begin(timer: number): void {
    this.setNext(timer, this.gaps.next());
  }

  fire(timer: number): void {
    // The next arrival is set first, so that the jobs of a batch all come before anything that they cause.
    this.setNext(timer, this.calendar.now + this.gaps.next());
    this.submit(this.class, this.sizes.next(), NONE);
  }

  wake(): void {}

  private setNext(timer: number, time: number): void {
    this.over = time === Infinity;
    this.calendar.set(timer, time);
  }
}

class RecordedSource implements ArrivalSource {
  readonly timers = 1;
  private readonly process: RecordedArrivals;
  private readonly class: number;
  private readonly calendar: Timers;
  private readonly submit: Submit;
  private readonly size: (job: number) => number;
  private job = 0;

  constructor(source: Source, process: RecordedArrivals, setup: SourceSetup) {
    this.process = process;
    this.class = source.class;
    this.calendar = setup.calendar;
    this.submit = setup.submit;
    this.size = (job) => process.sizes?.[job] ?? setup.sizes.next();
  }

  begin(timer: number): void {
    this.calendar.set(timer, this.process.times[0] ?? Infinity);
  }

  fire(timer: number): void {
    const job = this.job++;
    this.calendar.set(timer, this.process.times[this.job] ?? Infinity);
    this.submit(this.process.classes?.[job] ?? this.class, this.size(job), NONE);
  }

  wake(): void {}

  get over(): boolean {
    return this.job >= this.process.times.length;
  }
}

class ClosedSource implements ArrivalSource {
  readonly over = false;
  readonly timers: number;
  private readonly class: number;
  private readonly calendar: Timers;
  private readonly submit: Submit;
  private readonly think: () => number;
  private readonly sizes: Draws;

  constructor(source: Source, process: ClosedArrivals, setup: SourceSetup) {
    this.timers = process.population;
    this.class = source.class;
    this.calendar = setup.calendar;
    this.submit = setup.submit;
    this.think = () => process.think.sample(setup.stream);
    this.sizes = setup.sizes;
  }

  begin(firstTimer: number): void {
    for (let timer = firstTimer; timer < firstTimer + this.timers; timer++) this.wake(timer);
  }

  fire(timer: number): void {
    this.calendar.clear(timer);
    this.submit(this.class, this.sizes.next(), timer);
  }

  wake(timer: number): void {
    this.calendar.set(timer, this.calendar.now + this.think());
  }
}
