import type { AccumulatingRecorder, Accumulators } from '../accumulators.ts';
import type { Reason } from '../model.ts';
import type { Horizon } from '../scenario.ts';
import { ClassColumns, ClassTallies } from './class-tallies.ts';
import { NodeAreas } from './node-areas.ts';
import type { Recording, Section } from './recording.ts';
import { sectionEdges } from './sections.ts';
import { SizeTallies } from './size-tallies.ts';
import { TaskTally } from './task-tally.ts';
import { TroubleTally } from './trouble-tally.ts';

/** Pools of more nodes are measured as a whole only: a table of so many nodes helps nobody and costs memory. */
export const MOST_NODES_LISTED = 4096;

/** What the recorder must know of the scenario. */
export interface RecorderSetup {
  readonly classes: number;
  /** Of each node. */
  readonly speeds: readonly number[];
  readonly horizon: Horizon;
  /** Whether response and slowdown are also measured by size. */
  readonly bySize?: boolean;
  /** Response times, of which it is counted how many jobs take longer. */
  readonly thresholds?: readonly number[];
}

/** Measures one replication as it goes; memory does not depend on its length. */
export class StreamingRecorder implements AccumulatingRecorder {
  /** Absent where jobs are measured by size: it must then be told of each. */
  readonly accumulators: Accumulators | undefined;
  private readonly classes: ClassTallies[];
  /** One row for each node where nodes are listed, for each speed where they are not. */
  private readonly nodes: NodeAreas;
  private readonly speeds: readonly number[];
  /** The row of each node, where that is not its index; absent where there is but one. */
  private readonly rows: Int32Array | undefined;
  /** Whether jobs wait in the pool's one queue: they enter no node. */
  private pull = false;
  private readonly listed: boolean;
  private readonly sizes: SizeTallies | undefined;
  private readonly troubles = new TroubleTally();
  /** Where jobs have several tasks; nodes then count these. */
  private tasks: TaskTally | undefined;

  // Where the current interval ends: at a time or at a number of departures, the other being Infinity.
  private readonly edges: number[][];
  private readonly byTime: boolean;
  /** Departures with which a horizon of jobs is reached. */
  private readonly jobs: number;
  private timeEdge = Infinity;
  private jobEdge = Infinity;
  private departed = 0;
  private lastDone = 0;
  private interval = 0;
  private intervalStart = 0;
  private sectionStart = 0;
  /** ∫ jobs in the system dt since the section began, up to the interval. */
  private jobTimeBefore = 0;
  private readonly sections: Section[] = [];
  private readonly ends: number[] = [];
  private readonly numbers: number[] = [];

  constructor({ classes, speeds, horizon, bySize = false, thresholds = [] }: RecorderSetup) {
    this.sizes = bySize ? new SizeTallies() : undefined;
    const columns = new ClassColumns(classes);
    this.classes = Array.from({ length: classes }, (_, jobClass) => new ClassTallies(columns, jobClass, thresholds));
    this.listed = speeds.length <= MOST_NODES_LISTED;
    this.speeds = this.listed ? speeds : [...new Set(speeds)];
    this.nodes = new NodeAreas(this.speeds.length);
    if (!this.listed && this.speeds.length > 1) {
      const row = new Map(this.speeds.map((speed, index) => [speed, index]));
      this.rows = Int32Array.from(speeds, (speed) => row.get(speed)!);
    }
    this.edges = sectionEdges(horizon);
    this.byTime = horizon.unit === 'time';
    this.jobs = horizon.length;
    // What happens at the very end of the horizon, several departures by one event too, still belongs to it: the last interval ends with the recording.
    this.edges.at(-1)!.splice(-1, 1, Infinity);
    this.setEdge();
    this.accumulators = !bySize ? this.accumulatorsOver(columns) : undefined;
  }

  entered(now: number, jobClass: number, node: number): void {
    if (now > this.timeEdge) this.cross(now);
    this.classes[jobClass].enter(now);
    if (node < 0) this.pull = true;
    else this.nodes.enter(this.row(node), now);
  }

  lost(now: number, jobClass: number, node: number): void {
    if (now > this.timeEdge) this.cross(now);
    this.classes[jobClass].lose();
    if (node >= 0) this.nodes.lose(this.row(node));
    if (++this.departed >= this.jobEdge) this.closeInterval(now);
  }

  busy(now: number, node: number, change: 1 | -1): void {
    if (now > this.timeEdge) this.cross(now);
    this.nodes.busy(this.row(node), now, change);
  }

  copies(now: number, node: number, change: 1 | -1): void {
    if (now > this.timeEdge) this.cross(now);
    this.nodes.copies(this.row(node), now, change);
  }

  completed(now: number, jobClass: number, node: number, response: number, service: number, size: number, deadline: number): void {
    if (now > this.timeEdge) this.cross(now);
    this.classes[jobClass].complete(now, response, service);
    this.lastDone = now;
    if (deadline < Infinity) this.classes[jobClass].meet(now, deadline);
    if (this.sizes !== undefined) this.sizes.add(size, response, service);
    if (this.tasks === undefined) this.completeAt(now, node, response);
    if (++this.departed >= this.jobEdge) this.closeInterval(now);
  }

