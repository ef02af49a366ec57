import { power } from '../power.ts';

/** What the numbers of a run are of. */
export interface GaugeShape {
  /** By node; those without limit are as good as one. */
  readonly slots: readonly number[];
}

// Places of single numbers, then columns by node, then the histogram of responses.
const NOW = 0;
const SUBMITTED = 1;
const COMPLETED = 2;
const LOST = 3;
const RESPONSE = 4;
const PULL = 5;
/** Anomalies found, by kind. */
const ANOMALIES = 6;
/** Jobs that were there when their run ended. */
const DROPPED = 10;
/** Tasks in the pool's one queue, and those in service. */
const TOGETHER = 11;
const HEAD = 12;
const COLUMNS = 6;

/** Buckets of the histogram to an octave, and octaves below and above one time unit. */
const PER_OCTAVE = 32;
const BELOW = 20;
const ABOVE = 28;
const BUCKETS = PER_OCTAVE * (BELOW + ABOVE);

export const ANOMALY_KINDS = ['slow node', 'growing queue', 'missing heartbeat', 'hanging task'] as const;

/**
 * The numbers of a run as it goes, over memory that threads may share: whoever decides writes, whoever watches reads. A
 * reader may see a moment half-told, a job that has left its node and not yet the pool, and never a torn number.
 */
export class Gauges {
  readonly shape: GaugeShape;
  private readonly cells: Float64Array;

  constructor(shape: GaugeShape, memory: ArrayBufferLike) {
    this.shape = shape;
    this.cells = new Float64Array(memory);
  }

  static bytes({ slots }: GaugeShape): number {
    return 8 * (HEAD + COLUMNS * slots.length + BUCKETS);
  }

  /** Of the last event, in time units. */
  get now(): number {
    return this.cells[NOW];
  }
  set now(value: number) {
    this.cells[NOW] = value;
  }
  get submitted(): number {
    return this.cells[SUBMITTED];
  }
  get completed(): number {
    return this.cells[COMPLETED];
  }
  get lost(): number {
    return this.cells[LOST];
  }
  /** Of all jobs that are done, added up. */
  get responseSum(): number {
    return this.cells[RESPONSE];
  }
  get inFlight(): number {
    return Math.max(0, this.submitted - this.completed - this.lost - this.cells[DROPPED]);
  }
  /** Whether jobs wait in the pool's one queue. */
  get pull(): boolean {
    return this.cells[PULL] === 1;
  }
  anomalies(kind: number): number {
    return this.cells[ANOMALIES + kind];
  }

  tasks(node: number): number {
    return this.cells[this.column(0, node)];
  }
  busy(node: number): number {
    return this.cells[this.column(1, node)];
  }
  /** Time for which slots were busy, added up over slots, until `now`. */
  busyTime(node: number): number {
    return this.cells[this.column(2, node)] + this.busy(node) * Math.max(0, this.now - this.cells[this.column(3, node)]);
  }
  /** Seconds since the workers of the node were last heard of; NaN where they have no heartbeat. */
  silence(node: number): number {
    return this.cells[this.column(4, node)];
  }
  isDown(node: number): boolean {
    return this.cells[this.column(5, node)] === 1;
  }
  /** Tasks that wait at the node, or (−1) in the pool's queue. */
  waiting(node: number): number {
    if (node >= 0) return this.pull ? 0 : Math.max(0, this.tasks(node) - this.busy(node));
    return this.pull ? Math.max(0, this.cells[TOGETHER] - this.shape.slots.reduce((sum, _, one) => sum + this.busy(one), 0)) : 0;
  }

  /** Jobs whose response was below 2^octave time units. */
  below(octave: number): number {
    let count = 0;
    const last = Math.min(BUCKETS, PER_OCTAVE * (octave + BELOW));
    for (let i = 0; i < last; i++) count += this.cells[this.bucket(i)];
    return count;
  }

  /** Of responses, to 2 % of the value; NaN before the first. */
  quantile(p: number): number {
    let left = p * this.completed;
    for (let i = 0; i < BUCKETS; i++) {
      const count = this.cells[this.bucket(i)];
      left -= count;
      if (count > 0 && left <= 0) return power(2, (i + 1 + left / count) / PER_OCTAVE - BELOW);
    }
    return NaN;
  }

  // ── For the one who writes ──
  /** Another run begins: nobody is there, and all nodes work. Times go on from `now`. */
  restart(): void {
    this.cells[DROPPED] += this.inFlight;
    this.cells[TOGETHER] = 0;
    for (const node of this.shape.slots.keys()) {
      this.changeTasks(node, -this.tasks(node));
      this.changeBusy(node, -this.busy(node));
      this.setDown(node, false);
      this.setSilence(node, NaN);
    }
  }
  submit(pull: boolean): void {
    this.cells[SUBMITTED]++;
    if (pull) this.cells[PULL] = 1;
  }
  lose(): void {
    this.cells[LOST]++;
  }
  complete(response: number): void {
    this.cells[COMPLETED]++;
    this.cells[RESPONSE] += response;
    const place = Math.floor(PER_OCTAVE * (Math.log2(Math.max(response, Number.MIN_VALUE)) + BELOW));
    this.cells[this.bucket(Math.min(BUCKETS - 1, Math.max(0, place)))]++;
  }
  found(kind: (typeof ANOMALY_KINDS)[number]): void {
    this.cells[ANOMALIES + ANOMALY_KINDS.indexOf(kind)]++;
  }
  /** Of the node, or (−1) of the pool with one queue. */
  changeTasks(node: number, change: number): void {
    this.cells[node < 0 ? TOGETHER : this.column(0, node)] += change;
  }
  changeBusy(node: number, change: number): void {
    this.cells[this.column(2, node)] = this.busyTime(node);
    this.cells[this.column(3, node)] = this.now;
    this.cells[this.column(1, node)] += change;
  }
  setDown(node: number, down: boolean): void {
    this.cells[this.column(5, node)] = down ? 1 : 0;
  }
  setSilence(node: number, seconds: number): void {
    this.cells[this.column(4, node)] = seconds;
  }

  private column(column: number, node: number): number {
    return HEAD + column * this.shape.slots.length + node;
  }

  private bucket(index: number): number {
    return HEAD + COLUMNS * this.shape.slots.length + index;
  }
}
