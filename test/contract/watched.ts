/** Policies shown views that know what may be read of them, and until when. */
import type { Job, PoolView } from '../../src/model.ts';
import type { Discipline, Dispatcher, DispatchSetup, Policy, Signal } from '../../src/policy.ts';
import type { Dispatch } from './scenarios.ts';

/** Properties of the views that are signals; the others are free to read. */
const signalOf: Readonly<Record<string, Signal>> = { size: 'size', age: 'age', queued: 'queued' };

export interface Watched<P> {
  readonly policy: P;
  readonly read: ReadonlySet<Signal>;
}

export function watchDispatch(policy: Dispatch): Watched<Dispatch> {
  const read = new Set<Signal>();
  const create = (setup: DispatchSetup): Dispatcher => {
    const made = policy.create(setup);
    if (made.mechanism === 'pull') return made;
    const pick = (job: Job, pool: PoolView) => {
      const shownJob = show(job, policy, read);
      const shownPool = show(pool, policy, read);
      const node = made.pick(shownJob.proxy, shownPool.proxy);
      shownJob.revoke();
      shownPool.revoke();
      if (!Number.isInteger(node)) throw new Error(`${policy.name} picked ${node}, which is no node`);
      return node;
    };
    return { ...made, pick };
  };
  return { policy: { ...policy, create }, read };
}

export function watchDiscipline(policy: Policy<Discipline>): Watched<Policy<Discipline>> {
  const read = new Set<Signal>();
  const create = (): Discipline => {
    const made = policy.create();
    if (made.mechanism !== 'ordered' || !made.rank) return made;
    const { rank } = made;
    const watched = (job: Job) => {
      const shown = show(job, policy, read);
      const value = rank(shown.proxy);
      shown.revoke();
      if (Number.isNaN(value)) throw new Error(`${policy.name} ranked a job NaN`);
      return value;
    };
    return { ...made, rank: watched };
  };
  return { policy: { ...policy, create }, read };
}

/** The view, which refuses what the policy did not declare, any change, and, once revoked, everything. */
function show<View extends object>(view: View, { name, needs }: Pick<Policy<unknown>, 'name' | 'needs'>, read: Set<Signal>) {
  return Proxy.revocable(view, {
    get(target, property) {
      const signal = signalOf[property as string];
      if (signal) {
        read.add(signal);
        if (!needs.includes(signal)) throw new Error(`${name} reads ${signal}, which it does not need`);
      }
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
    set(_, property) {
      throw new Error(`${name} writes ${String(property)}`);
    },
  });
}

/** What a discipline's mechanism asks of a backend, whatever it ranks by. */
export function signalsOfMechanism(discipline: Discipline): readonly Signal[] {
  switch (discipline.mechanism) {
    case 'ordered':
      return discipline.preemptive ? ['preempt'] : [];
    case 'shared':
      return ['share'];
    case 'attained':
      return ['share', 'preempt'];
    case 'sliced':
      return ['preempt'];
  }
}