  partitioned(now: number, _job: number, _jobClass: number, _first: number, tasks: number): void {
    if (now > this.timeEdge) this.cross(now);
    this.tasks ??= new TaskTally(this.sectionStart);
    this.tasks.enter(now, tasks);
  }

  forked(now: number, node: number): void {
    if (node >= 0) this.nodes.enter(this.row(node), now);
  }

  taskDone(now: number, _jobClass: number, node: number, response: number): void {
    if (now > this.timeEdge) this.cross(now);
    this.tasks!.complete(now, response);
    this.completeAt(now, node, response);
  }

  dropped(now: number, tasks: number): void {
    if (now > this.timeEdge) this.cross(now);
    this.tasks!.leave(now, tasks);
  }

  tried(now: number, jobClass: number): void {
    if (now > this.timeEdge) this.cross(now);
    this.classes[jobClass].begin();
    this.troubles.begin();
  }

  wasted(now: number, work: number): void {
    if (now > this.timeEdge) this.cross(now);
    this.troubles.waste(work);
  }

  died(now: number, jobClass: number, _reason: Reason, _after: number): void {
    if (now > this.timeEdge) this.cross(now);
    this.classes[jobClass].die(now);
    if (++this.departed >= this.jobEdge) this.closeInterval(now);
  }

  down(now: number, _node: number, change: 1 | -1): void {
    if (now > this.timeEdge) this.cross(now);
    this.troubles.down(now, change);
  }

  /** Ends the recording; a section that was only begun is kept if it has lasted. */
  finish(now: number): Recording {
    if (this.byTime) this.cross(now);
    const reached = !this.byTime && this.departed >= this.jobs;
    if (now > this.intervalStart || reached) this.endInterval(now);
    if (now > this.sectionStart || reached || this.sections.length === 0) this.endSection(now);
    return {
      sections: this.pull ? this.sections.map(withoutNodeJobTime) : this.sections,
      series: { end: Float64Array.from(this.ends), number: Float64Array.from(this.numbers) },
      lastDone: this.lastDone,
    };
  }

  private accumulatorsOver({ cells, pending, done }: ClassColumns): Accumulators {
    return {
      nodes: this.nodes.cells,
      rows: this.rows,
      jobs: this.listed ? this.nodes.jobs : undefined,
      classes: cells,
      pending,
      done,
      oneQueue: () => {
        this.pull = true;
      },
      origin: () => this.sectionStart,
      jobEdge: () => this.jobEdge,
      timeEdge: () => this.timeEdge,
      full: (jobClass, now) => this.classes[jobClass].flush(now),
      reach: (now, gone, lastDone) => {
        this.departed = gone;
        this.lastDone = lastDone;
        if (this.byTime) this.cross(now);
        else if (gone >= this.jobEdge) this.closeInterval(now);
      },
    };
  }

  /** A task is done at a node. */
  private completeAt(now: number, node: number, response: number): void {
    if (this.pull) this.nodes.complete(this.row(node), response);
    else this.nodes.leave(this.row(node), now, response);
  }

  private row(node: number): number {
    if (this.listed) return node;
    return this.rows ? this.rows[node] : 0;
  }

  /** Closes the intervals that ended before an event at `now`. */
  private cross(now: number): void {
    while (now > this.timeEdge) this.closeInterval(this.timeEdge);
  }

  private closeInterval(now: number): void {
    this.endInterval(now);
    const edges = this.edges[this.sections.length];
    this.interval++;
    if (this.interval === edges.length) this.endSection(now);
    this.setEdge();
  }

  private setEdge(): void {
    const edge = this.edges[this.sections.length]?.[this.interval] ?? Infinity;
    if (this.byTime) this.timeEdge = edge;
    else this.jobEdge = edge;
  }

  private endInterval(now: number): void {
    const time = now - this.intervalStart;
    const jobTime = this.classes.reduce((sum, tallies) => sum + tallies.jobTime(now), 0);
    const inSystem = this.classes.reduce((sum, tallies) => sum + tallies.inSystem, 0);
    this.ends.push(now);
    this.numbers.push(time > 0 ? (jobTime - this.jobTimeBefore) / time : inSystem);
    this.jobTimeBefore = jobTime;
    this.intervalStart = now;
  }

  private endSection(now: number): void {
    const nodes = this.nodes.take(now);
    const classes = this.classes.map((tallies) => tallies.take(now));
    const troubles = this.troubles.take(now);
    const tasks = this.tasks?.take(now);
    this.sections.push({
      time: now - this.sectionStart,
      jobTime: classes.reduce((sum, { jobTime }) => sum + jobTime, 0),
      busyTime: nodes.busyTime.reduce((sum, busy) => sum + busy, 0),
      work: nodes.busyTime.reduce((sum, busy, node) => sum + busy * this.speeds[node], 0),
      classes,
      ...(this.listed && { nodes }),
      ...(this.sizes && { sizes: this.sizes.take() }),
      ...(troubles && { troubles }),
      ...(tasks && { tasks }),
    });
    this.sectionStart = now;
    this.jobTimeBefore = 0;
    this.interval = 0;
  }
}

function withoutNodeJobTime({ nodes, ...section }: Section): Section {
  if (!nodes) return section;
  const { jobTime: _, ...columns } = nodes;
  return { ...section, nodes: columns };
}
