/**
 * One number for each job on its way, by the job's id: set when it is sent, taken when it is done or refused. A table of
 * open addressing, which makes nothing per job. Source: Knuth 1998, The Art of Computer Programming 3, section 6.4, algorithms L and R.
 */
export class NumberByJob {
  private ids = new Float64Array(16).fill(-1);
  private numbers = new Float64Array(16);
  private count = 0;

  get size(): number {
    return this.count;
  }

  set(id: number, number: number): void {
    if (2 * ++this.count > this.ids.length) this.grow();
    const place = this.placeOf(id);
    this.ids[place] = id;
    this.numbers[place] = number;
  }

  /** The number of the job, which has one, and is then forgotten. */
  take(id: number): number {
    const place = this.placeOf(id);
    if (this.ids[place] !== id) throw new Error(`job ${id} has no number`);
    const number = this.numbers[place];
    this.count--;
    this.free(place);
    return number;
  }

  /** Where the job is, or would be. */
  private placeOf(id: number): number {
    const mask = this.ids.length - 1;
    let place = home(id, mask);
    while (this.ids[place] !== id && this.ids[place] >= 0) place = (place + 1) & mask;
    return place;
  }

  /** Moves those up that a gap would cut off from their home. */
  private free(gap: number): void {
    const mask = this.ids.length - 1;
    for (let place = (gap + 1) & mask; this.ids[place] >= 0; place = (place + 1) & mask) {
      if (((place - home(this.ids[place], mask)) & mask) < ((place - gap) & mask)) continue;
      this.ids[gap] = this.ids[place];
      this.numbers[gap] = this.numbers[place];
      gap = place;
    }
    this.ids[gap] = -1;
  }

  private grow(): void {
    const { ids, numbers } = this;
    this.ids = new Float64Array(2 * ids.length).fill(-1);
    this.numbers = new Float64Array(2 * ids.length);
    for (const [place, id] of ids.entries()) {
      if (id < 0) continue;
      const to = this.placeOf(id);
      this.ids[to] = id;
      this.numbers[to] = numbers[place];
    }
  }
}

/** Ids follow one another, so their last bits spread them well. */
function home(id: number, mask: number): number {
  return id & mask;
}
