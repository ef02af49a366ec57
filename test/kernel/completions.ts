import { simulate } from '../../src/kernel/simulation.ts';
import type { Node } from '../../src/model.ts';
import type { Discipline, Policy } from '../../src/policy.ts';
import type { Scenario } from '../../src/scenario.ts';
import { stream } from '../../src/random/stream.ts';
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import { setupOf } from '../contract/scenarios.ts';
import { scenarioOf, type TracedJob, traceOf } from '../contract/scenarios.ts';

/** The discipline with these parameters, as it is made for a queue of one class. */
export function made(definition: DisciplineDefinition, params: unknown = {}): Discipline {
  return definition.create(params, setupOf(scenarioOf()));
}

/** When each job of the trace is done by the simulator on these nodes behind one queue. */
export function completionsOf(jobs: readonly TracedJob[], discipline: Discipline, nodes: readonly Partial<Node>[] = [{}]): readonly number[] {
  const policy: Policy<Discipline> = { name: 'test', params: {}, needs: [], create: () => discipline };
  return completionsIn(scenarioOf({ ...traceOf(jobs), discipline: policy, nodes, jobs: jobs.length }));
}

const ignore = () => {};

/** Completion time of the last job of each class. */
export function completionsIn(scenario: Scenario): readonly number[] {
  const completions: number[] = [];
  simulate(
    scenario,
    { entered: ignore, lost: ignore, busy: ignore, copies: ignore, completed: (now, jobClass) => (completions[jobClass] = now) },
    (name) => stream(`${scenario.seed}/0/${name}`),
  );
  return completions;
}
