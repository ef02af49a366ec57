import type { Pool } from '../../scenario.ts';
import { Alarms } from './alarms.ts';
import { Attempts, BACKUP, RETRY, TIMEOUT } from './attempts.ts';
import type { AttemptsSetup, Ground } from './ground.ts';
import { DONE, ERROR } from './fates.ts';
import type { Host, Mechanism } from '../mechanisms/mechanism.ts';
import { Outages } from './outages.ts';
import type { PoolSetup } from '../pool-setup.ts';
import { IN_HAND } from './tries.ts';

/** Is told of crashes that are drawn, so that real nodes can be made to go down and to come back. Where there is one, nodes may also go by themselves. */
export interface Operator {
  crashed(node: number): void;
  repaired(node: number): void;
}

export interface RecoverySetup extends AttemptsSetup {
  readonly operator: Operator | undefined;
  /** Whether anything can still happen without a crash. */
  readonly alive: () => boolean;
}

// Alarms: two of each node, then three of each row.
const TURN = 0;
const DETECTION = 1;
const OF_NODE = 2;
const OF_ROW = 3;

/**
 * Stands between a pool and its mechanism where things go wrong: to the pool it is a mechanism that does every task, in as
 * many tries as it takes, and to the mechanism it is the host.
 */
export class Recovery implements Mechanism, Host {
  private readonly setup: RecoverySetup;
  private readonly outages: Outages;
  private readonly attempts: Attempts;
  private readonly nextUp: () => number;
  private readonly nextRepair: () => number;
  private mechanism!: Mechanism;
  /** On a timer that follows those of the mechanism. */
  alarms!: Alarms;
  serving?: (slot: number) => number;

  constructor(setup: RecoverySetup) {
    const { nodes, calendar, faults: { crashes }, stream } = setup;
    this.setup = setup;
    this.outages = new Outages(nodes, stream('faults/others'));
    const firstOfRows = OF_NODE * nodes;
    const keyOf = (row: number, kind: number) => firstOfRows + OF_ROW * row + kind;
    this.attempts = new Attempts(setup, this.outages, {
      set: (row, kind, delay) => this.alarms.set(keyOf(row, kind), calendar.now + delay),
      move: (from, to) => {
        for (const kind of [TIMEOUT, BACKUP]) this.alarms.move(keyOf(from, kind), keyOf(to, kind));
      },
    });
    // One node after the other from one stream: when they crash does not depend on what they do.
    const chance = stream('faults/crashes');
    this.nextUp = () => crashes!.up.sample(chance);
    this.nextRepair = () => crashes!.repair.sample(chance);
  }

  /** The mechanism that it is the host of; called once. */
  begin(mechanism: Mechanism): void {
    const { calendar, faults, nodes } = this.setup;
    this.mechanism = mechanism;
    this.attempts.mechanism = mechanism;
    if (mechanism.serving) this.serving = (slot) => mechanism.serving!(slot);
    this.alarms = new Alarms(calendar, (key) => this.ring(key));
    if (faults.crashes) for (let node = 0; node < nodes; node++) this.alarms.set(OF_NODE * node + TURN, this.nextUp());
  }

  // ── Mechanism ──
  get firstTimer(): number {
    return this.mechanism.firstTimer;
  }
  get timers(): number {
    return this.mechanism.timers;
  }
  join(station: number, row: number): void {
    this.attempts.join(station, row);
  }
  fire(timer: number): void {
    this.mechanism.fire(timer);
  }
  withdraw(): number {
    throw new Error('whoever tries tasks again takes them back himself');
  }
  held(station: number, row: number): number {
    return this.mechanism.held(station, row);
  }
  settle(): void {
    this.mechanism.settle();
  }

  // ── Host ──
  busy(node: number, change: 1 | -1): void {
    this.setup.ground.busy(node, change);
  }
  started(): void {}
  discard(row: number): void {
    this.setup.ground.discard(row);
  }
  beginsAgain(row: number, resample: boolean): void {
    this.setup.ground.beginsAgain(row, resample);
  }
  done(row: number, node: number, service: number): void {
    const { jobs, ground } = this.setup;
    const { attempts } = this;
    const { fate, held } = attempts.tries;
    if (fate[row] !== DONE) {
      attempts.erred(row, jobs.size[row], service);
      return;
    }
    attempts.succeeded(row);
    ground.done(row, node, service + held[row]);
  }

  // ── What the pool asks ──
  /** The node to which the task goes that the dispatcher picked one for: any that may be up, where that is known to be down and another is not. */
  standIn(row: number, node: number): number {
    const { tries } = this.attempts;
    tries.reach(row);
    tries.picked[row] = node;
    return this.outages.isKnownDown(node) && !this.outages.total ? this.outages.other(node) : node;
  }

  /** The node that the dispatcher picked for the task. */
  pickedFor(row: number): number {
    return this.attempts.tries.picked[row];
  }

