/** What is kept of a player, in one row of the table: two that play each other are in one cache line. */
const KEY = 0;
const INDEX = 1;
const ROW = 2;
const PAIR = 2 * ROW;

/**
 * Which of a number of nodes, or of anything else that is numbered, has the least key: a tournament. One whose key changes replays its
 * matches on the way to the root, up to the first whose winner stays the same, and not before the winner is asked for: O(log n) for
 * each change. Of equal keys the lowest index wins.
 */
export class LeastIndex {
  /** The players of match i are the winners of matches 2i and 2i + 1; match 1 is the final, and number k enters at `count` + k. */
  private readonly players: Float64Array;
  private readonly count: number;
  /** Whose keys have changed since the winner was asked for, in the first places, and whether one is among them. */
  private readonly changed: Int32Array;
  private readonly isChanged: Uint8Array;
  private changes = 0;

  /** Keys by index. */
  constructor(keys: Float64Array) {
    const count = keys.length;
    this.count = count;
    this.changed = new Int32Array(count);
    this.isChanged = new Uint8Array(count);
    this.players = new Float64Array(PAIR * count);
    for (let index = 0; index < count; index++) {
      this.players[ROW * (count + index) + KEY] = keys[index];
      this.players[ROW * (count + index) + INDEX] = index;
    }
    for (let match = count - 1; match > 0; match--) this.play(match);
  }

  get index(): number {
    this.settle();
    return this.players[ROW + INDEX] | 0;
  }

  get key(): number {
    this.settle();
    return this.players[ROW + KEY];
  }

  keyOf(index: number): number {
    return this.players[ROW * (this.count + index) + KEY];
  }

  set(index: number, key: number): void {
    this.players[ROW * (this.count + index) + KEY] = key;
    this.touch(index);
  }

  /** The key may be another: `renew` sets it. */
  touch(index: number): void {
    if (this.isChanged[index] === 1) return;
    this.isChanged[index] = 1;
    this.changed[this.changes++] = index;
  }

  /** Sets the keys of all that have been touched since the winner was last asked for, from what `keyOf` is to look at. */
  renew<Seen>(seen: Seen, keyOf: (seen: Seen, index: number, before: number) => number): void {
    for (let i = 0; i < this.changes; i++) {
      const at = ROW * (this.count + this.changed[i]) + KEY;
      this.players[at] = keyOf(seen, this.changed[i], this.players[at]);
    }
  }

  private settle(): void {
    const { changed, isChanged } = this;
    for (; this.changes > 0; this.changes--) {
      const index = changed[this.changes - 1];
      isChanged[index] = 0;
      for (let match = (this.count + index) >> 1; match > 0 && this.play(match); match >>= 1);
    }
  }

  /** Whether the winner is another than before, or has another key. */
  private play(match: number): boolean {
    const { players } = this;
    const a = PAIR * match;
    const b = a + ROW;
    const aFirst = players[a + KEY] < players[b + KEY] || (players[a + KEY] === players[b + KEY] && players[a + INDEX] < players[b + INDEX]);
    const winner = aFirst ? a : b;
    const row = ROW * match;
    if (players[row + INDEX] === players[winner + INDEX] && players[row + KEY] === players[winner + KEY]) return false;
    players[row + INDEX] = players[winner + INDEX];
    players[row + KEY] = players[winner + KEY];
    return true;
  }
}
