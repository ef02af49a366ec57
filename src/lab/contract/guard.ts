import type { Workload } from '../../model.ts';
import type { Policy, Signal } from '../../policy.ts';
import { LawBroken } from './law.ts';

/** Properties of the views that are signals; the others are free to read. */
const signalOf: ReadonlyMap<string | symbol, Signal> = new Map(
  (['size', 'age', 'deadline', 'key', 'queued', 'work', 'workload'] as const).map((signal) => [signal, signal]),
);

/** Shows a view as the policy may see it. */
export type Show = <View extends object>(view: View) => View;

/** Refuses what a policy did not declare, any change, and, after the call, everything. */
export class Guard {
  readonly #read: Set<Signal>;
  readonly #name: string;
  readonly #needs: readonly Signal[];

  /** What is looked at is added to `read`. */
  constructor({ name, needs }: Pick<Policy<unknown>, 'name' | 'needs'>, read: Set<Signal>) {
    this.#read = read;
    this.#name = name;
    this.#needs = needs;
  }

  /** The setup, of which the workload is a signal. */
  setup<Setup extends { readonly workload: Workload }>(setup: Setup): Setup {
    return this.#shown(setup).proxy;
  }

  /** Asks the policy; what it is shown is of no use after that. */
  ask<T>(decide: (show: Show) => T): T {
    const shown: (() => void)[] = [];
    try {
      return decide((view) => {
        const { proxy, revoke } = this.#shown(view);
        shown.push(revoke);
        return proxy;
      });
    } catch (error) {
      throw this.#broken(error);
    } finally {
      for (const revoke of shown) revoke();
    }
  }

  #shown<View extends object>(view: View) {
    return Proxy.revocable(view, {
      get: (target, property) => {
        const signal = signalOf.get(property);
        if (signal) {
          this.#read.add(signal);
          if (!this.#needs.includes(signal)) throw new LawBroken('declared signals', `${this.#name} reads ${signal}, which it does not need`);
        }
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
      set: (_, property) => {
        throw new LawBroken('views end with the call', `${this.#name} writes ${String(property)}`);
      },
    });
  }

  /** What the policy threw, as the law that it broke. */
  #broken(error: unknown): LawBroken {
    if (error instanceof LawBroken) return error;
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof TypeError && message.includes('revoked')) {
      return new LawBroken('views end with the call', `${this.#name} looks at what an earlier call showed it`);
    }
    return new LawBroken('valid answers', `${this.#name} threw: ${message}`);
  }
}
