import { object, positive } from '../params.ts';
import type { ClassLines } from '../policy.ts';
import { weightsOf, weightsParam } from './class-weights.ts';
import { discipline } from './define.ts';

export const drr = discipline<{ quantum: number; weights?: Readonly<Record<string, number>> | undefined }>({
  name: 'drr',
  about: 'Deficit round robin by class: in each round a class may be served as much as its quantum, and what it could not use of that in rounds before.',
  source: 'Shreedhar and Varghese 1996, IEEE/ACM Transactions on Networking 4',
  needs: ['size'],
  cost: 'O(classes)',
  params: object({ quantum: positive('size that a class of weight 1 may be served in a round, in time units on a node of speed 1'), weights: weightsParam }),
  examples: [{ quantum: 1 }, { quantum: 0.05 }],
  create({ quantum, weights }, { classes }) {
    const quanta = weightsOf(classes, weights).map((weight) => quantum * weight);
    const deficit = new Float64Array(quanta.length);
    /** The class whose turn it is, and whether it has had its quantum for this turn. */
    let current = 0;
    let begun = false;
    const pass = () => {
      current = current + 1 === quanta.length ? 0 : current + 1;
      begun = false;
    };
    const next = (lines: ClassLines): number => {
      for (let passed = 0; ; passed++) {
        // Nobody's quantum was enough in a whole round: the rounds that bring nothing are passed over at once.
        if (passed > quanta.length) {
          skipRounds(lines, quanta, deficit);
          passed = 0;
        }
        const size = lines.waiting(current) > 0 ? lines.head(current).size : Infinity;
        if (size < Infinity && !begun) {
          deficit[current] += quanta[current];
          begun = true;
        }
        if (size <= deficit[current]) break;
        // Who has nothing to be served keeps no right to it.
        if (size === Infinity) deficit[current] = 0;
        pass();
      }
      const chosen = current;
      deficit[chosen] -= lines.head(chosen).size;
      if (lines.waiting(chosen) === 1) {
        deficit[chosen] = 0;
        pass();
      }
      return chosen;
    };
    return { mechanism: 'ordered', preemptive: false, ties: 'first', next, stateful: true };
  },
});

/** As many rounds as all classes can go through without one being served. */
function skipRounds(lines: ClassLines, quanta: readonly number[], deficit: Float64Array): void {
  let rounds = Infinity;
  for (const [each, quantum] of quanta.entries()) {
    if (lines.waiting(each) > 0) rounds = Math.min(rounds, Math.ceil((lines.head(each).size - deficit[each]) / quantum) - 1);
  }
  if (!(rounds > 0)) return;
  for (const [each, quantum] of quanta.entries()) if (lines.waiting(each) > 0) deficit[each] += rounds * quantum;
}
