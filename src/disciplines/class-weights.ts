import { z } from 'zod';
import type { JobClass } from '../model.ts';
import { ParamError, positive } from '../params.ts';

export const weightsParam = z
  .record(z.string(), positive('weight'))
  .optional()
  .describe('weights by the name of the class, instead of those that the classes have');

/** The weight of each class. Throws a ParamError where one is given for a class that there is not. */
export function weightsOf(classes: readonly JobClass[], given: Readonly<Record<string, number>> = {}): readonly number[] {
  for (const name of Object.keys(given)) {
    if (!classes.some((one) => one.name === name)) throw new ParamError(`is for no class; there are ${classes.map((one) => one.name).join(', ')}`, ['weights', name]);
  }
  return classes.map(({ name, weight }) => (Object.hasOwn(given, name) ? given[name] : weight));
}
