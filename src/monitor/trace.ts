import type { Ending, Watcher } from '../model.ts';
import type { Scenario } from '../scenario.ts';
import type { Anomaly } from './anomaly.ts';
import { firstSlots } from './slots.ts';
import { TraceEvents } from './trace-events.ts';
import { Waits } from './waits.ts';

/** A trace of more events is slow to open: about 60 MB, 50,000 jobs. */
export const MOST_EVENTS = 500_000;

// Process 1 is the pool, process i + 2 node i. Threads are numbered through all processes; 0 is none's, since viewers keep it
// for the operating system. First those of the pool, then one for each node as a whole, then slots.
const POOL = 1;
const SUBMIT = 1;
const STAGES = ['submit', 'balance', 'complete'];
const STAGES_OF_TASKS = ['submit', 'partition', 'balance', 'complete'];

export interface TraceSetup {
  readonly scenario: Scenario;
  /** What is said of the run at the head of the file. */
  readonly about: Readonly<Record<string, string>>;
  /** Of a time unit of the scenario. */
  readonly microseconds: number;
  readonly write: (text: string) => void;
  readonly most?: number;
}

/**
 * Writes the life of each job as trace events: submit, partition (where jobs have several tasks) and balance (instants of the pool), schedule (an async span for as
 * long as a task waits), execute (a span of the slot; an async one where slots are shared), complete (an instant).
 */
export class Trace implements Watcher {
  private readonly events: TraceEvents;
  private readonly classes: readonly string[];
  private readonly scale: number;
  private readonly firstSlot: Int32Array;
  private readonly stages: readonly string[];
  /** Where jobs have several tasks, what is told of by its number is a task: of which job, which one, and all of the job. */
  private readonly parts = new Map<number, { readonly job: number; readonly task: number; readonly all: readonly number[] }>();
  /** Tasks that have not come to a node yet. */
  private readonly unplaced = new Set<number>();
  private readonly named = new Set<number>();
  private readonly waits = new Waits();
  private readonly slots = new Map<number, { readonly node: number; readonly who: { readonly job: number; readonly task?: number }; readonly jobClass: number; readonly since: number }>();
  private readonly classOf = new Map<number, number>();
  private readonly most: number;
  private readonly tasks: Int32Array;
  private readonly busySlots: Int32Array;
  private inPool = 0;
  private pull = false;
  /** Whether slots are told of: they are not where they are shared. */
  private told = false;
  private spans = 0;
  private now = 0;
  private readonly downSince = new Map<number, number>();
  private readonly changed = new Set<number>();

  constructor({ scenario, about, microseconds, write, most = MOST_EVENTS }: TraceSetup) {
    const { nodes } = scenario.pool;
    this.most = most;
    this.classes = scenario.classes.map(({ name }) => name);
    this.scale = microseconds;
    this.firstSlot = firstSlots(nodes);
    this.tasks = new Int32Array(nodes.length);
    this.busySlots = new Int32Array(nodes.length);
    this.events = new TraceEvents(write, most, { scenario: scenario.name, seed: scenario.seed, ...about });
    this.stages = scenario.sources.some(({ tasks }) => tasks) ? STAGES_OF_TASKS : STAGES;
    this.name('process', POOL, SUBMIT, 'pool');
    for (const [index, name] of this.stages.entries()) this.name('thread', POOL, SUBMIT + index, name);
    for (const node of nodes.keys()) this.name('process', ...this.whole(node), `node ${node}`);
  }

  /** Whether no more events are written. */
  get full(): boolean {
    return this.events.full;
  }

  partitioned(now: number, job: number, jobClass: number, first: number, tasks: number): void {
    this.at(now);
    const all = Array.from({ length: tasks }, (_, task) => first + task);
    for (const [task, number] of all.entries()) this.parts.set(number, { job, task, all });
    this.instant('submit', 'submit', { job }, jobClass);
    this.instant('partition', 'partition', { job, tasks }, jobClass);
  }

