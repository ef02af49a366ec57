import type { Ordered } from '../../policy.ts';
import { ClassQueues } from './class-queues.ts';
import { Drawn } from './drawn.ts';
import { pop, push } from './heap.ts';
import { NONE } from '../jobs.ts';
import { Ranks } from './ranks.ts';
import type { Workings } from './mechanism.ts';
import { Moving, MovingHeads } from './moving.ts';
import { Restless } from './restless.ts';

/** The waiting lines of all stations. */
export interface Lines {
  /** The task waits; its age and its order, by which ties are broken, are up to date. */
  add(station: number, row: number): void;
  /** The task whose turn it is, taken from the line; NONE when the line is empty. */
  take(station: number): number;
  /** The task, which is in the line, has been marked as withdrawn. Absent: withdrawn tasks are passed over when they are taken. */
  withdraw?(station: number, row: number): void;
}

/** The lines that a discipline asks for, which has an object for each station: lists where all ranks are equal, heaps where not. */
export function linesFor(disciplines: readonly Ordered[], workings: Workings): KnownLines {
  const lines = orderOf(disciplines, workings);
  const kept = workings.withdraws ? new WithoutWithdrawn(lines, workings) : lines;
  return new KnownLines(disciplines[0].started ? new Announced(kept, disciplines, workings) : kept);
}

/**
 * Calls the two kinds of lines that most disciplines have by their names: the engine's compiler then puts their code in
 * place, also in a process that has seen every other kind.
 */
export class KnownLines implements Lines {
  private readonly lines: Lines;
  private readonly listed: FirstInFirstOut | undefined;
  private readonly ranked: Ranked | undefined;

  constructor(lines: Lines) {
    this.lines = lines;
    this.listed = lines instanceof FirstInFirstOut ? lines : undefined;
    this.ranked = lines instanceof Ranked ? lines : undefined;
  }

  add(station: number, row: number): void {
    if (this.listed) this.listed.add(station, row);
    else if (this.ranked) this.ranked.add(station, row);
    else this.lines.add(station, row);
  }

  take(station: number): number {
    if (this.listed) return this.listed.take(station);
    return this.ranked ? this.ranked.take(station) : this.lines.take(station);
  }

  withdraw(station: number, row: number): void {
    this.lines.withdraw?.(station, row);
  }
}

function orderOf(disciplines: readonly Ordered[], workings: Workings): Lines {
  const [{ next, lots, rank, slope, per, restless, ties }] = disciplines;
  if (next) return new ClassQueues(disciplines, workings);
  if (lots) return new Drawn(disciplines, workings);
  if (slope) return per === 'class' ? new MovingHeads(disciplines, workings) : new Moving(disciplines, workings);
  if (rank) return restless ? new Restless(disciplines, workings) : new Ranked(disciplines, workings);
  return ties === 'first' ? new FirstInFirstOut(workings) : new LastInFirstOut(workings);
}

class FirstInFirstOut implements Lines {
  private readonly jobs: Workings['jobs'];
  private readonly head: Int32Array;
  private readonly tail: Int32Array;

  constructor({ jobs, stations }: Workings) {
    this.jobs = jobs;
    this.head = new Int32Array(stations.count).fill(NONE);
    this.tail = new Int32Array(stations.count).fill(NONE);
  }

  add(station: number, row: number): void {
    this.jobs.next[row] = NONE;
    if (this.head[station] === NONE) this.head[station] = row;
    else this.jobs.next[this.tail[station]] = row;
    this.tail[station] = row;
  }

  take(station: number): number {
    const row = this.head[station];
    if (row !== NONE) this.head[station] = this.jobs.next[row];
    return row;
  }
}

class LastInFirstOut implements Lines {
  private readonly jobs: Workings['jobs'];
  private readonly top: Int32Array;

  constructor({ jobs, stations }: Workings) {
    this.jobs = jobs;
    this.top = new Int32Array(stations.count).fill(NONE);
  }

  add(station: number, row: number): void {
    this.jobs.next[row] = this.top[station];
    this.top[station] = row;
  }

  take(station: number): number {
    const row = this.top[station];
    if (row !== NONE) this.top[station] = this.jobs.next[row];
    return row;
  }
}

class Ranked implements Lines {
  private readonly ranks: Ranks;
  private readonly jobs: Workings['jobs'];
  private readonly root: Int32Array;

  constructor(disciplines: readonly Ordered[], workings: Workings) {
    this.ranks = new Ranks(disciplines, workings);
    this.jobs = workings.jobs;
    this.root = new Int32Array(workings.stations.count).fill(NONE);
  }

  add(station: number, row: number): void {
    this.jobs.rank[row] = this.ranks.of(station, row);
    this.root[station] = push(this.jobs, this.root[station], row);
  }

  take(station: number): number {
    const row = this.root[station];
    if (row !== NONE) this.root[station] = pop(this.jobs, row);
    return row;
  }
}

/** Tells the discipline of each task that leaves the line for a slot. */
class Announced implements Lines {
  private readonly lines: Lines;
  private readonly disciplines: readonly Ordered[];
  private readonly workings: Workings;

  constructor(lines: Lines, disciplines: readonly Ordered[], workings: Workings) {
    this.lines = lines;
    this.disciplines = disciplines;
    this.workings = workings;
  }

  add(station: number, row: number): void {
    this.lines.add(station, row);
  }

  take(station: number): number {
    const row = this.lines.take(station);
    if (row !== NONE) this.disciplines[station].started!(this.workings.job.at(row), this.workings.jobs.rank[row]);
    return row;
  }
  withdraw(station: number, row: number): void {
    this.lines.withdraw?.(station, row);
  }
}

/** Passes over tasks that have been withdrawn since they joined the line. */
class WithoutWithdrawn implements Lines {
  private readonly lines: Lines;
  private readonly workings: Workings;

  constructor(lines: Lines, workings: Workings) {
    this.lines = lines;
    this.workings = workings;
  }

  add(station: number, row: number): void {
    this.lines.add(station, row);
  }

  take(station: number): number {
    const { jobs, host } = this.workings;
    for (;;) {
      const row = this.lines.take(station);
      if (row === NONE || !jobs.withdrawn[row]) return row;
      jobs.withdrawn[row] = 0;
      host.discard(row);
    }
  }
  withdraw(station: number, row: number): void {
    this.lines.withdraw?.(station, row);
  }
}
