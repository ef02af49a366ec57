/** What a file in this folder exports. */
import type { Discipline, DisciplineSetup, Signal } from '../policy.ts';
import type { Definition } from '../registry.ts';

// oxlint-disable-next-line no-explicit-any -- see Definition
export interface DisciplineDefinition<Params = any> extends Definition<Params, Discipline> {
  readonly needs: readonly Signal[];
  readonly cost: string;
  create(params: Params, setup: DisciplineSetup): Discipline;
  /** The length of a turn in time units, where the parameters give one. */
  readonly quantum?: (params: Params) => number;
  /** Parameters that the contract suite runs. */
  readonly examples: readonly Params[];
}

export function discipline<Params>(definition: DisciplineDefinition<Params>): DisciplineDefinition<Params> {
  return definition;
}
