import type { Source } from '../../model.ts';
import { requireDrawn } from './probe.ts';
import type { ArrivalEntry } from './schema.ts';

type Traits = Pick<Source, 'estimate' | 'deadline' | 'key'>;

/** What the jobs of a source have besides class and size; tells of what cannot be drawn or means nothing. */
export function resolveTraits({ estimate, deadline, key }: ArrivalEntry, fault: (trait: keyof Traits, message: string) => void): Traits {
  for (const [trait, distribution] of Object.entries({ estimate, deadline, key })) {
    if (distribution) requireDrawn(distribution, (message) => fault(trait as keyof Traits, message));
  }
  if (estimate?.mean === 0) fault('estimate', 'is always 0: policies would take every size for nothing; 1 is a size that is known');
  return { ...(estimate && { estimate }), ...(deadline && { deadline }), ...(key && { key }) };
}
