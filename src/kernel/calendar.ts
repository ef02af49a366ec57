/**
 * The event list: a tournament over timers, each of which holds at most one pending event.
 *
 * A timer that changes replays the matches on its way to the root, and stops at the first whose winner stays the
 * same: O(log timers), without a position map, and cancelling is setting to Infinity. Simultaneous events leave
 * in the order in which they were set.
 */
export class Calendar {
  /** The simulated time. */
  now = 0;
  private leaves = 1;
  private timers = 0;
  private settingsMade = 0;
  private times = new Float64Array(1).fill(Infinity);
  private settings = new Float64Array(1);
  /** A binary tree in an array: node k has children 2k and 2k + 1, timer t is the leaf `leaves` + t. */
  private winner = new Int32Array(2);

  /** Adds `count` timers, unset, and returns the first; they are numbered on from it. */
  allocate(count: number): number {
    const first = this.timers;
    this.timers += count;
    if (this.timers > this.leaves) this.grow();
    return first;
  }

  /** The timer whose event is next; its time is Infinity where none is pending. */
  first(): number {
    return this.winner[1];
  }

  time(timer: number): number {
    return this.times[timer];
  }

  /** Sets the timer to go off at `time`, in place of what was pending on it. */
  set(timer: number, time: number): void {
    const times = this.times;
    const settings = this.settings;
    const winner = this.winner;
    times[timer] = time;
    settings[timer] = ++this.settingsMade;
    let best = timer;
    let bestTime = time;
    for (let k = this.leaves + timer; k > 1; ) {
      const rival = winner[k ^ 1];
      const rivalTime = times[rival];
      if (rivalTime < bestTime || (rivalTime === bestTime && settings[rival] < settings[best])) {
        best = rival;
        bestTime = rivalTime;
      }
      k >>= 1;
      if (best !== timer && winner[k] === best) return;
      winner[k] = best;
    }
  }

  /** Cancels what is pending on the timer, if anything is. */
  clear(timer: number): void {
    this.set(timer, Infinity);
  }

  private grow(): void {
    let leaves = this.leaves;
    while (leaves < this.timers) leaves *= 2;
    const time = new Float64Array(leaves).fill(Infinity);
    const setting = new Float64Array(leaves);
    time.set(this.times);
    setting.set(this.settings);
    const winner = new Int32Array(2 * leaves);
    for (let timer = 0; timer < leaves; timer++) winner[leaves + timer] = timer;
    for (let k = leaves - 1; k >= 1; k--) {
      const [a, b] = [winner[2 * k], winner[2 * k + 1]];
      winner[k] = time[b] < time[a] || (time[b] === time[a] && setting[b] < setting[a]) ? b : a;
    }
    this.leaves = leaves;
    this.times = time;
    this.settings = setting;
    this.winner = winner;
  }
}
