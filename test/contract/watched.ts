/** Policies shown views that know what may be read of them, and until when. */
import type { Job, PoolView, Workload } from '../../src/model.ts';
import type { ClassLines, Discipline, DisciplineSetup, Dispatcher, DispatchSetup, Ordered, Policy, Signal } from '../../src/policy.ts';
import type { Dispatch } from './scenarios.ts';

/** Properties of the views that are signals; the others are free to read. */
const signalOf: Readonly<Record<string, Signal>> = {
  size: 'size',
  age: 'age',
  deadline: 'deadline',
  key: 'key',
  queued: 'queued',
  work: 'work',
  workload: 'workload',
};

export interface Watched<P> {
  readonly policy: P;
  /** What it has looked at so far. */
  readonly read: ReadonlySet<Signal>;
}

export function watchDispatch(policy: Dispatch): Watched<Dispatch> {
  const guard = new Guard(policy);
  const create = (setup: DispatchSetup): Dispatcher => {
    const made = policy.create(guard.setup(setup));
    if (made.mechanism === 'pull') return made;
    const observed = {
      ...(made.changed && { changed: (node: number, pool: PoolView) => guard.call((show) => made.changed!(node, show(pool))) }),
      ...(made.finished && { finished: (job: Job, node: number, pool: PoolView) => guard.call((show) => made.finished!(show(job), node, show(pool))) }),
      ...(made.refused && { refused: (job: Job, node: number, pool: PoolView) => guard.call((show) => made.refused!(show(job), node, show(pool))) }),
    };
    if (made.mechanism === 'replicate') {
      const { mechanism, cancel, sizes, copies } = made;
      return { mechanism, cancel, sizes, copies, ...observed, pick: (job, pool, chosen) => guard.call((show) => made.pick(show(job), show(pool), chosen)) };
    }
    const pick = (job: Job, pool: PoolView) => {
      const node = guard.call((show) => made.pick(show(job), show(pool)));
      if (!Number.isInteger(node)) throw new Error(`${policy.name} picked ${String(node)}, which is no node`);
      return node;
    };
    return { mechanism: 'push', ...observed, pick };
  };
  return { policy: { ...policy, create }, read: guard.read };
}

export function watchDiscipline(policy: Policy<Discipline>): Watched<Policy<Discipline>> {
  const guard = new Guard(policy);
  const create = (setup: DisciplineSetup): Discipline => {
    const made = policy.create(guard.setup(setup));
    return made.mechanism === 'ordered' ? watchOrdered(made, policy.name, guard) : made;
  };
  return { policy: { ...policy, create }, read: guard.read };
}

function watchOrdered(made: Ordered, name: string, guard: Guard): Ordered {
  const number = (value: number, what: string) => {
    if (typeof value !== 'number' || Number.isNaN(value)) throw new Error(`${name} ${what} ${String(value)}`);
    return value;
  };
  const { mechanism, preemptive, afterwards, ties, restless, stateful } = made;
  return {
    mechanism,
    preemptive,
    ties,
    ...(afterwards && { afterwards }),
    ...(restless && { restless }),
    ...(stateful && { stateful }),
    ...(made.rank && { rank: (job, now) => number(guard.call((show) => made.rank!(show(job), now)), 'ranked a job') }),
    ...(made.lots && { lots: (job) => number(guard.call((show) => made.lots!(show(job))), 'gave a job lots') }),
    ...(made.turn && { turn: (job, speed) => number(guard.call((show) => made.turn!(show(job), speed)), 'gave a job a turn of') }),
    ...(made.next && { next: (lines) => number(guard.call((show) => made.next!(shownLines(lines, show))), 'chose class') }),
    ...(made.started && { started: (job, rank) => guard.call((show) => made.started!(show(job), rank)) }),
  };
}

/** The lines, whose jobs are shown as others are. */
function shownLines(lines: ClassLines, show: <View extends object>(view: View) => View): ClassLines {
  return show({
    get now() {
      return lines.now;
    },
    get classes() {
      return lines.classes;
    },
    waiting: (jobClass: number) => lines.waiting(jobClass),
    head: (jobClass: number) => show(lines.head(jobClass)),
  });
}

/** Refuses what a policy did not declare, any change, and, after the call, everything. */
class Guard {
  readonly read = new Set<Signal>();
  readonly #name: string;
  readonly #needs: readonly Signal[];

  constructor({ name, needs }: Pick<Policy<unknown>, 'name' | 'needs'>) {
    this.#name = name;
    this.#needs = needs;
  }

  /** The setup, of which the workload is a signal. */
  setup<Setup extends { readonly workload: Workload }>(setup: Setup): Setup {
    return this.#shown(setup).proxy;
  }

  /** What is shown during the call is of no use after it. */
  call<T>(decide: (show: <View extends object>(view: View) => View) => T): T {
    const revoke: (() => void)[] = [];
    const show = <View extends object>(view: View) => {
      const shown = this.#shown(view);
      revoke.push(shown.revoke);
      return shown.proxy;
    };
    const answer = decide(show);
    for (const end of revoke) end();
    return answer;
  }

  #shown<View extends object>(view: View) {
    return Proxy.revocable(view, {
      get: (target, property) => {
        const signal = Object.hasOwn(signalOf, property) ? signalOf[property as string] : undefined;
        if (signal) {
          this.read.add(signal);
          if (!this.#needs.includes(signal)) throw new Error(`${this.#name} reads ${signal}, which it does not need`);
        }
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
      set: (_, property) => {
        throw new Error(`${this.#name} writes ${String(property)}`);
      },
    });
  }
}

/** What a discipline's mechanism asks of a backend, whatever it ranks by. */
export function signalsOfMechanism(discipline: Discipline): readonly Signal[] {
  switch (discipline.mechanism) {
    case 'ordered':
      return discipline.preemptive || discipline.turn ? ['preempt'] : [];
    case 'shared':
      return ['share'];
    case 'attained':
      return ['share', 'preempt'];
  }
}
