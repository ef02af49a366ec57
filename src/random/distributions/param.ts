import { z } from 'zod';
import type { Distribution } from '../../model.ts';
import { named, ParamError } from '../../params.ts';
import { registry } from '../../registry.ts';
import type { DistributionDefinition } from './define.ts';
import * as all from './index.ts';

/** A distribution as a parameter: `exponential: { mean: 1 }` and the like. */
export function distributionParam(about: string): z.ZodType<Distribution> {
  return (anyDistribution ??= schema()).describe(about);
}

var anyDistribution: z.ZodType<Distribution> | undefined;

function schema(): z.ZodType<Distribution> {
  // The list is read when the first scenario is: a mixture of distributions stands in the list itself.
  return named<DistributionDefinition>('distribution', () => registry(Object.values(all)))
    .transform(({ name, definition, params }, context) => {
      try {
        return definition.create(params);
      } catch (error) {
        if (!(error instanceof ParamError)) throw error;
        context.addIssue({ code: 'custom', message: error.message, path: [name, ...error.path] });
        return z.NEVER;
      }
    });
}
