/** Our policies under the contract suite: what their parameters are measured in, and who is let off which law. */
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import * as disciplineDefinitions from '../../src/disciplines/index.ts';
import type { DispatcherDefinition } from '../../src/dispatchers/define.ts';
import * as dispatcherDefinitions from '../../src/dispatchers/index.ts';
import { candidate, type Candidate, type Particulars } from '../../src/lab/contract/candidate.ts';
import type { Policy } from '../../src/policy.ts';
import type { Dispatch, Serve } from './scenarios.ts';

/** By name. A parameter that is a time or a size scales with the scenario's; a policy that breaks a law on purpose says so here. */
export const particulars: Readonly<Record<string, Particulars>> = {
  drr: { units: { quantum: 'size' } },
  'least-laxity': { units: { quantum: 'time' } },
  lottery: { units: { quantum: 'time' } },
  mlfq: { units: { quanta: 'size', quantum: 'time' } },
  'peak-ewma': { units: { decay: 'time' } },
  'priority-ageing': { units: { rate: 'rate' } },
  'round-robin': { units: { quantum: 'time' } },
  sita: { units: { cutoffs: 'size' } },
  stride: { units: { quantum: 'time' } },
  ucb: { deviations: [{ law: 'scaling of time', reason: 'before anything is done a task is taken to last for one time unit' }] },
};

/** Every registered dispatcher with each of its examples. */
export const dispatcherCandidates: readonly Candidate<Dispatch>[] = Object.values(dispatcherDefinitions).flatMap((definition: DispatcherDefinition) =>
  definition.examples.map((params: unknown) => candidate(definition, params, particulars[definition.name])),
);

/** Every registered discipline with each of its examples. */
export const disciplineCandidates: readonly Candidate<Serve>[] = Object.values(disciplineDefinitions).flatMap((definition: DisciplineDefinition) =>
  definition.examples.map((params: unknown) => candidate(definition, params, particulars[definition.name])),
);

/** The candidates with the first example of their definition. */
export function firsts<P extends Dispatch | Serve>(candidates: readonly Candidate<P>[]): readonly Candidate<P>[] {
  return candidates.filter(({ policy }, index) => candidates.findIndex((other) => other.policy.name === policy.name) === index);
}

export const dispatchers: readonly Dispatch[] = dispatcherCandidates.map(({ policy }) => policy);
export const disciplines: readonly Serve[] = disciplineCandidates.map(({ policy }) => policy);

export function label({ name, params }: Pick<Policy<unknown>, 'name' | 'params'>): string {
  const given = Object.entries(params).map(([key, value]) => `${key} ${String(value)}`);
  return given.length === 0 ? name : `${name} (${given.join(', ')})`;
}
