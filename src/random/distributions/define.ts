/** What a file in this folder exports, and how other files ask for a distribution among their parameters. */
import { z } from 'zod';
import type { Distribution } from '../../model.ts';
import { named, ParamError } from '../../params.ts';
import { registry, type Definition } from '../../registry.ts';
import * as all from './index.ts';

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

/** A distribution as a parameter: `exponential: { mean: 1 }` and the like. */
export function distributionParam(about: string): z.ZodType<Distribution> {
  // The list is read when the first scenario is, not while modules that nest in one another still load.
  return named<DistributionDefinition>('distribution', () => registry(Object.values(all)))
    .transform(({ name, definition, params }, context) => {
      try {
        return definition.create(params);
      } catch (error) {
        if (!(error instanceof ParamError)) throw error;
        context.addIssue({ code: 'custom', message: error.message, path: [name, ...error.path] });
        return z.NEVER;
      }
    })
    .describe(about);
}
