/** Policies that are shown nothing but what they declare, and whose answers are checked. */
import type { Job, PoolView } from '../../model.ts';
import type { ClassLines, Discipline, DisciplineSetup, Dispatcher, DispatchSetup, Ordered, Signal } from '../../policy.ts';
import { Guard, type Show } from './guard.ts';
import { LawBroken } from './law.ts';
import type { Dispatch, Serve } from './trial.ts';

export interface Watched<P> {
  readonly policy: P;
  /** What it has looked at so far. */
  readonly read: ReadonlySet<Signal>;
}

/** Notes in `read` what it looks at. */
export function watchDispatch(policy: Dispatch, read = new Set<Signal>()): Watched<Dispatch> {
  const guard = new Guard(policy, read);
  const create = (setup: DispatchSetup): Dispatcher => {
    const made = guard.ask(() => policy.create(guard.setup(setup)));
    if (made.mechanism === 'pull') return made;
    const { changed, finished, refused } = made;
    const observed = {
      ...(changed && { changed: (node: number, pool: PoolView) => guard.ask((show) => made.changed!(node, show(pool))) }),
      ...(finished && { finished: (job: Job, node: number, pool: PoolView) => guard.ask((show) => made.finished!(show(job), node, show(pool))) }),
      ...(refused && { refused: (job: Job, node: number, pool: PoolView) => guard.ask((show) => made.refused!(show(job), node, show(pool))) }),
    };
    if (made.mechanism === 'replicate') {
      const { mechanism, cancel, sizes, copies } = made;
      return { mechanism, cancel, sizes, copies, ...observed, pick: (job, pool, chosen) => guard.ask((show) => made.pick(show(job), show(pool), chosen)) };
    }
    const pick = (job: Job, pool: PoolView) => {
      const node = guard.ask((show) => made.pick(show(job), show(pool)));
      if (!(Number.isInteger(node) && node >= 0 && node < pool.nodes)) {
        throw new LawBroken('valid answers', `${policy.name} picked ${String(node)}, which is no node of 0 … ${pool.nodes - 1}`);
      }
      return node;
    };
    return { mechanism: 'push', ...observed, pick };
  };
  return { policy: { ...policy, create }, read };
}

/** Notes in `read` what it looks at. */
export function watchDiscipline(policy: Serve, read = new Set<Signal>()): Watched<Serve> {
  const guard = new Guard(policy, read);
  const create = (setup: DisciplineSetup): Discipline => {
    const made = guard.ask(() => policy.create(guard.setup(setup)));
    return made.mechanism === 'ordered' ? watchOrdered(made, policy.name, guard) : made;
  };
  return { policy: { ...policy, create }, read };
}

function watchOrdered(made: Ordered, name: string, guard: Guard): Ordered {
  const number = (value: number, what: string) => {
    if (typeof value !== 'number' || Number.isNaN(value)) throw new LawBroken('valid answers', `${name} ${what} ${String(value)}`);
    return value;
  };
  const { mechanism, preemptive, afterwards, ties, per, restless, stateful } = made;
  const ranked = (job: Job, now: number, before: number) => {
    const found = number(made.rank!(job, now, before), 'ranked a job');
    if (made.slope) checkSlope(name, now, found, made.slope(job), (later) => made.rank!(job, later, before));
    return found;
  };
  return {
    mechanism,
    preemptive,
    ties,
    ...(afterwards && { afterwards }),
    ...(per && { per }),
    ...(restless && { restless }),
    ...(stateful && { stateful }),
    ...(made.rank && { rank: (job, now, before) => guard.ask((show) => ranked(show(job), now, before)) }),
    ...(made.slope && { slope: (job) => number(guard.ask((show) => made.slope!(show(job))), 'gave the rank of a job a slope of') }),
    ...(made.lots && { lots: (job) => number(guard.ask((show) => made.lots!(show(job))), 'gave a job so many lots:') }),
    ...(made.turn && { turn: (job, speed) => number(guard.ask((show) => made.turn!(show(job), speed)), 'gave a job a turn of') }),
    ...(made.next && { next: (lines) => number(guard.ask((show) => made.next!(shownLines(lines, show))), 'chose class') }),
    ...(made.changed && { changed: (jobClass, lines) => guard.ask((show) => made.changed!(jobClass, shownLines(lines, show))) }),
    ...(made.started && { started: (job, rank) => guard.ask((show) => made.started!(show(job), rank)) }),
  };
}

/** The rank changes as its slope says, from now until twice as late. */
function checkSlope(name: string, now: number, rank: number, slope: number, rankAt: (later: number) => number): void {
  const expected = rank + slope * now;
  const found = rankAt(2 * now);
  const size = Math.abs(rank) + Math.abs(slope * now);
  if (!(size < Infinity) || Math.abs(found - expected) <= 1e-9 * size) return;
  throw new LawBroken('valid answers', `${name} ranks a job that waits from ${now} to ${2 * now} as ${rank} and then ${found}, and its slope says ${expected}`);
}

/** The lines, whose jobs are shown as others are. */
function shownLines(lines: ClassLines, show: Show): ClassLines {
  return show({
    now: lines.now,
    classes: lines.classes,
    waiting: (jobClass: number) => lines.waiting(jobClass),
    head: (jobClass: number) => show(lines.head(jobClass)),
  });
}

/** What the mechanism asks of a backend, whatever the policy looks at. */
export function signalsOfMechanism(made: Discipline | Dispatcher): readonly Signal[] {
  switch (made.mechanism) {
    case 'ordered':
      return made.preemptive || made.turn ? ['preempt'] : [];
    case 'shared':
      return ['share'];
    case 'attained':
      return ['share', 'preempt'];
    case 'replicate':
      return ['cancel'];
    case 'push':
    case 'pull':
      return [];
  }
}
