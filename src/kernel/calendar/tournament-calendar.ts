import type { Calendar } from './calendar.ts';
import { select } from '../select.ts';

/** Node 1 is the root of the tournament. */
const ROOT = 1;

/**
 * The event list: a tournament over timers, each of which holds at most one pending event.
 *
 * A timer that changes replays all matches on its way to the root: O(log timers), without a position map, and cancelling is
 * setting to Infinity. Who wins is found without a branch, unless both are of one time, and no match is left out because its
 * winner stays the same, since both are anyone's guess. Timers that are allocated together have a tournament of their own, whose
 * winners meet in the final rounds: the one timer of an arrival process plays one match, however many slots there are.
 * Simultaneous events leave in the order in which they were set.
 */
export class TournamentCalendar implements Calendar {
  /** The simulated time. */
  now = 0;
  private readonly blocks: { readonly first: number; readonly count: number }[] = [];
  private settingsMade = 0;
  private times = new Float64Array(0);
  private settings = new Float64Array(0);
  /** Nodes come in pairs 2i and 2i + 1 that play one another; the winner of pair i goes on to node up[i]. */
  private up = new Int32Array(0);
  private leaf = new Int32Array(0);
  private winner = new Int32Array(0);
  /** The time of the winner at each node, beside that of its rival. */
  private keys = new Float64Array(0);

  /** Adds `count` timers, unset, and returns the first; they are numbered on from it. */
  allocate(count: number): number {
    const first = this.times.length;
    if (count === 0) return first;
    this.blocks.push({ first, count });
    const times = new Float64Array(first + count).fill(Infinity);
    const settings = new Float64Array(first + count);
    times.set(this.times);
    settings.set(this.settings);
    this.times = times;
    this.settings = settings;
    this.draw();
    return first;
  }

  /** The timer whose event is next; its time is Infinity where none is pending. There is at least one timer. */
  first(): number {
    return this.winner[ROOT];
  }

  time(timer: number): number {
    return this.times[timer];
  }

  /** Sets the timer to go off at `time`, in place of what was pending on it. */
  set(timer: number, time: number): void {
    const { keys, settings, winner, up } = this;
    this.times[timer] = time;
    settings[timer] = ++this.settingsMade;
    let best = timer;
    let bestTime = time;
    let node = this.leaf[timer];
    keys[node] = time;
    while (node !== ROOT) {
      const rival = winner[node ^ 1];
      const rivalTime = keys[node ^ 1];
      const isSooner = rivalTime === bestTime ? settings[rival] < settings[best] : rivalTime < bestTime;
      best = select(isSooner, best, rival);
      bestTime = keys[node ^ Number(isSooner)];
      node = up[node >> 1];
      winner[node] = best;
      keys[node] = bestTime;
    }
  }

  /** Cancels what is pending on the timer, if anything is. */
  clear(timer: number): void {
    this.set(timer, Infinity);
  }

  /** Draws up the tournament anew, and plays it. */
  private draw(): void {
    const timers = this.times.length;
    this.up = new Int32Array(timers);
    this.leaf = new Int32Array(timers);
    this.winner = new Int32Array(2 * timers);
    this.keys = new Float64Array(2 * timers);
    let pairs = 1;
    const split = (node: number, from: number, to: number, below: (node: number, from: number, to: number) => void) => {
      const pair = pairs++;
      const middle = (from + to) >> 1;
      this.up[pair] = node;
      below(2 * pair, from, middle);
      below(2 * pair + 1, middle, to);
    };
    const seat = (node: number, from: number, to: number): void => {
      if (to - from > 1) return split(node, from, to, seat);
      this.leaf[from] = node;
      this.winner[node] = from;
      this.keys[node] = this.times[from];
    };
    const seatBlocks = (node: number, from: number, to: number): void => {
      if (to - from > 1) return split(node, from, to, seatBlocks);
      const { first, count } = this.blocks[from];
      seat(node, first, first + count);
    };
    seatBlocks(ROOT, 0, this.blocks.length);
    // Every pair is drawn after the match that its winner goes on to.
    for (let pair = pairs - 1; pair >= 1; pair--) {
      const [a, b] = [this.winner[2 * pair], this.winner[2 * pair + 1]];
      const winner = this.precedes(b, a) ? b : a;
      this.winner[this.up[pair]] = winner;
      this.keys[this.up[pair]] = this.times[winner];
    }
  }

  private precedes(a: number, b: number): boolean {
    const { times, settings } = this;
    return times[a] < times[b] || (times[a] === times[b] && settings[a] < settings[b]);
  }
}
