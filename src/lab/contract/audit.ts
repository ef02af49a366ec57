import type { Account } from '../../backends/simulated/observe.ts';
import type { Recorder } from '../../model.ts';
import type { Discipline, Dispatcher } from '../../policy.ts';
import type { Scenario } from '../../scenario.ts';
import type { LawName, Violation } from './law.ts';
import { setupOf } from './trial.ts';

/** Rounding that sums over a few hundred jobs may show. */
const ROUNDING = 1e-9;

/** A recorder that holds what it is told against the laws; it computes everything again for itself. */
export class Audit implements Recorder {
  readonly violations: Violation[] = [];
  readonly #scenario: Scenario;
  readonly #discipline: Discipline;
  readonly #dispatcher: Dispatcher;
  readonly #pull: boolean;
  /** Size of the job of each class, where jobs are told apart by class. */
  readonly #sizes: readonly number[] | undefined;
  readonly #tasks: number[];
  readonly #busy: number[];
  readonly #inSystem: number[];
  readonly #slots: number;
  /** Of the fastest and of the slowest node. */
  readonly #speeds: readonly [number, number];
  #now = 0;
  #inPool = 0;
  #entered = 0;
  #completed = 0;
  #lost = 0;
  #jobTime = 0;
  #workDone = 0;
  #responses = 0;
  // Where jobs have several tasks.
  readonly #forks: boolean;
  #tasksInPool = 0;
  /** Tasks of the job that came last: one that is turned away may have found room for some. */
  #coming = 1;
  #taskTime = 0;
  #taskResponses = 0;
  #tasksDone = 0;

  constructor(scenario: Scenario, sizes?: readonly number[]) {
    const { nodes, dispatch, discipline } = scenario.pool;
    this.#scenario = scenario;
    this.#dispatcher = dispatch.create(setupOf(scenario));
    this.#discipline = discipline.create(setupOf(scenario));
    this.#pull = this.#dispatcher.mechanism === 'pull';
    this.#sizes = sizes;
    this.#tasks = nodes.map(() => 0);
    this.#busy = nodes.map(() => 0);
    this.#inSystem = scenario.classes.map(() => 0);
    const speeds = nodes.map(({ speed }) => speed);
    this.#speeds = [Math.max(...speeds), Math.min(...speeds)];
    this.#forks = scenario.sources.some(({ tasks }) => tasks);
    this.#slots = nodes.reduce((sum, { slots }) => sum + slots, 0);
  }

