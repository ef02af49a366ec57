/** Responses that are remembered of each node, and of these the ones that count. */
const REMEMBERED = 32;
const NEAREST = 9;

/**
 * The last responses of each node, each with the number in flight when its task came. A response that was found with another
 * number than now counts as much more or less as there are services ahead: else a node that was once crowded, and is idle
 * now, would be shunned for ever, having nothing newer to show.
 */
export class RecentLatencies {
  private readonly slots: readonly number[];
  private readonly responses: Float64Array;
  private readonly inFlight: Int32Array;
  private readonly seen: Float64Array;
  // Of the responses that are nearest so far: by how much, and which.
  private readonly distances = new Float64Array(NEAREST);
  private readonly nearest = new Float64Array(NEAREST);

  constructor(slots: readonly number[]) {
    const nodes = slots.length;
    this.slots = slots;
    this.responses = new Float64Array(nodes * REMEMBERED);
    this.inFlight = new Int32Array(nodes * REMEMBERED);
    this.seen = new Float64Array(nodes);
  }

  add(node: number, inFlight: number, response: number): void {
    const place = node * REMEMBERED + (this.seen[node]++ % REMEMBERED);
    this.responses[place] = response;
    this.inFlight[place] = inFlight;
  }

  /** About what each of so many in flight, and one more, takes, in services. */
  private delay(node: number, inFlight: number): number {
    return Math.max(1, (inFlight + 1) / this.slots[node]);
  }

  /** The median of those of the node's responses that were found with most nearly so many in flight; 0 where there is none at all. */
  median(node: number, inFlight: number): number {
    const { distances, nearest } = this;
    const known = Math.min(this.seen[node], REMEMBERED);
    let count = 0;
    for (let i = 0; i < known; i++) {
      const place = node * REMEMBERED + i;
      const distance = Math.abs(this.inFlight[place] - inFlight);
      if (count === NEAREST && distance >= distances[NEAREST - 1]) continue;
      let at = count < NEAREST ? count++ : NEAREST - 1;
      for (; at > 0 && distances[at - 1] > distance; at--) {
        distances[at] = distances[at - 1];
        nearest[at] = nearest[at - 1];
      }
      distances[at] = distance;
      nearest[at] = (this.responses[place] * this.delay(node, inFlight)) / this.delay(node, this.inFlight[place]);
    }
    return count === 0 ? 0 : medianOf(nearest, count);
  }
}

/** The lower median of the first few of the values, which are put in order. */
function medianOf(values: Float64Array, count: number): number {
  for (let i = 1; i < count; i++) {
    const value = values[i];
    let at = i;
    for (; at > 0 && values[at - 1] > value; at--) values[at] = values[at - 1];
    values[at] = value;
  }
  return values[(count - 1) >> 1];
}
