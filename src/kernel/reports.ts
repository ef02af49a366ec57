import type { Node, PoolView } from '../model.ts';
import type { Information } from '../scenario.ts';
import type { Timers } from './timers.ts';
import { grown } from './columns.ts';

interface ReportSetup {
  readonly information: Information;
  readonly nodes: readonly Node[];
  readonly calendar: Timers;
  /** The load as it is now. */
  readonly actual: PoolView;
  /** Whether anyone looks at the work at nodes. */
  readonly work: boolean;
  /** What is shown of the node has changed. */
  readonly changed: (node: number) => void;
}

/**
 * A pool as it was last reported: what a dispatcher sees where load information comes late. Either all nodes report at
 * once every so often, or each change becomes known after a delay.
 *
 * Source: Mitzenmacher 2000, section 2 (the periodic and the continuous update model).
 */
export class Reports implements PoolView {
  readonly nodes: number;
  private readonly setup: ReportSetup;
  private readonly timer: number;
  private readonly tasks: Int32Array;
  private readonly left: Float64Array;
  /** Changes that are under way, a ring. */
  private readonly underWay = new ChangeQueue();
  /** Nodes of which the next report may say something new: a list, and whether each is in it. */
  private readonly stale: Int32Array;
  private readonly isStale: Uint8Array;
  private staleNodes = 0;

  constructor(setup: ReportSetup) {
    const { nodes, calendar, information } = setup;
    this.setup = setup;
    this.nodes = nodes.length;
    this.tasks = new Int32Array(nodes.length);
    this.left = new Float64Array(nodes.length);
    this.timer = calendar.allocate(1);
    this.stale = new Int32Array('every' in information ? nodes.length : 0);
    this.isStale = new Uint8Array(this.stale.length);
  }

  // ── PoolView ──
  get now(): number {
    return this.setup.calendar.now;
  }
  queued(node: number): number {
    return this.tasks[node];
  }
  work(node: number): number {
    return this.left[node];
  }
  speed(node: number): number {
    return this.setup.nodes[node].speed;
  }
  slots(node: number): number {
    return this.setup.nodes[node].slots;
  }

  /** The load of the node is no longer what it was. */
  note(node: number): void {
    const { information, calendar, actual, work } = this.setup;
    if ('every' in information) {
      if (this.isStale[node]) return;
      if (this.staleNodes === 0) calendar.set(this.timer, nextMultiple(information.every, calendar.now));
      this.isStale[node] = 1;
      this.stale[this.staleNodes++] = node;
      return;
    }
    const time = calendar.now + information.delay;
    if (this.underWay.count === 0) calendar.set(this.timer, time);
    this.underWay.add(time, node, actual.queued(node), work ? actual.work(node) : 0);
  }

  /** Its timer went off. */
  fire(): void {
    const { information, calendar } = this.setup;
    if ('every' in information) {
      this.report();
      calendar.set(this.timer, this.staleNodes === 0 ? Infinity : nextMultiple(information.every, calendar.now));
      return;
    }
    const change = this.underWay.take();
    this.show(change.node, change.tasks, change.left);
    calendar.set(this.timer, this.underWay.count === 0 ? Infinity : this.underWay.next);
  }

  wake(): void {}

  /** All nodes report: those of which there is nothing new may as well be silent. Work that is being done is always new. */
  private report(): void {
    const { actual, work } = this.setup;
    let kept = 0;
    for (let i = 0; i < this.staleNodes; i++) {
      const node = this.stale[i];
      const left = work ? actual.work(node) : 0;
      this.show(node, actual.queued(node), left);
      this.isStale[node] = left > 0 ? 1 : 0;
      if (left > 0) this.stale[kept++] = node;
    }
    this.staleNodes = kept;
  }

  private show(node: number, tasks: number, left: number): void {
    if (this.tasks[node] === tasks && this.left[node] === left) return;
    this.tasks[node] = tasks;
    this.left[node] = left;
    this.setup.changed(node);
  }
}

/** The first multiple of `every` after `now`. */
function nextMultiple(every: number, now: number): number {
  const passed = Math.floor(now / every);
  // The quotient may have been rounded up or down.
  if (passed * every > now) return passed * every;
  return (passed + 1) * every > now ? (passed + 1) * every : (passed + 2) * every;
}

/** First in, first out, in a ring of columns. */
class ChangeQueue {
  count = 0;
  private first = 0;
  private times = new Float64Array(16);
  private left = new Float64Array(16);
  private nodes = new Int32Array(16);
  private tasks = new Int32Array(16);

  get next(): number {
    return this.times[this.first];
  }

  add(time: number, node: number, tasks: number, left: number): void {
    if (this.count === this.times.length) this.grow();
    const place = (this.first + this.count++) & (this.times.length - 1);
    this.times[place] = time;
    this.nodes[place] = node;
    this.tasks[place] = tasks;
    this.left[place] = left;
  }

  take(): { readonly node: number; readonly tasks: number; readonly left: number } {
    const place = this.first;
    this.first = (place + 1) & (this.times.length - 1);
    this.count--;
    return { node: this.nodes[place], tasks: this.tasks[place], left: this.left[place] };
  }

  /** Twice the places; what wraps around the end goes on behind it. */
  private grow(): void {
    const before = this.times.length;
    this.times = grown(this.times, 2 * before);
    this.left = grown(this.left, 2 * before);
    this.nodes = grown(this.nodes, 2 * before);
    this.tasks = grown(this.tasks, 2 * before);
    for (const column of [this.times, this.left, this.nodes, this.tasks]) column.copyWithin(before, 0, this.first);
  }
}
