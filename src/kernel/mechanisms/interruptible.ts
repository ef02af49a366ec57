import type { Ordered } from '../../policy.ts';
import { isConstant } from '../../ranks.ts';
import { type JobTable, type JobView, NONE } from '../jobs.ts';
import { type KnownLines, linesFor } from './lines.ts';
import type { Host, Mechanism, Workings } from './mechanism.ts';
import { Ranks } from './ranks.ts';
import { Slots } from './slots.ts';
import type { Stations } from '../stations.ts';
import type { Timers } from '../timers.ts';

/**
 * A slot serves one task at a time, which may lose it before it is done: to a newcomer of lesser rank, where the
 * discipline preempts (of several running tasks the one of greatest rank gives way), or at the end of its turn, to the
 * next in line, which may be itself.
 */
export class InterruptibleService implements Mechanism {
  readonly firstTimer: number;
  readonly timers: number;
  private readonly calendar: Timers;
  private readonly jobs: JobTable;
  private readonly job: JobView;
  private readonly host: Host;
  private readonly stations: Stations;
  private readonly disciplines: readonly Ordered[];
  private readonly ranks: Ranks;
  private readonly slots: Slots;
  private readonly lines: KnownLines;
  private readonly preemptive: boolean;
  /** Whether the ranks of running tasks are known to stay as they are. */
  private readonly constant: boolean;
  private readonly afterwards: NonNullable<Ordered['afterwards']>;
  private readonly tellStarts: boolean;
  private readonly sign: 1 | -1;
  private readonly announced: boolean;
  private readonly turns: boolean;
  /** Where slots may fall behind. */
  private readonly reached: ((timer: number) => number) | undefined;
  /** Work of the present turn in each slot, where the turn ends before the task. */
  private readonly turn: Float64Array;
  /** Counts who came, or came back at the end of a turn. */
  private comings = 0;

  constructor(workings: Workings, disciplines: readonly Ordered[]) {
    this.calendar = workings.calendar;
    this.jobs = workings.jobs;
    this.job = workings.job;
    this.host = workings.host;
    this.stations = workings.stations;
    this.tellStarts = workings.tellStarts;
    this.disciplines = disciplines;
    this.ranks = new Ranks(disciplines, workings);
    this.preemptive = disciplines[0].preemptive;
    this.constant = isConstant(disciplines[0].rank);
    this.afterwards = disciplines[0].afterwards ?? 'resume';
    this.slots = new Slots(workings.stations, workings.closes);
    this.lines = linesFor(disciplines, workings);
    this.sign = disciplines[0].ties === 'first' ? 1 : -1;
    this.announced = disciplines[0].started !== undefined;
    this.turns = disciplines[0].turn !== undefined;
    this.reached = workings.calendar.reached?.bind(workings.calendar);
    this.timers = this.slots.row.length;
    this.turn = new Float64Array(this.timers).fill(Infinity);
    this.firstTimer = workings.calendar.allocate(this.timers);
  }

  join(station: number, row: number): void {
    this.jobs.order[row] = this.sign * ++this.comings;
    this.place(station, row);
  }

  fire(slot: number): void {
    const { calendar, jobs, stations, host } = this;
    const row = this.slots.row[slot];
    const station = this.slots.stationOf(slot);
    if (this.turns && this.turn[slot] < Infinity) {
      // The turn's own length, not the clock's rounding of it: a task always gets on.
      jobs.age[row] += this.turn[slot];
      jobs.served[row] += this.turn[slot] / stations.speedOf(slot);
      jobs.order[row] = this.sign * ++this.comings;
      this.lines.add(station, row);
      this.start(slot, this.lines.take(station));
      return;
    }
    const service = jobs.served[row] + (calendar.now - this.slots.since[slot]);
    this.goOn(slot);
    jobs.age[row] = 0;
    jobs.served[row] = 0;
    host.done(row, stations.nodeOf(slot), service);
  }

  withdraw(station: number, row: number): number {
    const { jobs, host } = this;
    const slot = this.slots.having(station, row);
    if (slot !== NONE) this.pause(slot);
    const received = jobs.age[row];
    jobs.age[row] = 0;
    jobs.served[row] = 0;
    if (slot === NONE) {
      jobs.withdrawn[row] = 1;
      this.lines.withdraw(station, row);
    } else {
      this.goOn(slot);
      host.discard(row);
    }
    return received;
  }

  held(station: number, row: number): number {
    const slot = this.slots.having(station, row);
    if (slot !== NONE) this.pause(slot);
    return this.jobs.served[row];
  }

  close(node: number, evicted: (row: number, received: number, held: number) => void): void {
    const { jobs, stations } = this;
    for (const slot of stations.slotsOf(node)) {
      const row = this.slots.row[slot];
      if (row !== NONE) {
        this.pause(slot);
        const [received, held] = [jobs.age[row], jobs.served[row]];
        jobs.age[row] = 0;
        jobs.served[row] = 0;
        this.vacate(slot);
        evicted(row, received, held);
      }
      this.slots.close(slot);
    }
  }

  open(node: number): void {
    const { stations, host } = this;
    for (const slot of stations.slotsOf(node)) {
      this.slots.vacate(slot);
      const following = this.lines.take(this.slots.stationOf(slot));
      if (following === NONE) continue;
      host.busy(node, 1);
      this.start(slot, following);
    }
  }

