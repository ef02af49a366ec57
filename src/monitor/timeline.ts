import type { Ending, Node, Watcher } from '../model.ts';
import { firstSlots } from './slots.ts';

/** Who was in a slot, from when to when; `slot` is counted within the node. Times are cut at the ends of the window. */
export interface Span {
  readonly node: number;
  readonly slot: number;
  readonly job: number;
  readonly class: string;
  readonly from: number;
  readonly to: number;
  readonly ending: Ending | 'unfinished';
}

export interface Window {
  readonly from: number;
  readonly to: number;
}

/** A timeline of more rows, or of more spans, cannot be read. */
const MOST_ROWS = 16;
const SPANS_PER_ROW = 14;
const FEWEST_SPANS = 36;
const MOST_SPANS = 160;
/** The window opens after so many jobs are done, when the system is not empty any more, or at a quarter of a short run. */
const JOBS_BEFORE = 200;

export interface TimelineSetup {
  readonly nodes: readonly Node[];
  readonly classes: readonly string[];
  /** Of the run, where that is known; Infinity where it is not. */
  readonly jobs: number;
  /** The window of another run; absent where this one opens its own. */
  readonly window?: Window | undefined;
}

/** Keeps who was in which slot in a window of time that is short enough to be read as a chart; of large pools, in the first slots. */
export class Timeline implements Watcher {
  readonly spans: Span[] = [];
  private readonly classes: readonly string[];
  private readonly firstSlot: Int32Array;
  private readonly most: number;
  private readonly window: Window | undefined;
  private readonly running = new Map<number, { readonly node: number; readonly job: number; readonly jobClass: number; readonly since: number }>();
  private before: number;
  private opened: number | undefined;
  private closed: number | undefined;

  constructor({ nodes, classes, jobs, window }: TimelineSetup) {
    this.classes = classes;
    this.firstSlot = firstSlots(nodes);
    const rows = Math.min(MOST_ROWS, nodes.reduce((sum, { slots }) => sum + slots, 0));
    this.most = Math.min(MOST_SPANS, Math.max(FEWEST_SPANS, SPANS_PER_ROW * rows));
    this.before = Math.min(JOBS_BEFORE, Math.floor(jobs / 4));
    this.window = window;
    if (window) this.opened = window.from;
  }

  /** Whether the window is over. */
  get full(): boolean {
    return this.closed !== undefined;
  }

  began(now: number, slot: number, node: number, job: number, jobClass: number): void {
    if (slot < MOST_ROWS && !this.full) this.running.set(slot, { node, job, jobClass, since: now });
  }

  ended(now: number, slot: number, _node: number, _job: number, _jobClass: number, ending: Ending): void {
    if (this.full) return;
    this.end(now, slot, ending);
    if (this.window ? now >= this.window.to : this.spans.length >= this.most) this.finish(now);
  }

  completed(now: number): void {
    if (this.opened === undefined && --this.before <= 0) this.opened = now;
  }

  /** The run, or the window, is over: the window and what was in it; undefined where it never opened, or slots are shared. */
  finish(now: number): (Window & { readonly spans: readonly Span[] }) | undefined {
    if (this.closed === undefined) {
      this.closed = this.window ? Math.min(now, this.window.to) : now;
      for (const slot of this.running.keys()) this.end(now, slot, 'unfinished');
    }
    if (this.opened === undefined || this.spans.length === 0) return undefined;
    return { ...(this.window ?? { from: this.opened, to: this.closed }), spans: this.spans };
  }

  entered(): void {}
  lost(): void {}
  busy(): void {}
  joined(): void {}
  left(): void {}
  down(): void {}

  private end(now: number, slot: number, ending: Span['ending']): void {
    const running = this.running.get(slot);
    if (!running) return;
    this.running.delete(slot);
    if (this.opened === undefined) return;
    const from = Math.max(this.opened, running.since);
    const to = this.window ? Math.min(now, this.window.to) : now;
    if (to <= from) return;
    const { node, job, jobClass } = running;
    this.spans.push({ node, slot: slot - this.firstSlot[node], job, class: this.classes[jobClass], from, to, ending: to < now ? 'unfinished' : ending });
  }
}