  entered(now: number, job: number, jobClass: number, node: number): void {
    this.at(now);
    this.pull ||= node < 0;
    this.inPool++;
    const part = this.parts.get(job);
    for (const task of part?.all ?? [job]) this.classOf.set(task, jobClass);
    if (!part) {
      this.instant('submit', 'submit', { job }, jobClass);
      this.balanced(job, jobClass, node);
      return;
    }
    for (const task of part.all) this.unplaced.add(task);
  }

  lost(now: number, job: number, jobClass: number, node: number): void {
    this.at(now);
    const wasIn = this.classOf.has(job);
    if (wasIn) this.inPool--;
    if (wasIn) this.changed.add(-1);
    this.instant(wasIn ? 'complete' : 'submit', wasIn ? 'given up' : 'lost', { ...this.who(job), ...(node >= 0 && { at: `node ${node}` }) }, jobClass);
    this.forget(job);
  }

  busy(now: number, node: number, change: 1 | -1): void {
    this.at(now);
    this.busySlots[node] += change;
    this.changed.add(node);
  }

  joined(now: number, job: number, node: number): void {
    this.at(now);
    this.waits.add(job, node, now);
    this.count(node, 1);
    if (this.unplaced.delete(job)) this.balanced(job, this.classOf.get(job)!, node);
  }

  left(now: number, job: number, node: number): void {
    this.at(now);
    const since = this.waits.take(job, node);
    if (since !== undefined) this.waited(since, now, node, job);
    this.count(node, -1);
  }

  down(now: number, node: number, change: 1 | -1): void {
    this.at(now);
    const since = this.downSince.get(node);
    if (change > 0) this.downSince.set(node, now);
    else if (since !== undefined) this.span('down', 'down', since, now, node, {});
    if (change < 0) this.downSince.delete(node);
  }

  began(now: number, slot: number, node: number, job: number, jobClass: number): void {
    this.at(now);
    this.told = true;
    const since = this.waits.take(job, node);
    if (since !== undefined) this.waited(since, now, this.pull ? -1 : node, job);
    if (!this.named.has(slot)) this.name('thread', node + 2, this.thread(slot), `slot ${slot - this.firstSlot[node]}`);
    this.named.add(slot);
    this.slots.set(slot, { node, who: this.who(job), jobClass, since: now });
  }

  ended(now: number, slot: number, node: number, job: number, _jobClass: number, ending: Ending): void {
    this.at(now);
    this.execute(slot, now, ending);
    if (ending === 'preempted') this.waits.add(job, this.pull ? -1 : node, now);
  }

  finished(now: number, task: number, jobClass: number, node: number): void {
    this.at(now);
    const since = this.told ? undefined : this.waits.take(task, node);
    if (since !== undefined) this.span('execute', this.classes[jobClass], since, now, node, this.who(task));
    this.count(this.pull ? -1 : node, -1);
  }

  completed(now: number, job: number, jobClass: number, node: number, response: number, service: number, size: number): void {
    this.at(now);
    if (!this.parts.has(job)) this.finished(now, job, jobClass, node);
    this.inPool--;
    this.instant('complete', 'complete', { job: this.who(job).job, response, waiting: Math.max(0, response - service), size }, jobClass);
    this.forget(job);
  }

  /** `text` says it in words. */
  anomaly(anomaly: Anomaly, text: string): void {
    this.at(anomaly.time);
    const [pid, tid] = this.whole(anomaly.node ?? -1);
    this.events.add({ name: text, ph: 'i', s: 'g', cat: 'anomaly', pid, tid, ts: this.micro(anomaly.time) });
  }

  /** Ends the file at that time; tasks that wait or run are shown up to then. */
  finish(now: number): void {
    const full = this.events.full;
    this.counters();
    for (const slot of this.slots.keys()) this.execute(slot, now, 'unfinished');
    for (const [job, node, since] of this.waits.all()) this.waited(since, now, node, job);
    for (const [node, since] of this.downSince) this.span('down', 'down', since, now, node, {});
    const ts = this.micro(now);
    this.events.end(full ? [{ name: `cut here, after ${this.most} events`, ph: 'i', s: 'g', pid: POOL, tid: SUBMIT, ts }] : []);
  }

