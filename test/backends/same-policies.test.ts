/** One policy, every backend: what decides in reality is made and asked by the code that decides in the simulator. */
import { describe, expect, it } from 'vitest';
import type * as Real from '../../src/backends/real/execute.ts';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import type * as Threads from '../../src/backends/threads/crew.ts';
import { loadScenario } from '../../src/lab/scenario/load-scenario.ts';
import type { Discipline, Dispatcher, Policy } from '../../src/policy.ts';
import type { Scenario } from '../../src/scenario.ts';

const compiled = (module: string) => import(new URL(`../../dist/backends/${module}.js`, import.meta.url).href);
const { execute } = (await compiled('real/execute')) as typeof Real;
const { threads } = (await compiled('threads/crew')) as typeof Threads;

const modules = { './dispatcher.ts': await import('./own-policies/dispatcher.ts'), './discipline.ts': await import('./own-policies/discipline.ts') };

const scenarioWith = (dispatch: string, discipline: string): Scenario =>
  loadScenario('f', `
name: same
time: ms
arrivals: [{ class: job, process: poisson, load: 0.8, size: { exponential: { mean: 2 } } }]
pool: { nodes: 3, dispatch: ${dispatch}, discipline: ${discipline} }
run: { jobs: 60, warmup: none, replications: 2 }
`, { modules }).scenario;

/** What a policy that is watched was asked by one run. */
interface Watched {
  readonly made: object[];
  /** By method, the objects that were asked. */
  readonly asked: Map<string, Set<object>>;
  /** The source of the methods that were asked: their code. */
  readonly code: Map<string, string>;
}

function watched<T extends object, Setup>(policy: Policy<T, Setup>): { readonly policy: Policy<T, Setup>; readonly seen: Watched } {
  const seen: Watched = { made: [], asked: new Map(), code: new Map() };
  const create = (setup: Setup): T => {
    const made = policy.create(setup);
    const record = made as Record<string, unknown>;
    for (const [name, method] of Object.entries(record)) {
      if (typeof method !== 'function') continue;
      seen.code.set(name, String(method));
      record[name] = function (this: object, ...args: unknown[]): unknown {
        seen.asked.set(name, (seen.asked.get(name) ?? new Set()).add(made));
        return (method as (...all: unknown[]) => unknown).apply(made, args);
      };
    }
    seen.made.push(made);
    return made;
  };
  return { policy: { ...policy, create }, seen };
}

const DISPATCHERS = ['random', 'jsq', '{ power-of-d: { d: 2 } }', 'round-robin', 'join-idle-queue', 'least-work-left', '{ module: ./dispatcher.ts }'];
const DISCIPLINES = ['lcfs', 'sjf', 'srpt', 'priority', '{ round-robin: { quantum: 1 } }', 'hrrn', '{ module: ./discipline.ts }'];

describe.each([
  ...DISPATCHERS.map((dispatch) => ({ key: 'dispatch' as const, dispatch, discipline: 'fcfs' })),
  ...DISCIPLINES.map((discipline) => ({ key: 'discipline' as const, dispatch: 'jsq', discipline })),
])('$key: $dispatch with $discipline', ({ key, dispatch, discipline }) => {
  const given = scenarioWith(dispatch, discipline);
  const watch = () => {
    const { policy, seen } = watched(given.pool[key] as Policy<Dispatcher | Discipline, never>);
    return { scenario: { ...given, pool: { ...given.pool, [key]: policy } } as Scenario, seen };
  };

  it('is of one class and asked the same questions, in the simulator and on threads', async () => {
    const [simulated, real] = [watch(), watch()];
    replicate(simulated.scenario, 0);
    const { account } = await execute(real.scenario, 0, threads, { task: 'sleep', unit: 1 });
    expect(account.completed).toBe(60);
    expect(real.seen.made.length).toBe(simulated.seen.made.length);
    for (const [index, made] of real.seen.made.entries()) {
      expect(Object.getPrototypeOf(made)).toBe(Object.getPrototypeOf(simulated.seen.made[index]));
      expect(Object.keys(made)).toEqual(Object.keys(simulated.seen.made[index]));
    }
    expect(real.seen.code).toEqual(simulated.seen.code);
    expect([...real.seen.asked.keys()].toSorted()).toEqual([...simulated.seen.asked.keys()].toSorted());
    // None but what the policy itself has made was asked.
    for (const objects of real.seen.asked.values()) for (const object of objects) expect(real.seen.made).toContain(object);
  });
});
