/** Which of several systems is best, by a procedure that promises to be right. */
import { momentsOf, variance } from './moments.ts';
import { studentQuantile } from './student.ts';

/** The least difference from the best that matters, above 0: a fraction of the best mean, or in the unit of the samples. */
export type Indifference = { readonly relative: number } | { readonly absolute: number };

export interface SelectionGoal {
  readonly indifference: Indifference;
  /** The chance at which the promise is kept: 0.95, say. */
  readonly confidence: number;
}

/** Of the error that is allowed, what is spent on leaving out systems that are proven worse. */
const SCREENING = 0.1;
/** Systems are left out at looks, each after so many times the samples of the look before. */
const GROWTH = 2;

/**
 * A fully sequential procedure: after the first stage samples are added to all systems in contention, until one is selected.
 * With probability `confidence` or more the selected system is best or within the indifference of the best: its mean is less
 * than best × (1 + relative), or best + absolute. So it is the best itself wherever that is better than all others by the
 * indifference or more. Samples of one index may depend on one another (common random numbers); those of different indices
 * are independent, and about normal, as means of replications are.
 *
 * How: for a leader l and each rival i, Z = X_i (1 + relative) + absolute − X_l has a mean above 0 if l is good enough. A sum of
 * Z whose mean is not above 0 is ever above the line A + C n with probability exp(−2 A C / σ²) at most; with A C = h² S² / 4,
 * S² the variance in the first stage, which does not depend on the means, that is (1 + h²/(n₀ − 1))^(−(n₀ − 1)/2), which is the
 * error for one pair. A leader whose sums are above the lines against all rivals is selected. C is half the indifference, which ends soonest where
 * means are equal: the boundaries are those of Kim and Nelson 2001, with two differences. A rival that is not yet proven worse
 * stays, since a chain of systems, each beaten by one that is slightly worse, could lead away from the best; and a rival is left
 * out where Student's interval proves it worse, its error spent over looks, which is sooner where means are far apart.
 * Only pairs with the best can go wrong, so that the error is divided by the number of systems less one.
 *
 * Source: Kim and Nelson 2001, ACM TOMACS 11(3) (boundaries, first stage); Fabian 1974, Annals of Statistics 2; Robbins 1970,
 * Annals of Mathematical Statistics 41 (lines); Eckman and Henderson 2022, ACM TOMACS 32(2) (why a good selection is another promise).
 */
export class Selection {
  /** Systems that may still be the best, ascending. */
  readonly inContention: Set<number>;
  private chosen: number | undefined;
  private readonly goal: SelectionGoal;
  /** By system, all samples. */
  private readonly samples: readonly number[][];
  private readonly sums: number[];
  /** A, by leader and rival. */
  private readonly intercepts: readonly (readonly number[])[];
  /** C. */
  private readonly slope: number;
  private look = 1;
  private nextLook: number;

  /**
   * `firstStage`: for each index one sample of every system; 2 indices or more, and 10 or more for a first stage that does not
   * cost more than it saves. Throws a RangeError of fewer, and of a sample that is not a number, as `add` does.
   */
  constructor(firstStage: readonly (readonly number[])[], goal: SelectionGoal) {
    const n = firstStage.length;
    if (n < 2) throw new RangeError(`the first stage needs at least 2 samples of each system, not ${n}`);
    for (const row of firstStage) for (const [system, value] of row.entries()) requireNumber(value, system);
    this.goal = goal;
    this.samples = firstStage[0].map((_, system) => firstStage.map((row) => row[system]));
    this.sums = this.samples.map((own) => own.reduce((sum, value) => sum + value, 0));
    this.inContention = new Set(this.samples.keys());
    this.slope = this.matters(Math.min(...this.sums) / n) / 2;
    const error = ((1 - SCREENING) * (1 - goal.confidence)) / Math.max(1, this.samples.length - 1);
    const constant = lineConstant(n, error);
    this.intercepts = this.samples.map((leader) => this.samples.map((rival) => interceptOf(constant * varianceOf(leader.map((value, i) => this.excess(value, rival[i]))), this.slope)));
    this.nextLook = n;
    this.judge();
  }

