/** A quantile of the last so many whole numbers of 0 or more: a count for each value. O(largest value) to read. */
export class SlidingQuantile {
  private readonly last: Int32Array;
  private counts = new Int32Array(64);
  private seen = 0;

  constructor(window: number) {
    this.last = new Int32Array(window);
  }

  add(value: number): void {
    const place = this.seen++ % this.last.length;
    if (this.seen > this.last.length) this.counts[this.last[place]]--;
    this.last[place] = value;
    while (value >= this.counts.length) {
      const wider = new Int32Array(2 * this.counts.length);
      wider.set(this.counts);
      this.counts = wider;
    }
    this.counts[value]++;
  }

  /** The least value up to which there are a fraction p of all; 0 where there are none. */
  at(p: number): number {
    const wanted = p * Math.min(this.seen, this.last.length);
    let [value, below] = [0, this.counts[0]];
    while (below < wanted) below += this.counts[++value];
    return value;
  }
}