  /** Time goes on: what has changed at the time before is counted. */
  private at(now: number): void {
    if (now === this.now) return;
    this.counters();
    this.now = now;
  }

  private count(node: number, change: number): void {
    if (node >= 0) this.tasks[node] += change;
    this.changed.add(node);
  }

  private counters(): void {
    const ts = this.micro(this.now);
    if (this.changed.size > 0) this.events.add({ name: 'jobs in the pool', ph: 'C', pid: POOL, tid: SUBMIT, ts, args: { jobs: this.inPool } });
    for (const node of this.changed) {
      if (node < 0) continue;
      const busy = this.busySlots[node];
      const [pid, tid] = this.whole(node);
      this.events.add({ name: 'tasks', ph: 'C', pid, tid, ts, args: { 'in service': busy, ...(!this.pull && { waiting: this.tasks[node] - busy }) } });
    }
    this.changed.clear();
  }

  private balanced(job: number, jobClass: number, node: number): void {
    this.instant('balance', 'balance', { ...this.who(job), to: node < 0 ? 'the queue' : `node ${node}` }, jobClass);
  }

  /** The job by its number, and which of its tasks it is where it has several. */
  private who(number: number): { readonly job: number; readonly task?: number } {
    const part = this.parts.get(number);
    return part ? { job: part.job, task: part.task } : { job: number };
  }

  /** The job that this is of is over. */
  private forget(number: number): void {
    for (const one of this.parts.get(number)?.all ?? [number]) {
      this.classOf.delete(one);
      this.parts.delete(one);
      this.unplaced.delete(one);
    }
  }

  private instant(stage: string, name: string, args: Readonly<Record<string, string | number>>, jobClass: number): void {
    const tid = SUBMIT + this.stages.indexOf(stage);
    this.events.add({ name: `${name} ${this.classes[jobClass]}`, ph: 'i', s: 't', cat: name, pid: POOL, tid, ts: this.micro(this.now), args });
  }

  private waited(from: number, to: number, node: number, job: number): void {
    const name = this.classes[this.classOf.get(job)!];
    // Where slots are shared, whoever is there is served.
    if (this.told) this.span('schedule', 'waiting', from, to, node, { ...this.who(job), class: name });
    else this.span('execute', name, from, to, node, this.who(job));
  }

  private span(cat: string, name: string, from: number, to: number, node: number, args: Readonly<Record<string, string | number>>): void {
    if (to === from) return;
    const [pid, tid] = this.whole(node);
    const same = { name, cat, pid, tid, id: String(this.spans++) };
    this.events.add({ ...same, ph: 'b', ts: this.micro(from), args }, { ...same, ph: 'e', ts: this.micro(to) });
  }

  private execute(slot: number, now: number, ending: Ending | 'unfinished'): void {
    const { node, who, jobClass, since } = this.slots.get(slot)!;
    const [ts, end] = [this.micro(since), this.micro(now)];
    this.events.add({ name: this.classes[jobClass], ph: 'X', cat: 'execute', pid: node + 2, tid: this.thread(slot), ts, dur: Math.round(1000 * (end - ts)) / 1000, args: { ...who, ending } });
    this.slots.delete(slot);
  }

  /** Process and thread of a node as a whole, or (−1) of the pool. */
  private whole(node: number): [pid: number, tid: number] {
    return [node + 2, node < 0 ? SUBMIT : SUBMIT + this.stages.length + node];
  }

  private thread(slot: number): number {
    return SUBMIT + this.stages.length + this.tasks.length + slot;
  }

  private name(what: 'process' | 'thread', pid: number, tid: number, name: string): void {
    this.events.add({ name: `${what}_name`, ph: 'M', pid, tid, ts: 0, args: { name } });
    this.events.add({ name: `${what}_sort_index`, ph: 'M', pid, tid, ts: 0, args: { sort_index: what === 'process' ? pid : tid } });
  }

  /** In whole nanoseconds, so that what begins where another ends does not overlap it. */
  private micro(time: number): number {
    return Math.round(1000 * this.scale * time) / 1000;
  }
}