  /** Takes back a task of a job that is given up, wherever it is. */
  cancel(row: number): void {
    this.attempts.cancel(row);
  }

  isKnownDown(node: number): boolean {
    return this.outages.isKnownDown(node);
  }

  // ── What goes wrong ──
  /** How the try in the slot is to end, as it was drawn. */
  fateIn(slot: number): 'done' | 'error' | 'hang' {
    const fate = this.attempts.tries.fate[this.mechanism.serving!(slot)];
    return fate === DONE ? 'done' : fate === ERROR ? 'error' : 'hang';
  }

  /** Which of the tries of its task the slot is at, from 1. */
  tryIn(slot: number): number {
    return this.attempts.tries.begun[this.mechanism.serving!(slot)];
  }

  /** The task in the slot has ended in an error. */
  failed(slot: number): void {
    this.attempts.giveUp(this.mechanism.serving!(slot), 'error');
  }

  /** The node is down: what its tasks were served is lost. */
  crashed(node: number): void {
    const { calendar, recorder, rules: { heartbeat } } = this.setup;
    const { attempts, attempts: { residents, tries } } = this;
    if (this.outages.isDown(node)) return;
    this.outages.crash(node);
    recorder.down?.(calendar.now, node, 1);
    const there = residents.of(node);
    this.mechanism.close?.(node, (row, received, held) => attempts.evicted(row, node, received, held));
    for (const row of there) {
      residents.delete(node, row);
      residents.add(node, tries.where[row] === IN_HAND ? attempts.strand(row) : row);
    }
    if (!heartbeat) return this.detected(node);
    const { every, misses } = heartbeat;
    this.alarms.set(OF_NODE * node + DETECTION, (Math.floor(calendar.now / every) + misses) * every);
  }

  /** The node, which is down, is known to be. */
  detected(node: number): void {
    const { pull, ground } = this.setup;
    const { residents } = this.attempts;
    if (!this.outages.isDown(node) || this.outages.isKnownDown(node)) return;
    this.alarms.clear(OF_NODE * node + DETECTION);
    this.outages.detect(node);
    if (!pull) ground.tell(node);
    // Where there is no other node they wait for this one, or for whichever is up first.
    if (!pull && this.outages.total) for (const row of residents.of(node)) this.attempts.silence(row);
    else this.attempts.resendAll(residents.of(node));
  }

  /** The node is up again, and says so: what it had lost is sent again if it has not been yet. */
  repaired(node: number): void {
    const { nodes, pull, calendar, recorder, ground, jobs } = this.setup;
    const { outages, attempts: { residents } } = this;
    if (!outages.isDown(node)) return;
    const [known, total] = [outages.isKnownDown(node), outages.total];
    outages.repair(node);
    this.alarms.clear(OF_NODE * node + DETECTION);
    recorder.down?.(calendar.now, node, -1);
    const waiting = !pull && total ? Array.from({ length: nodes }, (_, other) => residents.of(other)).flat() : residents.of(node);
    this.mechanism.open?.(node);
    if (known && !pull) ground.tell(node);
    this.attempts.resendAll(waiting.toSorted((a, b) => jobs.id[a] - jobs.id[b]));
  }

  private ring(key: number): void {
    const firstOfRows = OF_NODE * this.setup.nodes;
    if (key < firstOfRows) {
      const node = Math.floor(key / OF_NODE);
      if (key % OF_NODE === DETECTION) this.detected(node);
      else this.turn(node);
      return;
    }
    const row = Math.floor((key - firstOfRows) / OF_ROW);
    const kind = (key - firstOfRows) % OF_ROW;
    if (kind === RETRY) this.attempts.again(row);
    else if (kind === BACKUP) this.attempts.backUp(row);
    else this.attempts.giveUp(row, 'timeout');
  }

  /** An up time or a repair is over. */
  private turn(node: number): void {
    const { operator, calendar, alive } = this.setup;
    const down = this.outages.isDown(node);
    // Where no job is there, and none to come, nothing more happens.
    if (alive()) this.alarms.set(OF_NODE * node + TURN, calendar.now + (down ? this.nextUp() : this.nextRepair()));
    if (down) {
      operator?.repaired(node);
      this.repaired(node);
    } else {
      operator?.crashed(node);
      this.crashed(node);
    }
  }
}

/** What tries the tasks of the pool again. */
export function recoveryFor({ nodes, faults = {}, recovery: rules = { sizes: 'same' } }: Pool, setup: PoolSetup, ground: Ground & { readonly inPool: number }, pull: boolean): Recovery {
  const { toCome } = setup;
  const fastest = nodes.reduce((most, { speed }) => Math.max(most, speed), 0);
  return new Recovery({ ...setup, faults, rules, pull, nodes: nodes.length, fastest, ground, alive: () => ground.inPool > 0 || toCome() });
}
