import type { DeadLetter, TaskResult, Unfinished } from '../../backends/real/calls.ts';
import type { Hire } from '../../backends/real/crew.ts';
import { execute, type Executed, type Execution } from '../../backends/real/execute.ts';
import { Ledger } from '../../backends/real/ledger.ts';
import type { Scenario } from '../../scenario.ts';
import type { ExecutionPlan } from '../scenario/execution.ts';

/** What real runs leave behind. */
export interface RealRuns {
  readonly runs: readonly Executed[];
  /** Of each run, what its tasks took beyond the plan. */
  readonly ledgers: readonly Ledger[];
  /** They were stopped before they were done. */
  readonly interrupted: boolean;
}

export type { Calling, DeadLetter, TaskResult, Unfinished } from '../../backends/real/calls.ts';

/** What may listen to runs while they go on. */
export interface Listening extends Pick<Execution, 'callings' | 'signal'> {
  /** Who watches the run of that number. */
  readonly watch?: (index: number) => Pick<Execution, 'watcher' | 'onTurn'>;
  /** It is over at that time. */
  readonly onEnd?: (index: number, now: number) => void;
  /** Told also in which of the runs, from 0. */
  readonly onResult?: (result: TaskResult, run: number) => void;
  readonly onDeadLetter?: (letter: DeadLetter, run: number) => void;
  readonly onUnfinished?: (unfinished: Unfinished, run: number) => void;
}

/** The scenario as far as it is carried out in reality. */
export function realScenario(scenario: Scenario, { horizon }: ExecutionPlan): Scenario {
  const { bySize: _, ...rest } = scenario;
  return { ...rest, horizon };
}

/** Carries the scenario out as planned, one run after the other. Tasks that spin do so at one rate in all of them, measured unless it is known. Throws what `execute` throws. */
export async function runReal(scenario: Scenario, { task, unit, replications }: ExecutionPlan, hire: Hire, listening: Listening = {}, spinRate?: number): Promise<RealRuns> {
  const runs: Executed[] = [];
  const ledgers: Ledger[] = [];
  const { watch, onEnd, onResult, onDeadLetter, onUnfinished, ...rest } = listening;
  const stopped = () => listening.signal?.aborted ?? false;
  for (let index = 0; index < replications && !stopped(); index++) {
    const ledger = new Ledger();
    const told = {
      ...(onResult && { onResult: (result: TaskResult) => onResult(result, index) }),
      ...(onDeadLetter && { onDeadLetter: (letter: DeadLetter) => onDeadLetter(letter, index) }),
      ...(onUnfinished && { onUnfinished: (unfinished: Unfinished) => onUnfinished(unfinished, index) }),
    };
    const rate = spinRate ?? runs[0]?.spinRate;
    const run = await execute(scenario, index, hire, { task, unit, ledger, ...rest, ...told, ...watch?.(index), ...(rate !== undefined && { spinRate: rate }) });
    onEnd?.(index, run.account.endTime);
    runs.push(run);
    ledgers.push(ledger);
  }
  return { runs, ledgers, interrupted: stopped() };
}

