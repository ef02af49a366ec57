/** Goes on replicating the variants of a comparison until what was asked is settled, or the budget ends. */
import { Selection } from '../../stats/selection.ts';
import { further } from '../stopping.ts';
import type { Goal } from './goal.ts';
import type { Study } from './load-study.ts';
import type { Played, Runner, Task } from './play.ts';
import { PointReducer } from './point-reducer.ts';
import { verdictOf } from './verdict.ts';

/** How a goal was come to. */
export interface Settled {
  /** Whether it was reached; if not, the budget ended or it was interrupted. */
  readonly reached: boolean;
  /** Of a selection: the variant by its index, the difference that mattered, and how many more replications it would take. */
  readonly selection?: {
    readonly selected?: number;
    /** Variants that may still be the best, by index. */
    readonly inContention: readonly number[];
    /** In the unit of the metric. */
    readonly indifference: number;
    /** About how many more of each; null where none are in sight. */
    readonly more: number | null;
  };
}

/** Variants in contention are looked at after so many replications more of each. */
const BATCH = 10;

/** Plays a comparison that has a goal; the result does not depend on the order in which replications are finished. */
export async function playOn({ base: { plan }, cells, variants }: Study, goal: Goal, runner: Runner, onProgress?: (done: number, total: number) => void): Promise<Played> {
  const reducer = new PointReducer(cells, plan.replications);
  const counts = variants.map(() => 0);
  let done = 0;
  /** Whether all of them were finished. */
  const run = async (own: readonly number[], to: number): Promise<boolean> => {
    const tasks = tasksOf(own, counts, to);
    const total = done + tasks.length;
    for await (const [{ cell, index }, result] of runner(tasks)) {
      reducer.take(cell, index, result);
      done++;
      onProgress?.(done, total);
    }
    for (const variant of own) counts[variant] = to;
    return done === total;
  };
  const valuesOf = (variant: number, from: number, to = Infinity) => reducer.samples![variant].slice(from, to).map(({ overall }) => overall[goal.metric]?.[goal.statistic]);

  const everyone = [...variants.keys()];
  const complete = await run(everyone, plan.replications);
  const settled = complete ? await (goal.until === 'decided' ? decide() : narrow()) : { reached: false, complete };
  const measured = reducer.measured({ uneven: settled.complete });
  if (!measured) throw new Error('stopped before the first replications were finished');
  return { points: [measured], interrupted: !settled.complete, settled };

  /** Adds replications to the variants that may be the best until one is selected. */
  async function decide(): Promise<Settled & { readonly complete: boolean }> {
    const column = everyone.map((variant) => valuesOf(variant, 0).map((value) => known(value, goal)));
    const rows = column[0].map((_, i) => column.map((own) => own[i]));
    const selection = new Selection(rows, { indifference: goal.size, confidence: plan.confidence });
    const least = () => Math.min(...[...selection.inContention].map((variant) => mean(valuesOf(variant, 0).map((value) => known(value, goal)))));
    let taken = plan.replications;
    let going = true;
    while (selection.selected === undefined && taken < goal.atMost && going) {
      const to = Math.min(taken + BATCH, goal.atMost);
      const own = [...selection.inContention];
      going = await run(own, to);
      if (!going) break;
      const values = new Map(own.map((variant) => [variant, valuesOf(variant, taken, to).map((value) => known(value, goal))]));
      for (let i = 0; i < to - taken; i++) selection.add(new Map(own.map((variant) => [variant, values.get(variant)![i]])));
      taken = to;
    }
    const { selected, inContention, remaining } = selection;
    return {
      reached: selected !== undefined,
      complete: going,
      selection: {
        ...(selected !== undefined && { selected }),
        inContention: [...inContention],
        indifference: 'relative' in goal.size ? goal.size.relative * least() : goal.size.absolute,
        more: Number.isFinite(remaining) ? remaining : null,
      },
    };
  }

  /** Adds replications to all variants until the intervals of all differences to the best are narrow enough. */
  async function narrow(): Promise<Settled & { readonly complete: boolean }> {
    for (let taken = plan.replications; ; ) {
      const found = verdictOf(everyone.map((variant) => valuesOf(variant, 0)), variants.map(({ name }) => name), plan.confidence, { sampling: { stopped: true } });
      const target = 'relative' in goal.size ? goal.size.relative * Math.abs(found?.mean ?? 0) : goal.size.absolute;
      const needed = found ? Math.max(...found.against.map(({ difference }) => further(difference.halfWidth, taken, target))) : 2 * taken;
      if (needed <= taken || taken >= goal.atMost) return { reached: needed <= taken, complete: true };
      taken = Math.min(needed, goal.atMost);
      if (!(await run(everyone, taken))) return { reached: false, complete: false };
    }
  }
}

/** The same replication of all variants one after the other. */
function tasksOf(own: readonly number[], counts: readonly number[], to: number): Task[] {
  const tasks: Task[] = [];
  for (let index = Math.min(...own.map((variant) => counts[variant])); index < to; index++) for (const cell of own) if (index >= counts[cell]) tasks.push({ cell, index });
  return tasks;
}

function known(value: number | undefined, { metric, statistic }: Goal): number {
  if (value !== undefined) return value;
  throw new Error(`${metric} ${statistic} cannot be told from one of the replications: make them longer (run.jobs), or choose another statistic`);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
