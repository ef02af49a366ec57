import type { DisciplineSetup, DispatchSetup } from '../../src/policy.ts';
import type { Scenario } from '../../src/scenario.ts';
import { stream } from '../../src/random/stream.ts';

/** What the scenario's policies are given when they are made; the chance is nobody's else. */
export function setupOf({ pool, classes, workload }: Scenario): DispatchSetup & DisciplineSetup {
  return { nodes: pool.nodes, classes, workload, stream: stream('unused') };
}
