/** Processor sharing with phase-type sizes, as a Markov chain of how many jobs are in each phase. */
import { Matrix, solve } from 'ml-matrix';
import type { Phases } from '../../../src/model.ts';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';

type Counts = readonly number[];

/** Moves of jobs that share `slots`; each job of n is served at rate min(n, slots)/n. No more than `most` are let in. */
function* moves(lambda: number, { initial, generator }: Phases, slots: number, counts: Counts, others: number, most: number): Iterable<readonly [Counts, number]> {
  const present = counts.reduce((sum, n) => sum + n, 0);
  const share = Math.min(present + others, slots) / (present + others);
  const changed = (gain: number, loss: number) => counts.map((n, i) => n + (i === gain ? 1 : 0) - (i === loss ? 1 : 0));
  for (const [i, n] of counts.entries()) {
    if (present < most && initial[i] > 0) yield [changed(i, -1), lambda * initial[i]];
    if (n === 0) continue;
    const exit = -generator[i].reduce((sum, rate) => sum + rate, 0);
    if (exit > 0) yield [changed(-1, i), n * share * exit];
    for (const [j, rate] of generator[i].entries()) if (j !== i && rate > 0) yield [changed(j, i), n * share * rate];
  }
}

/** Mean number of jobs. */
export function meanNumber(lambda: number, phases: Phases, slots: number, most: number): number {
  const { states, chain } = explore<Counts>(phases.initial.map(() => 0), (counts) => moves(lambda, phases, slots, counts, 0, most));
  const chance = stationary(chain);
  return states.reduce((sum, counts, i) => sum + chance[i] * counts.reduce((all, n) => all + n, 0), 0);
}

/** Mean and variance of the response of a job that comes in the steady state of one slot, from the chain of it and the others. */
export function taggedResponse(lambda: number, phases: Phases, most: number): { mean: number; variance: number } {
  const { initial, generator } = phases;
  const { states, chain } = explore<Counts>(initial.map(() => 0), (counts) => moves(lambda, phases, 1, counts, 0, most));
  const chance = stationary(chain);
  const index = new Map(states.map((counts, i) => [counts.join(' '), i]));
  const at = (counts: Counts, phase: number) => index.get(counts.join(' '))! * initial.length + phase;
  const size = states.length * initial.length;
  const leaving = Matrix.zeros(size, size);
  for (const counts of states) {
    const share = 1 / (counts.reduce((sum, n) => sum + n, 0) + 1);
    for (const [phase, row] of generator.entries()) {
      const own = at(counts, phase);
      for (const [to, rate] of row.entries()) leaving.set(own, at(counts, to), leaving.get(own, at(counts, to)) - rate * share);
      for (const [to, rate] of moves(lambda, phases, 1, counts, 1, most)) {
        leaving.set(own, at(to, phase), leaving.get(own, at(to, phase)) - rate);
        leaving.set(own, own, leaving.get(own, own) + rate);
      }
    }
  }
  const first = solve(leaving, Matrix.ones(size, 1));
  const second = solve(leaving, Matrix.mul(first, 2));
  const average = (column: Matrix) => states.reduce((sum, counts, i) => sum + chance[i] * initial.reduce((all, p, phase) => all + p * column.get(at(counts, phase), 0), 0), 0);
  const mean = average(first);
  return { mean, variance: average(second) - mean ** 2 };
}
