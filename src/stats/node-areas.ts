import type { NodeSection } from './recording.ts';

/** Measures every node: integrals over time of its jobs and of its busy slots, and counts. */
export class NodeAreas {
  readonly #jobs: Int32Array;
  readonly #busy: Int32Array;
  readonly #lastChange: Float64Array;
  #jobTime: Float64Array;
  #busyTime: Float64Array;
  #completed: Float64Array;
  #lost: Float64Array;
  #response: Float64Array;

  constructor(nodes: number) {
    this.#jobs = new Int32Array(nodes);
    this.#busy = new Int32Array(nodes);
    this.#lastChange = new Float64Array(nodes);
    this.#jobTime = new Float64Array(nodes);
    this.#busyTime = new Float64Array(nodes);
    this.#completed = new Float64Array(nodes);
    this.#lost = new Float64Array(nodes);
    this.#response = new Float64Array(nodes);
  }

  enter(node: number, now: number): void {
    this.#advance(node, now);
    this.#jobs[node]++;
  }

  leave(node: number, now: number, response: number): void {
    this.#advance(node, now);
    this.#jobs[node]--;
    this.complete(node, response);
  }

  /** A completion at a node of a pool with one queue, where jobs are not counted by node. */
  complete(node: number, response: number): void {
    this.#completed[node]++;
    this.#response[node] += response;
  }

  lose(node: number): void {
    this.#lost[node]++;
  }

  busy(node: number, now: number, change: 1 | -1): void {
    this.#advance(node, now);
    this.#busy[node] += change;
  }

  take(now: number): Required<NodeSection> {
    const nodes = this.#jobs.length;
    for (let node = 0; node < nodes; node++) this.#advance(node, now);
    const section = {
      completed: this.#completed,
      lost: this.#lost,
      response: this.#response,
      jobTime: this.#jobTime,
      busyTime: this.#busyTime,
    };
    this.#jobTime = new Float64Array(nodes);
    this.#busyTime = new Float64Array(nodes);
    this.#completed = new Float64Array(nodes);
    this.#lost = new Float64Array(nodes);
    this.#response = new Float64Array(nodes);
    return section;
  }

  #advance(node: number, now: number): void {
    const elapsed = now - this.#lastChange[node];
    this.#jobTime[node] += this.#jobs[node] * elapsed;
    this.#busyTime[node] += this.#busy[node] * elapsed;
    this.#lastChange[node] = now;
  }
}
