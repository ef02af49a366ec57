/** What a probe found out, kept for a few decisions: at most one of each node. */
export interface Probe {
  node: number;
  inFlight: number;
  latency: number;
  /** Decisions for which it may still be used. */
  uses: number;
}

/** The probes that are kept, the oldest first, in places that are made once. */
export class Probes {
  private readonly kept: Probe[] = [];
  private readonly spare: Probe[];

  constructor(most: number) {
    this.spare = Array.from({ length: most }, () => ({ node: -1, inFlight: 0, latency: 0, uses: 0 }));
  }

  get count(): number {
    return this.kept.length;
  }

  at(place: number): Probe {
    return this.kept[place];
  }

  /** Takes the place of what was known of the node, or else, where all places are taken, of the oldest. */
  add(node: number, inFlight: number, latency: number, uses: number): void {
    const before = this.placeOf(node);
    if (before < this.kept.length) this.remove(before);
    else if (this.spare.length === 0) this.remove(0);
    const probe = this.spare.pop()!;
    probe.node = node;
    probe.inFlight = inFlight;
    probe.latency = latency;
    probe.uses = uses;
    this.kept.push(probe);
  }

  remove(place: number): void {
    const { kept } = this;
    this.spare.push(kept[place]);
    for (let i = place + 1; i < kept.length; i++) kept[i - 1] = kept[i];
    kept.pop();
  }

  private placeOf(node: number): number {
    let place = 0;
    while (place < this.kept.length && this.kept[place].node !== node) place++;
    return place;
  }

  /** The place of the best probe: of cold ones, with no more in flight than `limit`, that of least latency; of hot ones alone, that of fewest in flight. */
  best(limit: number): number {
    return this.extreme(limit, 1);
  }

  /** The other end of the same order: of hot ones that of most in flight; of cold ones alone, that of greatest latency. */
  worst(limit: number): number {
    return this.extreme(limit, -1);
  }

  private extreme(limit: number, sign: 1 | -1): number {
    let found = 0;
    for (let place = 1; place < this.kept.length; place++) if (sign * order(this.kept[place], this.kept[found], limit) < 0) found = place;
    return found;
  }
}

function order(a: Probe, b: Probe, limit: number): number {
  const [aHot, bHot] = [a.inFlight > limit, b.inFlight > limit];
  if (aHot !== bHot) return aHot ? 1 : -1;
  return aHot ? a.inFlight - b.inFlight : a.latency - b.latency;
}
