/** A set of small integers with its next member at or after a number in O(log32 n): 32-way summaries upon summaries. */
export class BitSet {
  private readonly levels: Uint32Array[] = [];

  constructor(size: number) {
    for (let bits = size; ; ) {
      const words = Math.max(1, Math.ceil(bits / 32));
      this.levels.push(new Uint32Array(words));
      if (words === 1) return;
      bits = words;
    }
  }

  add(member: number): void {
    let index = member;
    for (const level of this.levels) {
      level[index >>> 5] |= 1 << (index & 31);
      index >>>= 5;
    }
  }

  delete(member: number): void {
    let index = member;
    for (const level of this.levels) {
      if ((level[index >>> 5] &= ~(1 << (index & 31))) !== 0) return;
      index >>>= 5;
    }
  }

  /** The smallest member ≥ `from`; −1 where there is none. */
  next(from: number): number {
    const levels = this.levels;
    let index = from;
    for (let height = 0; height < levels.length; height++) {
      const word = index >>> 5;
      if (word >= levels[height].length) return -1;
      const rest = levels[height][word] & (-1 << (index & 31));
      if (rest !== 0) return this.descend(height, (word << 5) + lowest(rest));
      index = word + 1;
    }
    return -1;
  }

  private descend(height: number, member: number): number {
    let index = member;
    for (let level = height - 1; level >= 0; level--) index = (index << 5) + lowest(this.levels[level][index]);
    return index;
  }
}

function lowest(word: number): number {
  return 31 - Math.clz32(word & -word);
}
