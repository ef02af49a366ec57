import { LeastIndex } from '../least-index.ts';
import { object, positive } from '../params.ts';
import type { ClassLines } from '../policy.ts';
import { weightsOf, weightsParam } from './class-weights.ts';
import { discipline } from './define.ts';

/** Turns are counted up to here before the count begins anew: beyond 2^53 they would be told apart no longer. */
const FAR = 2 ** 50;

export const drr = discipline<{ quantum: number; weights?: Readonly<Record<string, number>> | undefined }>({
  name: 'drr',
  alsoKnownAs: ['deficit-round-robin'],
  about: 'Deficit round robin by class: in each round a class may be served as much as its quantum, and what it could not use of that in rounds before.',
  source: 'Shreedhar and Varghese 1996, IEEE/ACM Transactions on Networking 4',
  needs: ['size'],
  cost: 'O(log k) for k classes',
  params: object({ quantum: positive('size that a class of weight 1 may be served in a round, in time units on a node of speed 1'), weights: weightsParam }),
  examples: [{ quantum: 1 }, { quantum: 0.05 }],
  create({ quantum, weights }, { classes }) {
    const rounds = new Rounds(weightsOf(classes, weights).map((weight) => quantum * weight));
    return {
      mechanism: 'ordered',
      preemptive: false,
      ties: 'first',
      next: (lines) => rounds.serve(lines),
      changed: (jobClass, lines) => rounds.changed(jobClass, lines),
      stateful: true,
    };
  },
});

/**
 * Whose turn it is, without going through the turns in which nobody is served: for each class that waits it is known in which
 * its first task will be. Turns are numbered round by round: that of class c in round r is r × classes + c.
 */
class Rounds {
  private readonly quanta: readonly number[];
  private readonly classes: number;
  /** What a class may be served, with its quanta up to that of a round. */
  private readonly deficit: Float64Array;
  private readonly granted: Float64Array;
  private readonly turns: LeastIndex;
  private waiting = 0;
  /** The first turn that has not ended. */
  private current = 0;

  constructor(quanta: readonly number[]) {
    this.quanta = quanta;
    this.classes = quanta.length;
    this.deficit = new Float64Array(this.classes);
    this.granted = new Float64Array(this.classes);
    this.turns = new LeastIndex(new Float64Array(this.classes).fill(Infinity));
  }

  /** The class whose first task is served now. */
  serve(lines: ClassLines): number {
    if (this.turns.key > FAR) this.beginAnew();
    const jobClass = this.turns.index;
    this.current = this.turns.key;
    const round = Math.floor(this.current / this.classes);
    this.deficit[jobClass] += (round - this.granted[jobClass]) * this.quanta[jobClass] - lines.head(jobClass).size;
    this.granted[jobClass] = round;
    return jobClass;
  }

  /** Another task is the first of the class, or there is none. */
  changed(jobClass: number, lines: ClassLines): void {
    const waited = this.turns.keyOf(jobClass) < Infinity;
    if (lines.waiting(jobClass) > 0) {
      if (!waited) this.join(jobClass);
      this.turns.set(jobClass, this.turnOf(jobClass, lines.head(jobClass).size));
    } else if (waited) {
      this.leave(jobClass);
    }
  }

  private join(jobClass: number): void {
    this.waiting++;
    this.granted[jobClass] = Math.floor(this.nextTurn(jobClass) / this.classes) - 1;
  }

  /** Who has nothing to be served keeps no right to it, and ends its turn. */
  private leave(jobClass: number): void {
    this.waiting--;
    this.deficit[jobClass] = 0;
    this.turns.set(jobClass, Infinity);
    // Only a turn that has begun.
    if (this.granted[jobClass] * this.classes + jobClass === this.current) this.current++;
    if (this.waiting === 0) this.current %= this.classes;
  }

  /** The next turn of the class, or the one that it has. */
  private nextTurn(jobClass: number): number {
    const ahead = (jobClass - this.current) % this.classes;
    return this.current + (ahead < 0 ? ahead + this.classes : ahead);
  }

  /** The turn in which its deficit is enough for a task of the size. */
  private turnOf(jobClass: number, size: number): number {
    const [deficit, quantum] = [this.deficit[jobClass], this.quanta[jobClass]];
    let rounds = Math.max(0, Math.ceil((size - deficit) / quantum));
    if (rounds > 0 && deficit + (rounds - 1) * quantum >= size) rounds--;
    else if (deficit + rounds * quantum < size) rounds++;
    return Math.max(this.nextTurn(jobClass), (this.granted[jobClass] + rounds) * this.classes + jobClass);
  }

  /** Takes as many rounds off the numbers of all turns as the current one has behind it. */
  private beginAnew(): void {
    const rounds = Math.floor(this.current / this.classes);
    this.current -= rounds * this.classes;
    for (let jobClass = 0; jobClass < this.classes; jobClass++) {
      this.granted[jobClass] -= rounds;
      const turn = this.turns.keyOf(jobClass);
      if (turn < Infinity) this.turns.set(jobClass, turn - rounds * this.classes);
    }
  }
}