  entered(now: number, jobClass: number, node: number): void {
    this.#advance(now);
    const { pool } = this.#scenario;
    this.#entered++;
    this.#inSystem[jobClass]++;
    if (this.#sizes) this.#hold('conservation', this.#inSystem[jobClass] === 1, () => `job ${jobClass} entered twice`);
    this.#hold('capacity', ++this.#inPool <= pool.capacity, () => `${this.#inPool} jobs in a pool for ${pool.capacity}`);
    this.#hold('conservation', this.#pull ? node === -1 : pool.nodes[node] !== undefined, () => `entered at node ${node}`);
    if (this.#pull) return;
    this.#changeTasks(node, 1);
  }

  lost(now: number, _jobClass: number, node: number): void {
    this.#advance(now);
    const { pool } = this.#scenario;
    this.#lost++;
    const full = node === -1 ? this.#inPool >= pool.capacity : this.#tasks[node] + this.#coming > pool.nodes[node].capacity;
    this.#hold('capacity', full, () => `a job was lost at node ${node} with room left`);
  }

  copies(now: number, node: number, change: 1 | -1): void {
    this.#advance(now);
    this.#hold('conservation', this.#dispatcher.mechanism === 'replicate', () => 'copies without a dispatcher that makes any');
    this.#changeTasks(node, change);
  }

  partitioned(now: number, _job: number, _jobClass: number, _first: number, tasks: number): void {
    this.#advance(now);
    this.#hold('conservation', this.#forks && tasks >= 1 && Number.isInteger(tasks), () => `a job of ${tasks} tasks`);
    this.#tasksInPool += tasks;
    this.#coming = tasks;
  }

  forked(now: number, node: number): void {
    this.#advance(now);
    this.#hold('conservation', this.#pull ? node === -1 : this.#scenario.pool.nodes[node] !== undefined, () => `a task came to node ${node}`);
    if (!this.#pull) this.#changeTasks(node, 1);
  }

  taskDone(now: number, _jobClass: number, node: number, response: number, service: number, size: number): void {
    this.#advance(now);
    this.#tasksDone++;
    this.#tasksInPool--;
    this.#taskResponses += response;
    if (!this.#pull) this.#changeTasks(node, -1);
    this.#checkService(size, node, response, service, ROUNDING * (1 + now));
  }

  dropped(now: number, tasks: number): void {
    this.#advance(now);
    this.#tasksInPool -= tasks;
  }

  busy(now: number, node: number, change: 1 | -1): void {
    this.#advance(now);
    const busy = (this.#busy[node] += change);
    this.#hold('conservation', busy >= 0 && busy <= this.#scenario.pool.nodes[node].slots, () => `${busy} busy slots at node ${node}`);
  }

  completed(now: number, jobClass: number, node: number, response: number, service: number, size: number): void {
    this.#advance(now);
    this.#completed++;
    this.#inPool--;
    this.#responses += response;
    this.#hold('conservation', --this.#inSystem[jobClass] >= 0, () => `a job of class ${jobClass} completed that had not entered`);
    if (!this.#pull && !this.#forks) this.#changeTasks(node, -1);
    this.#hold('bounds', response - service >= -ROUNDING * (1 + now), () => `waiting ${response - service}`);
    this.#hold('bounds', service === 0 || response / service >= 1 - ROUNDING * (1 + now / service), () => `slowdown ${response / service}`);
    if (this.#forks) return;
    const came = this.#drawnAgain ? undefined : this.#sizes?.[jobClass];
    this.#hold('conservation', came === undefined || size === came, () => `a job of size ${came} completed as one of ${size}`);
    this.#checkService(size, node, response, service, ROUNDING * (1 + now));
  }

  /** Holds the simulation's own account against ours. */
  finish(account: Account): readonly Violation[] {
    this.#advance(Infinity, account.endTime);
    const { arrived, completed, lost, unfinished } = account;
    this.#hold('conservation', arrived === completed + lost + unfinished, () => `${arrived} arrived ≠ ${completed} + ${lost} + ${unfinished}`);
    this.#hold('conservation', this.#completed === completed && this.#lost === lost, () => 'the account and the recorder count differently');
    this.#hold('conservation', this.#entered === completed + unfinished && this.#inPool === unfinished, () => 'jobs entered ≠ completed + unfinished');
    this.#equal('conservation', account.arrivedWork + account.addedWork, account.completedWork + account.lostWork + account.unfinishedWork + account.withdrawnWork, 'work');
    this.#equal('Little', this.#jobTime, this.#responses + account.unfinishedTime + account.deadTime, '∫ jobs dt and Σ time in system');
    this.#equal('utilisation', this.#workDone, account.completedWork + account.unfinishedService + account.wastedWork, '∫ busy speed dt and work done');
    if (!this.#forks) return this.violations;
    this.#hold('conservation', this.#tasksDone >= completed && this.#tasksInPool >= unfinished, () => 'fewer tasks than jobs');
    this.#equal('Little', this.#taskTime, this.#taskResponses + account.unfinishedTaskTime!, '∫ tasks dt and Σ time of tasks in system');
    return this.violations;
  }

  /** Whether a job may end with another size than it came with. */
  get #drawnAgain(): boolean {
    const copied = this.#dispatcher.mechanism === 'replicate' && this.#dispatcher.sizes === 'independent';
    return copied || (this.#discipline.mechanism === 'ordered' && this.#discipline.afterwards === 'resample');
  }

  #changeTasks(node: number, change: 1 | -1): void {
    const { capacity } = this.#scenario.pool.nodes[node];
    const tasks = (this.#tasks[node] += change);
    this.#hold('conservation', tasks >= 0, () => `${tasks} tasks at node ${node}`);
    this.#hold('capacity', tasks <= capacity, () => `${tasks} tasks at node ${node} for ${capacity}`);
  }

  /** Before time moves on, every slot has taken what it can; events of one instant come one after the other. */
  #advance(now: number, until = now): void {
    this.#hold('time', now >= this.#now, () => `time went back from ${this.#now} to ${now}`);
    if (now === this.#now) return;
    const { nodes } = this.#scenario.pool;
    const elapsed = until - this.#now;
    let [busySlots, speed] = [0, 0];
    for (const [node, busy] of this.#busy.entries()) {
      busySlots += busy;
      speed += busy * nodes[node].speed;
      if (!this.#pull) this.#hold('work conservation', busy === Math.min(this.#tasks[node], nodes[node].slots), () => `${busy} slots busy for ${this.#tasks[node]} tasks at node ${node}`);
    }
    this.#hold('work conservation', !this.#pull || busySlots === Math.min(this.#forks ? this.#tasksInPool : this.#inPool, this.#slots), () => `${busySlots} slots busy for ${this.#inPool} jobs`);
    this.#jobTime += this.#inPool * elapsed;
    this.#taskTime += this.#tasksInPool * elapsed;
    this.#workDone += speed * elapsed;
    this.#now = until;
  }

  #checkService(size: number, node: number, response: number, service: number, rounding: number): void {
    const { nodes } = this.#scenario.pool;
    const [fastest, slowest] = this.#pull ? this.#speeds : [nodes[node].speed, nodes[node].speed];
    this.#hold('bounds', response >= size / fastest - rounding, () => `response ${response} to size ${size} at speed ${fastest}`);
    this.#hold('bounds', service >= size / fastest - rounding, () => `service ${service} of size ${size}`);
    // A task that begins again is served for longer than its size takes.
    const once = this.#discipline.mechanism !== 'ordered' || (this.#discipline.afterwards ?? 'resume') === 'resume';
    if (once) this.#hold('bounds', service <= size / slowest + rounding, () => `service ${service} of size ${size}`);
  }

  #equal(law: LawName, a: number, b: number, what: string): void {
    this.#hold(law, Math.abs(a - b) <= ROUNDING * (1 + Math.abs(a)), () => `${what}: ${a} ≠ ${b}`);
  }

  #hold(law: LawName, holds: boolean, otherwise: () => string): void {
    if (!holds) this.violations.push({ law, message: `${otherwise()} at ${this.#now}` });
  }
}
