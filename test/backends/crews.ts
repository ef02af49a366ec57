/** Crews as users have them: workers run compiled code. */
import type * as Real from '../../src/backends/real/execute.ts';
import type * as Processes from '../../src/backends/processes/crew.ts';
import type * as Threads from '../../src/backends/threads/crew.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import type { Scenario } from '../../src/scenario.ts';
import { type Parts, renewals, scenarioOf } from '../contract/scenarios.ts';

const compiled = (module: string) => import(new URL(`../../dist/backends/${module}.js`, import.meta.url).href);

export const { execute } = (await compiled('real/execute')) as typeof Real;
export const { threads } = (await compiled('threads/crew')) as typeof Threads;
export const { processes } = (await compiled('processes/crew')) as typeof Processes;

export const crews = [
  { backend: 'threads', hire: threads },
  { backend: 'processes', hire: processes },
] as const;

/** Two nodes at half their load, unless the parts say otherwise. */
export function scenario(parts: Parts): Scenario {
  return scenarioOf({ sources: [renewals('jobs', 0, exponential.create({ mean: 1 }), exponential.create({ mean: 1 }))], nodes: [{}, {}], jobs: 120, ...parts });
}
