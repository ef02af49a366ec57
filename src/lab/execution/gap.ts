import type { Beyond, Ledger } from '../../backends/real/ledger.ts';
import { type Holding, type Reach, replicateHolding } from '../../backends/simulated/holding.ts';
import type { Replicate } from '../../backends/simulated/replicate.ts';
import type { Scenario } from '../../scenario.ts';
import { meanResponse, type Measured, measure, type Stretch } from './measure.ts';

/** By what each is called in a ledger. */
export const CAUSES = [
  ['arrival lateness', 'arrival'],
  ['dispatch overhead', 'dispatch'],
  ['workers replaced', 'restart'],
  ['service inflation', 'service'],
] as const;

/** What makes the mean response in reality another than in the simulation of the same jobs; in time units. */
export interface Gap {
  readonly simulated: number;
  readonly real: number;
  /** Their sum, with `rest`, is real less simulated. */
  readonly parts: readonly GapPart[];
  /** What the simulator does not know how to explain. */
  readonly rest: number;
  /** Failures that the simulator did not have; what they cost is in the rest. Absent where there were none. */
  readonly unforeseen?: Ledger['unforeseen'];
}

export interface GapPart {
  readonly cause: (typeof CAUSES)[number][0];
  /** Time that it costs a task itself, on average. */
  readonly direct: number;
  /** What it does to the mean response, with the waiting that it causes to others. */
  readonly total: number;
}

type Key = keyof Beyond;

/** Runs the simulator on the jobs that the real runs had, with so much of what their slots took beyond the plan; no farther than `reaches`. */
export function replay(scenario: Scenario, ledgers: readonly Ledger[], keys: readonly Key[], reaches: readonly (Reach | undefined)[] = []): readonly Replicate[] {
  return ledgers.map((ledger, index) => replicateHolding(scenario, index, asWritten(ledger, ['size', ...keys]), reaches[index]));
}

/**
 * Adds the causes one after the other to a simulation of the same jobs, each as it was measured, task by task: what the
 * mean response grows by is what the cause does, and what is then still missing is the simulator's own error.
 */
export function explainGap(scenario: Scenario, ledgers: readonly Ledger[], plain: Measured, real: Measured, stretch: Stretch, level: number, reaches: readonly (Reach | undefined)[] = []): Gap {
  const all = ledgers.flatMap((ledger) => ledger.all());
  const tasks = ledgers.reduce((sum, ledger) => sum + ledger.tasks, 0);
  const known: Key[] = [];
  let before = meanResponse(plain);
  const parts = CAUSES.map(([cause, key]): GapPart => {
    known.push(key);
    const mean = meanResponse(measure(replay(scenario, ledgers, known, reaches), stretch, scenario, level));
    const total = mean - before;
    before = mean;
    return { cause, direct: all.reduce((sum, beyond) => sum + beyond[key], 0) / Math.max(1, tasks), total };
  });
  const [simulated, measured] = [meanResponse(plain), meanResponse(real)];
  const unforeseen = ledgers.reduce((sum, ledger) => ({ tries: sum.tries + ledger.unforeseen.tries, nodes: sum.nodes + ledger.unforeseen.nodes }), { tries: 0, nodes: 0 });
  return {
    simulated,
    real: measured,
    parts: parts.filter(({ cause, direct, total }) => cause !== 'workers replaced' || direct !== 0 || total !== 0),
    rest: measured - simulated - parts.reduce((sum, { total }) => sum + total, 0),
    ...((unforeseen.tries > 0 || unforeseen.nodes > 0) && { unforeseen }),
  };
}

/** The tasks that a simulated run gives slots, or turns of them, take beyond the plan what they took in reality, or the mean where there were none. */
function asWritten(ledger: Ledger, keys: readonly Key[]): Holding {
  const of = (beyond: Beyond) => keys.reduce((sum, key) => sum + beyond[key], 0);
  const all = ledger.all();
  const mean = all.reduce((sum, beyond) => sum + of(beyond), 0) / Math.max(1, all.length);
  /** By job: the try that it is at, and turns of it that are over. */
  const turns = new Map<number, { readonly attempt: number; readonly over: number }>();
  const over = (job: number, attempt: number) => {
    const known = turns.get(job);
    return known?.attempt === attempt ? known.over : 0;
  };
  return {
    beyond(job, _, attempt) {
      const written = ledger.of(job, attempt, over(job, attempt));
      return written ? of(written) : mean;
    },
    grown: (job, attempt) => ledger.of(job, attempt, over(job, attempt))?.size ?? 0,
    ended: (job, attempt) => void turns.set(job, { attempt, over: over(job, attempt) + 1 }),
  };
}
