/** What a file in this folder exports. */
import type { Node, Workload } from '../model.ts';
import type { Dispatcher, DispatchSetup, Signal } from '../policy.ts';
import type { Definition } from '../registry.ts';

// oxlint-disable-next-line no-explicit-any -- see Definition
export interface DispatcherDefinition<Params = any> extends Definition<Params, Dispatcher> {
  readonly needs: readonly Signal[];
  readonly cost: string;
  create(params: Params, setup: DispatchSetup): Dispatcher;
  /** The long-run fraction of all work that each node gets, where it does not depend on the state of the system. */
  readonly split?: (params: Params, nodes: readonly Node[], workload: Workload) => readonly number[];
  /** Parameters that the contract suite runs. */
  readonly examples: readonly Params[];
}

export function dispatcher<Params>(definition: DispatcherDefinition<Params>): DispatcherDefinition<Params> {
  return definition;
}
