/** Tasks of other nodes that each task is compared with: the last so many of the pool. */
const REFERENCE = 256;
/** Fewer of them say too little. */
const FEWEST = 24;
/** What a rank score must exceed on average for the sum to grow, in standard deviations. */
const ALLOWANCE = 0.5;
/** The sum at which there is an alarm. */
const DECISION = 14;
/** Tasks over which it is said how slow a node is, and how slow it must be at least for that to matter. */
const RECENT = 24;
const FACTOR = 1.5;

/**
 * Finds nodes whose tasks take longer, in proportion to what they should take, than those of the other nodes of late. Each
 * task has a rank among the last tasks of other nodes, from 0 to 1; less ½ and divided by its standard deviation it is 0 on
 * average and 1 at random, whatever the distribution, as long as the node is as fast as the others. A one-sided cumulative
 * sum of these scores, each less an allowance of ½, raises the alarm at 14: for a node that is like the others less than
 * once in a million of its tasks on average (measured: test/monitor/slow-node.test.ts), for one that has become twice as
 * slow, where it is known how long tasks should take, after 12 to 24 of them. How slow it is said of the last 24 tasks
 * of either side, and rather too much where times vary widely, since the alarm comes when they look worst; a node less
 * than 1.5 times as slow is left in peace, and so are all where all become slow alike. A pool of one node is not watched.
 *
 * Source: Page 1954 (cumulative sums); Conover, Tercero-Gómez and Cordero-Franco 2017 (sequential rank scores).
 */
export class SlowNodes {
  private readonly nodeOf = new Int32Array(REFERENCE).fill(-1);
  private readonly logs = new Float64Array(REFERENCE);
  private place = 0;
  private readonly sums: Float64Array;
  private readonly raised: Uint8Array;
  /** The last ratios of each node, as logarithms, and how many there are. */
  private readonly recent: readonly Float64Array[];
  private readonly counts: Int32Array;

  constructor(nodes: number) {
    this.sums = new Float64Array(nodes);
    this.raised = new Uint8Array(nodes);
    this.counts = new Int32Array(nodes);
    this.recent = Array.from({ length: nodes }, () => new Float64Array(RECENT));
  }

  /** A task of the node took `ratio` times as long as it should have; how slow the node is where that is an alarm. */
  done(node: number, ratio: number): number | undefined {
    if (!(ratio > 0 && ratio < Infinity)) return undefined;
    const log = Math.log(ratio);
    this.recent[node][this.counts[node]++ % RECENT] = log;
    const score = this.score(node, log);
    this.nodeOf[this.place] = node;
    this.logs[this.place] = log;
    this.place = (this.place + 1) % REFERENCE;
    const sum = Math.min(DECISION, Math.max(0, this.sums[node] + score - ALLOWANCE));
    this.sums[node] = sum;
    if (sum === 0) this.raised[node] = 0;
    if (sum < DECISION || this.raised[node]) return undefined;
    const factor = this.factor(node);
    if (factor < FACTOR) return undefined;
    this.raised[node] = 1;
    return factor;
  }

  /** The allowance where there are too few others: the sum then stays what it is. */
  private score(node: number, log: number): number {
    let [others, below] = [0, 0];
    for (let i = 0; i < REFERENCE; i++) {
      if (this.nodeOf[i] < 0 || this.nodeOf[i] === node) continue;
      others++;
      if (this.logs[i] < log) below++;
      else if (this.logs[i] === log) below += 0.5;
    }
    return others < FEWEST ? ALLOWANCE : Math.sqrt(12) * ((below + 0.5) / (others + 1) - 0.5);
  }

  /** The geometric mean of the node's last ratios over that of as many of the others. */
  private factor(node: number): number {
    let [others, sum] = [0, 0];
    for (let back = 1; back <= REFERENCE && others < RECENT; back++) {
      const i = (this.place + REFERENCE - back) % REFERENCE;
      if (this.nodeOf[i] < 0 || this.nodeOf[i] === node) continue;
      others++;
      sum += this.logs[i];
    }
    const count = Math.min(RECENT, this.counts[node]);
    const own = this.recent[node].subarray(0, count).reduce((total, log) => total + log, 0) / count;
    return Math.exp(own - sum / others);
  }
}
