/** Which of several systems is best, by a procedure that promises to be right. */

export interface SelectionGoal {
  /** The least difference between two means that matters, above 0, in the unit of the samples. */
  readonly indifference: number;
  /** The chance at which the best is to be selected where it is better than all others by at least `indifference`: 0.95, say. */
  readonly confidence: number;
}

/**
 * The fully sequential procedure KN: systems that are seen to be worse are eliminated one by one, until one is left.
 * It selects the system of least mean with probability `confidence` or more where the others are worse by at least
 * `indifference`, and one within `indifference` of the best otherwise. Samples of one index may depend on one another
 * (common random numbers); those of different indices are independent, and about normal, as means of replications are.
 *
 * Source: Kim and Nelson 2001, ACM TOMACS 11(3), procedure KN with c = 1.
 */
export class Selection {
  /** Systems that may still be the best, ascending. */
  readonly inContention: Set<number>;
  private readonly goal: SelectionGoal;
  private readonly sums: number[];
  /** Variance of the difference of two systems in the first stage. */
  private readonly variances: readonly (readonly number[])[];
  /** h² of the procedure. */
  private readonly constant: number;
  private taken: number;

  /** `firstStage`: for each index one sample of every system; 10 indices or more. */
  constructor(firstStage: readonly (readonly number[])[], goal: SelectionGoal) {
    const systems = firstStage[0].length;
    const n = firstStage.length;
    if (n < 2) throw new RangeError(`the first stage needs at least 2 samples of each system, not ${n}`);
    this.goal = goal;
    this.inContention = new Set(firstStage[0].keys());
    this.sums = firstStage[0].map((_, system) => firstStage.reduce((sum, samples) => sum + samples[system], 0));
    this.variances = this.sums.map((_, a) => this.sums.map((__, b) => variance(firstStage.map((samples) => samples[a] - samples[b]))));
    const error = systems > 1 ? (2 * (1 - goal.confidence)) / (systems - 1) : 1;
    // η = ((2α / (k − 1))^(−2 / (n − 1)) − 1) / 2 and h² = 2 η (n − 1).
    this.constant = (n - 1) * Math.expm1((-2 / (n - 1)) * Math.log(error));
    this.taken = n;
    this.eliminate();
  }

  /** Samples of the systems in contention, by system. */
  add(samples: ReadonlyMap<number, number> | readonly number[]): void {
    for (const system of this.inContention) this.sums[system] += samples instanceof Map ? samples.get(system)! : (samples as readonly number[])[system];
    this.taken++;
    this.eliminate();
  }

  /** The selected system, or undefined while there are several. */
  get selected(): number | undefined {
    return this.inContention.size === 1 ? [...this.inContention][0] : undefined;
  }

  /** About how many more samples of each it takes at most. */
  get remaining(): number {
    const { indifference } = this.goal;
    let most = this.taken;
    for (const a of this.inContention) for (const b of this.inContention) if (a < b) most = Math.max(most, (this.constant * this.variances[a][b]) / (indifference * indifference));
    return Math.ceil(most - this.taken) + (this.inContention.size > 1 ? 1 : 0);
  }

  private eliminate(): void {
    const { indifference } = this.goal;
    const contenders = [...this.inContention];
    for (const a of contenders) {
      const beaten = contenders.some((b) => {
        if (a === b) return false;
        const range = Math.max(0, (this.constant * this.variances[a][b]) / indifference - indifference * this.taken) / 2;
        return this.sums[a] - this.sums[b] > range || (range === 0 && this.sums[a] === this.sums[b] && b < a);
      });
      if (beaten && this.inContention.size > 1) this.inContention.delete(a);
    }
  }
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
