/** Arrivals in the shortest window; each further one is twice as long. */
const WINDOW = 100;
const LEVELS = 24;
/** Standard deviations by which a queue must have grown over a window. */
const DEVIATIONS = 4.42;
/** Blocks of arrivals from which it is judged how much bursts add to the variance of gaps. */
const FEWEST_BLOCKS = 8;

/**
 * Finds a queue that grows for good, and not by chance. A queue to which no more comes than can be served grows over n
 * arrivals by no more than a Brownian motion without drift that is held above 0: P[growth > z σ √n] ≤ 2 (1 − Φ(z)), where
 * σ² is the sum of the squared coefficients of variation of gaps and of service times, as they were so far. That is
 * tested at the end of every window of 100 arrivals, of every one of 200, 400 …, at z = 4.42, so at 10⁻⁵ each: at any load
 * up to 1, and from an empty start, there is less than one false alarm in five million arrivals on average. A queue that
 * grows by a share δ of its arrivals is found after about z² σ² / δ² of them, or within twice the window after that: at
 * load 1.2 with exponential gaps and service, within 3,200.
 *
 * Gaps that depend on one another over more than 100 arrivals, service times of infinite variance, and disciplines under
 * which small tasks wait for large ones make queues grow and shrink more than that; then alarms are of growth that passes.
 *
 * Source: Harrison 1985, Brownian Motion and Stochastic Flow Systems, chapter 2 (reflection); Whitt 2002, chapter 5
 * (queues at load 1); index of dispersion: Fendick and Whitt 1989.
 */
export class GrowingQueue {
  private number = 0;
  private arrivals = 0;
  private last = NaN;
  private blockStart = NaN;
  private readonly gaps = new Variation();
  private readonly blocks = new Variation();
  private readonly service: Variation;
  private readonly starts = new Float64Array(LEVELS);
  /** The alarm holds until no more are there than these. */
  private restAt = NaN;

  /** `service`: of all tasks that queues of the pool have served. */
  constructor(service: Variation) {
    this.service = service;
  }

  /** A task comes; how many are there where that is an alarm. */
  comes(now: number): number | undefined {
    this.number++;
    this.arrivals++;
    if (!Number.isNaN(this.last)) this.gaps.add(now - this.last);
    this.last = now;
    if (this.arrivals % WINDOW !== 0) return undefined;
    if (!Number.isNaN(this.blockStart)) this.blocks.add(now - this.blockStart);
    this.blockStart = now;
    let alarm = false;
    const variance = this.variance();
    for (let level = 0, window = WINDOW; level < LEVELS && this.arrivals % window === 0; level++, window *= 2) {
      const grown = this.number - this.starts[level];
      if (grown > DEVIATIONS * Math.sqrt(variance * window)) {
        alarm ||= Number.isNaN(this.restAt);
        this.restAt = Number.isNaN(this.restAt) ? this.starts[level] : Math.min(this.restAt, this.starts[level]);
      }
      this.starts[level] = this.number;
    }
    return alarm ? this.number : undefined;
  }

  /** A task leaves. */
  goes(): void {
    this.number--;
    if (this.number <= this.restAt) this.restAt = NaN;
  }

  /** Of the growth by one arrival. */
  private variance(): number {
    const service = this.service.squared;
    const gaps = this.blocks.count < FEWEST_BLOCKS ? this.gaps.squared : Math.max(this.gaps.squared, WINDOW * this.blocks.squared);
    // Where slots are shared, tasks of little variation end all at once and more of them are there for as much work.
    const shared = Math.max(1, 2 / (1 + service));
    return Math.max(1e-2, (gaps + service) * shared * shared);
  }
}

/** The squared coefficient of variation of numbers that come one by one; memory does not depend on how many. */
export class Variation {
  count = 0;
  private mean = 0;
  private squares = 0;

  add(value: number): void {
    this.count++;
    const off = value - this.mean;
    this.mean += off / this.count;
    this.squares += off * (value - this.mean);
  }

  get squared(): number {
    return this.count < 2 || this.mean === 0 ? 0 : this.squares / (this.count - 1) / (this.mean * this.mean);
  }
}
