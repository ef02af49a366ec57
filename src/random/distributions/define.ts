/** What a file in this folder exports. */
import type { Distribution } from '../../model.ts';
import type { Definition } from '../../registry.ts';

// oxlint-disable-next-line no-explicit-any -- see Definition
export interface DistributionDefinition<Params = any> extends Definition<Params, Distribution> {
  create(params: Params): Distribution;
  /** Parameters that the contract suite samples. */
  readonly examples: readonly Params[];
}

/** Ties the type of `params` to that of `create` and `examples`. */
export function distribution<Params>(definition: DistributionDefinition<Params>): DistributionDefinition<Params> {
  return definition;
}