  /** Samples of the systems in contention, by system. Throws a RangeError of one that is not a number. */
  add(samples: ReadonlyMap<number, number> | readonly number[]): void {
    for (const system of this.inContention) {
      const value = samples instanceof Map ? (samples.get(system) as number) : (samples as readonly number[])[system];
      requireNumber(value, system);
      this.samples[system].push(value);
      this.sums[system] += value;
    }
    this.judge();
  }

  /** The selected system, or undefined as long as there is none. */
  get selected(): number | undefined {
    return this.chosen;
  }

  /** About how many more samples of each system in contention it takes; Infinity where no number is in sight. */
  get remaining(): number {
    if (this.chosen !== undefined) return 0;
    const leader = this.leader();
    const needs = this.rivals(leader).map((rival) => this.intercepts[leader][rival] / Math.max(0, this.mean(leader, rival) - this.slope));
    return Math.max(1, Math.ceil(Math.max(...needs) - this.taken));
  }

  private get taken(): number {
    return this.samples[this.leader()].length;
  }

  /** The difference that matters at such a mean of the best. */
  private matters(best: number): number {
    const { indifference } = this.goal;
    return 'relative' in indifference ? indifference.relative * Math.abs(best) : indifference.absolute;
  }

  /** Z: above 0 on average where the leader is less than the indifference above the rival. */
  private excess(leader: number, rival: number): number {
    return rival + this.matters(rival) - leader;
  }

  /** Of Z over all samples so far. */
  private mean(leader: number, rival: number): number {
    const count = this.samples[leader].length;
    return this.excess(this.sums[leader] / count, this.sums[rival] / count);
  }

  /** Of those in contention, which have equally many samples, the least. */
  private leader(): number {
    return [...this.inContention].reduce((least, system) => (this.sums[system] < this.sums[least] ? system : least));
  }

  private rivals(leader: number): number[] {
    return [...this.inContention].filter((system) => system !== leader);
  }

  private judge(): void {
    if (this.chosen !== undefined) return;
    if (this.taken >= this.nextLook) this.leaveOut();
    const leader = this.leader();
    const passed = this.rivals(leader).every((rival) => this.taken * this.mean(leader, rival) >= this.intercepts[leader][rival] + this.slope * this.taken);
    if (passed) this.chosen = leader;
  }

  /** Leaves out what is proven worse than any other. */
  private leaveOut(): void {
    const error = (SCREENING * (1 - this.goal.confidence)) / Math.max(1, this.samples.length - 1) / (this.look * (this.look + 1));
    const count = this.taken;
    const quantile = studentQuantile(1 - error, count - 1);
    const contenders = [...this.inContention];
    const worse = contenders.filter((own) =>
      contenders.some((other) => {
        const difference = this.sums[own] - this.sums[other];
        if (difference <= 0) return false;
        const spread = varianceOf(this.samples[own].map((value, i) => value - this.samples[other][i]));
        return difference / count > quantile * Math.sqrt(spread / count);
      }),
    );
    for (const system of worse) this.inContention.delete(system);
    this.look++;
    this.nextLook *= GROWTH;
  }
}

/** h² of a first stage of n samples: the error of a line that rests on its variance. */
export function lineConstant(n: number, error: number): number {
  return (n - 1) * Math.expm1((-2 / (n - 1)) * Math.log(error));
}

/** Where nothing varies, no line stands in the way; where no difference matters, no leader ever passes. */
function interceptOf(spread: number, slope: number): number {
  return slope > 0 ? spread / (4 * slope) : Infinity;
}

/** What is not a number compares as neither more nor less, and a system with such a sample would stay or win by chance. */
function requireNumber(value: number, system: number): void {
  if (Number.isNaN(value)) throw new RangeError(`a sample of system ${system} is not a number`);
}

function varianceOf(values: readonly number[]): number {
  return variance(momentsOf(values)) ?? 0;
}
