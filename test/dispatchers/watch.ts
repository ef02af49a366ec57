/** A dispatcher of which every decision is looked at as it is made. */
import type { Job, PoolView } from '../../src/model.ts';
import type { Push } from '../../src/policy.ts';
import type { Dispatch } from '../contract/scenarios.ts';

export interface Witness {
  /** What was picked, and what the view showed. */
  picked(node: number, pool: PoolView, job: Job): void;
  finished?(node: number): void;
  refused?(node: number): void;
}

export function watched(dispatch: Dispatch, witness: Witness): Dispatch {
  return {
    ...dispatch,
    create: (setup) => {
      const inner = dispatch.create(setup) as Push;
      return {
        mechanism: 'push',
        pick: (job, pool) => {
          const node = inner.pick(job, pool);
          witness.picked(node, pool, job);
          return node;
        },
        ...(inner.changed && { changed: (node, pool) => inner.changed!(node, pool) }),
        finished: (job, node, pool) => {
          inner.finished?.(job, node, pool);
          witness.finished?.(node);
        },
        refused: (job, node, pool) => {
          inner.refused?.(job, node, pool);
          witness.refused?.(node);
        },
      };
    },
  };
}
