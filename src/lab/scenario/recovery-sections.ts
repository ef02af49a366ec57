/** The shape of the sections `faults` and `recovery` of a pool; what they mean together is checked in recovery.ts. */
import { z } from 'zod';
import { count, object, positive, probability } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { jsonSchemaOf } from '../describe.ts';

const chance = (about: string) => probability(about).lt(1);

const someFailure = object({
  probability: chance('that a try ends in an error'),
  at: z.enum(['end', 'anywhere']).default('end').describe('when its service is over, or after any part of it'),
});

const failure = z.preprocess((value) => (typeof value === 'number' ? { probability: value } : value), someFailure).meta({
  // Only an editor's schema asks for it.
  get anyOf() {
    return [someFailure.shape.probability, someFailure].map(jsonSchemaOf);
  },
});

export const faultsSection = object({
  crashes: object({
    up: distributionParam('time for which a node is up, busy or not'),
    repair: distributionParam('time for which it is then down'),
  })
    .optional()
    .describe('each node goes down and comes back; what its tasks had been served is lost'),
  failure: failure.optional().describe('probability that a try of a task ends in an error, or { probability, at }'),
  hang: chance('that a try never ends by itself; needs a timeout').optional(),
  straggler: object({
    probability: probability('that a try is slow'),
    factor: positive('a slow try takes so many times its size'),
  })
    .optional()
    .describe('tries that take longer than anyone could foresee'),
});

export const recoverySection = object({
  timeout: positive('time after which a try is given up, from when it was sent to its node').optional(),
  retry: object({
    limit: z.number().int().min(0).max(1000).describe('further tries of a task that failed or was given up; then its job is a dead letter'),
    backoff: object({
      first: positive('wait before the first further try'),
      factor: z.number().min(1).max(1e6).default(2).describe('each further wait is so many times as long'),
      'at-most': positive('longest wait').optional(),
      jitter: z.enum(['full', 'none']).default('none').describe('full: a uniform part of the wait'),
    })
      .optional()
      .describe('left out, a task is tried again at once'),
  }).optional(),
  backup: object({ after: positive('time from when a try was sent until another goes to another node') })
    .optional()
    .describe('speculative execution: the first of the two that is done counts, the other is taken back'),
  heartbeat: object({
    every: positive('time between signs of life of a node'),
    misses: count('signs in a row that are missed before a node is known to be down', 1000).default(3),
  })
    .optional()
    .describe('how late a crash is noticed; left out, at once'),
  sizes: z.enum(['same', 'drawn']).default('same').describe('whether a further try takes as long as the first would have, or its size is drawn again'),
});

export type FaultsSection = z.infer<typeof faultsSection>;
export type RecoverySection = z.infer<typeof recoverySection>;