  serving(slot: number): number {
    return this.slots.row[slot];
  }

  settle(): void {
    for (const [slot, row] of this.slots.row.entries()) if (row !== NONE) this.pause(slot);
  }

  private place(station: number, row: number): void {
    const { host, jobs, stations } = this;
    const idle = this.slots.idle(station);
    if (idle !== NONE) {
      host.busy(stations.nodeOf(idle), 1);
      this.begin(idle, row);
      return;
    }
    const due = this.due(station);
    if (due !== NONE) {
      this.fire(due);
      if (jobs.withdrawn[row] === 0) return this.place(station, row);
      // What has ended took the newcomer back, which is in no slot and no line yet.
      jobs.withdrawn[row] = 0;
      host.discard(row);
      return;
    }
    const slot = this.preemptive ? this.greatest(station) : NONE;
    if (slot === NONE || !this.precedes(station, row, this.slots.row[slot])) {
      this.lines.add(station, row);
      return;
    }
    this.preempt(slot);
    this.begin(slot, row);
  }

  /** A slot of the station in which a task or a turn ends at this very moment; NONE: none. */
  private due(station: number): number {
    const { calendar, stations } = this;
    const first = stations.firstSlot[station];
    const last = first + stations.slots[station] - 1;
    for (let slot = first; slot <= last; slot++) if (calendar.time(this.firstTimer + slot) <= calendar.now) return slot;
    return NONE;
  }

  /** The slot of the station, none of whose is idle, whose task has the greatest rank, NONE where all are closed; where ranks may change, the ages of all its running tasks are brought up to date. */
  private greatest(station: number): number {
    const { stations } = this;
    const first = stations.firstSlot[station];
    const last = first + stations.slots[station] - 1;
    let worst = NONE;
    for (let slot = first; slot <= last; slot++) {
      if (this.slots.row[slot] === NONE) continue;
      if (!this.constant) this.pause(slot);
      if (worst === NONE || this.precedes(station, this.slots.row[worst], this.slots.row[slot])) worst = slot;
    }
    return worst;
  }

  /** Accounts for the service that the slot has given until now. */
  private pause(slot: number): void {
    const { calendar, jobs, stations } = this;
    const row = this.slots.row[slot];
    const until = this.reached ? this.reached(this.firstTimer + slot) : calendar.now;
    const elapsed = until - this.slots.since[slot];
    const before = jobs.age[row];
    const age = Math.min(jobs.size[row], before + elapsed * stations.speedOf(slot));
    jobs.age[row] = age;
    if (this.turns) this.turn[slot] = Math.max(0, this.turn[slot] - (age - before));
    jobs.served[row] += elapsed;
    this.slots.since[slot] = until;
  }

  private precedes(station: number, a: number, b: number): boolean {
    const { jobs } = this;
    const rankA = this.ranks.of(station, a);
    const rankB = this.ranks.of(station, b);
    return rankA === rankB ? jobs.order[a] < jobs.order[b] : rankA < rankB;
  }

  /** The task in the slot goes back to the line. */
  private preempt(slot: number): void {
    if (this.constant) this.pause(slot);
    const { jobs, host } = this;
    const row = this.slots.row[slot];
    const station = this.slots.stationOf(slot);
    if (this.afterwards !== 'resume') {
      host.beginsAgain(row, this.afterwards === 'resample');
      jobs.age[row] = 0;
    }
    this.lines.add(station, row);
  }

  /** The task in the slot leaves it to the next in line. */
  private goOn(slot: number): void {
    const following = this.lines.take(this.slots.stationOf(slot));
    if (following === NONE) this.vacate(slot);
    else this.start(slot, following);
  }

  private vacate(slot: number): void {
    const { calendar, stations, host } = this;
    this.slots.vacate(slot);
    this.turn[slot] = Infinity;
    calendar.clear(this.firstTimer + slot);
    host.busy(stations.nodeOf(slot), -1);
  }

  /** A newcomer is given a slot; where the discipline is told of starts, by way of the line. */
  private begin(slot: number, row: number): void {
    if (!this.announced) {
      this.jobs.rank[row] = NaN;
      this.start(slot, row);
      return;
    }
    const station = this.slots.stationOf(slot);
    this.lines.add(station, row);
    this.start(slot, this.lines.take(station));
  }

  private start(slot: number, row: number): void {
    const { calendar, job, jobs, stations, tellStarts, host } = this;
    this.slots.put(slot, row);
    this.slots.since[slot] = calendar.now;
    const speed = stations.speedOf(slot);
    let work = Math.max(0, jobs.size[row] - jobs.age[row]);
    if (this.turns) {
      const turn = this.disciplines[this.slots.stationOf(slot)].turn!(job.at(row), speed);
      if (!(turn > 0)) throw new RangeError(`a turn must be longer than 0, not ${turn}`);
      this.turn[slot] = turn < work ? turn : Infinity;
      work = Math.min(turn, work);
    }
    calendar.set(this.firstTimer + slot, calendar.now + work / speed);
    if (tellStarts) host.started(row);
  }
}
