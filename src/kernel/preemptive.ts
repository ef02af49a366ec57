import type { Ordered } from '../model.ts';
import { NONE } from './jobs.ts';
import { type Lines, linesFor } from './lines.ts';
import type { Mechanism, Workings } from './mechanism.ts';
import { Slots } from './slots.ts';

/**
 * The tasks of least rank are served; a newcomer takes the slot of the running task of greatest rank, which goes back
 * to the line and later resumes where it stopped. A task that is not preempted stays on its slot.
 */
export class PreemptiveService implements Mechanism {
  readonly firstTimer: number;
  readonly timers: number;
  private readonly workings: Workings;
  private readonly discipline: Ordered;
  private readonly slots: Slots;
  private readonly lines: Lines;

  constructor(workings: Workings, discipline: Ordered) {
    this.workings = workings;
    this.discipline = discipline;
    this.slots = new Slots(workings.stations);
    this.lines = linesFor(discipline, workings.stations.count, workings.jobs, workings.job);
    this.timers = this.slots.row.length;
    this.firstTimer = workings.calendar.allocate(this.timers);
  }

  join(station: number, row: number): void {
    const slots = this.slots;
    const idle = slots.idle(station);
    if (idle !== NONE) {
      this.workings.host.busy(this.workings.stations.slotNode[idle], 1);
      this.start(idle, row);
      return;
    }
    const due = this.due(station);
    if (due !== NONE) {
      this.fire(due);
      this.join(station, row);
      return;
    }
    const slot = this.greatest(station);
    if (!this.precedes(row, slots.row[slot])) {
      this.lines.add(station, row);
      return;
    }
    this.lines.add(station, slots.row[slot]);
    this.start(slot, row);
  }

  fire(slot: number): void {
    const { calendar, jobs, stations, host } = this.workings;
    const row = this.slots.row[slot];
    const node = stations.slotNode[slot];
    const service = jobs.served[row] + (calendar.now - this.slots.since[slot]);
    const following = this.lines.take(this.slots.station[slot]);
    if (following === NONE) {
      this.slots.vacate(slot);
      calendar.clear(this.firstTimer + slot);
      host.busy(node, -1);
    } else {
      this.start(slot, following);
    }
    jobs.age[row] = 0;
    jobs.served[row] = 0;
    host.done(row, node, service);
  }

  settle(): void {
    for (const [slot, row] of this.slots.row.entries()) if (row !== NONE) this.pause(slot);
  }

  /** A slot of the station whose task ends at this very moment: it is done, and not to be preempted. NONE: none. */
  private due(station: number): number {
    const { calendar, stations } = this.workings;
    const first = stations.firstSlot[station];
    const last = first + stations.slots[station] - 1;
    for (let slot = first; slot <= last; slot++) if (calendar.time(this.firstTimer + slot) <= calendar.now) return slot;
    return NONE;
  }

  /** The busy station's slot whose task has the greatest rank; the ages of all its running tasks are brought up to date. */
  private greatest(station: number): number {
    const { stations } = this.workings;
    const first = stations.firstSlot[station];
    const last = first + stations.slots[station] - 1;
    let worst = first;
    this.pause(first);
    for (let slot = first + 1; slot <= last; slot++) {
      this.pause(slot);
      if (this.precedes(this.slots.row[worst], this.slots.row[slot])) worst = slot;
    }
    return worst;
  }

  /** Accounts for the service that the slot has given until now. */
  private pause(slot: number): void {
    const { calendar, jobs, stations } = this.workings;
    const row = this.slots.row[slot];
    const elapsed = calendar.now - this.slots.since[slot];
    jobs.age[row] = Math.min(jobs.size[row], jobs.age[row] + elapsed * stations.slotSpeed[slot]);
    jobs.served[row] += elapsed;
    this.slots.since[slot] = calendar.now;
  }

  private precedes(a: number, b: number): boolean {
    const { job, jobs } = this.workings;
    const { rank, ties } = this.discipline;
    const rankA = rank ? rank(job.at(a)) : 0;
    const rankB = rank ? rank(job.at(b)) : 0;
    if (rankA !== rankB) return rankA < rankB;
    return ties === 'first' ? jobs.id[a] < jobs.id[b] : jobs.id[a] > jobs.id[b];
  }

  private start(slot: number, row: number): void {
    const { calendar, jobs, stations } = this.workings;
    this.slots.put(slot, row);
    this.slots.since[slot] = calendar.now;
    const remaining = Math.max(0, jobs.size[row] - jobs.age[row]);
    calendar.set(this.firstTimer + slot, calendar.now + remaining / stations.slotSpeed[slot]);
  }
}
