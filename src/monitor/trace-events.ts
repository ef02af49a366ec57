/**
 * Trace Event Format, the JSON that Perfetto and chrome://tracing open: complete events (X), async spans (b, e), counters
 * (C), instants (i) and metadata (M). Times are microseconds.
 *
 * Source: Trace Event Format (Google); google/perfetto, docs/getting-started/other-formats.md.
 */
export interface TraceEvent {
  readonly name: string;
  readonly ph: 'X' | 'b' | 'e' | 'C' | 'i' | 'M';
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly cat?: string;
  /** Ties the two ends of an async span together. */
  readonly id?: string;
  /** Of an instant: the thread's own, or all of the trace. */
  readonly s?: 't' | 'g';
  readonly args?: Readonly<Record<string, string | number>>;
}

/** Writes events one by one; memory does not depend on their number. */
export class TraceEvents {
  private readonly write: (text: string) => void;
  private readonly most: number;
  private count = 0;
  private open = true;

  /** `most`: no more events than these are written, but for those that say that the rest is missing. */
  constructor(write: (text: string) => void, most: number, about: Readonly<Record<string, string | number>>) {
    this.write = write;
    this.most = most;
    write(`{"displayTimeUnit":"ms","otherData":${JSON.stringify(about)},"traceEvents":[`);
  }

  get full(): boolean {
    return this.count >= this.most;
  }

  /** All of them or none. */
  add(...events: readonly TraceEvent[]): void {
    if (!this.full) for (const event of events) this.put(event);
  }

  /** Ends the file; `last` events are written even where the trace is full. */
  end(last: readonly TraceEvent[]): void {
    if (!this.open) return;
    this.open = false;
    for (const event of last) this.put(event);
    this.write('\n]}\n');
  }

  private put(event: TraceEvent): void {
    this.write(`${this.count++ === 0 ? '' : ','}\n${JSON.stringify(event)}`);
  }
}
