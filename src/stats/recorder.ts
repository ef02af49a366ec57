import type { Horizon, Recorder } from '../model.ts';
import { ClassTallies } from './class-tallies.ts';
import { NodeAreas } from './node-areas.ts';
import type { Recording, Section } from './recording.ts';
import { sectionEdges } from './sections.ts';

/** Pools of more nodes are measured as a whole only: a table of so many nodes helps nobody and costs memory. */
export const MOST_NODES_LISTED = 4096;

/** What the recorder must know of the scenario. */
export interface RecorderSetup {
  readonly classes: number;
  /** Of each node. */
  readonly speeds: readonly number[];
  readonly horizon: Horizon;
}

/** Measures one replication as it goes; memory does not depend on its length. */
export class StreamingRecorder implements Recorder {
  readonly #classes: ClassTallies[];
  readonly #nodes: NodeAreas;
  readonly #speeds: readonly number[];
  /** Whether jobs wait in the pool's one queue: they enter no node. */
  #pull = false;
  readonly #listed: boolean;

  // The number in system, and its integral since the last interval ended.
  #inSystem = 0;
  #jobTime = 0;
  #lastChange = 0;

  // Where the current interval ends: at a time or at a number of departures.
  readonly #edges: number[][];
  readonly #byTime: boolean;
  #edge: number;
  #departed = 0;
  #interval = 0;
  #intervalStart = 0;
  #sectionStart = 0;
  #sectionJobTime = 0;
  readonly #sections: Section[] = [];
  readonly #intervalsPerSection: number[] = [];
  readonly #ends: number[] = [];
  readonly #numbers: number[] = [];

  constructor({ classes, speeds, horizon }: RecorderSetup) {
    this.#classes = Array.from({ length: classes }, () => new ClassTallies());
    this.#nodes = new NodeAreas(speeds.length);
    this.#speeds = speeds;
    this.#listed = speeds.length <= MOST_NODES_LISTED;
    this.#edges = sectionEdges(horizon);
    this.#byTime = horizon.unit === 'time';
    // What happens at the very end of the horizon still belongs to it: the last interval ends with the recording.
    if (this.#byTime) this.#edges.at(-1)!.splice(-1, 1, Infinity);
    this.#edge = this.#edges[0][0];
  }

  entered(now: number, jobClass: number, node: number): void {
    if (this.#byTime && now >= this.#edge) this.#cross(now);
    this.#jobTime += this.#inSystem * (now - this.#lastChange);
    this.#lastChange = now;
    this.#inSystem++;
    this.#classes[jobClass].enter(now);
    if (node >= 0) this.#nodes.enter(node, now);
    else this.#pull = true;
  }

  lost(now: number, jobClass: number, node: number): void {
    if (this.#byTime && now >= this.#edge) this.#cross(now);
    this.#classes[jobClass].lose();
    if (node >= 0) this.#nodes.lose(node);
    this.#departed++;
    if (!this.#byTime && this.#departed >= this.#edge) this.#closeInterval(now);
  }

  busy(now: number, node: number, change: 1 | -1): void {
    if (this.#byTime && now >= this.#edge) this.#cross(now);
    this.#nodes.busy(node, now, change);
  }

  completed(now: number, jobClass: number, node: number, response: number, service: number): void {
    if (this.#byTime && now >= this.#edge) this.#cross(now);
    this.#jobTime += this.#inSystem * (now - this.#lastChange);
    this.#lastChange = now;
    this.#inSystem--;
    this.#classes[jobClass].complete(now, response, service);
    if (this.#pull) this.#nodes.complete(node, response);
    else this.#nodes.leave(node, now, response);
    this.#departed++;
    if (!this.#byTime && this.#departed >= this.#edge) this.#closeInterval(now);
  }

  /** Ends the recording; a section that was only begun is kept if it has lasted. */
  finish(now: number): Recording {
    if (this.#byTime) this.#cross(now);
    if (now > this.#intervalStart) this.#endInterval(now);
    if (now > this.#sectionStart || this.#sections.length === 0) this.#endSection(now);
    return {
      sections: this.#pull ? this.#sections.map(withoutNodeJobTime) : this.#sections,
      intervalsPerSection: this.#intervalsPerSection,
      series: { end: Float64Array.from(this.#ends), number: Float64Array.from(this.#numbers) },
    };
  }

  /** Closes the intervals that ended before an event at `now`. */
  #cross(now: number): void {
    while (now >= this.#edge) this.#closeInterval(this.#edge);
  }

  #closeInterval(now: number): void {
    this.#endInterval(now);
    const edges = this.#edges[this.#sections.length];
    this.#interval++;
    if (this.#interval === edges.length) this.#endSection(now);
    this.#edge = this.#edges[this.#sections.length]?.[this.#interval] ?? Infinity;
  }

  #endInterval(now: number): void {
    this.#jobTime += this.#inSystem * (now - this.#lastChange);
    this.#lastChange = now;
    const time = now - this.#intervalStart;
    this.#ends.push(now);
    this.#numbers.push(time > 0 ? this.#jobTime / time : this.#inSystem);
    this.#sectionJobTime += this.#jobTime;
    this.#jobTime = 0;
    this.#intervalStart = now;
  }

  #endSection(now: number): void {
    const nodes = this.#nodes.take(now);
    this.#sections.push({
      time: now - this.#sectionStart,
      jobTime: this.#sectionJobTime,
      busyTime: nodes.busyTime.reduce((sum, busy) => sum + busy, 0),
      work: nodes.busyTime.reduce((sum, busy, node) => sum + busy * this.#speeds[node], 0),
      classes: this.#classes.map((tallies) => tallies.take(now)),
      ...(this.#listed && { nodes }),
    });
    this.#intervalsPerSection.push(this.#ends.length - this.#intervalsPerSection.reduce((sum, count) => sum + count, 0));
    this.#sectionStart = now;
    this.#sectionJobTime = 0;
    this.#interval = 0;
  }
}

function withoutNodeJobTime({ nodes, ...section }: Section): Section {
  if (!nodes) return section;
  const { jobTime: _, ...columns } = nodes;
  return { ...section, nodes: columns };
}
