/** The laws of the contract suite by name, and who is let off which of them. */
import * as disciplineDefinitions from '../../src/disciplines/index.ts';
import * as dispatcherDefinitions from '../../src/dispatchers/index.ts';
import type { Discipline, Policy } from '../../src/policy.ts';
import { type Dispatch, dispatchBy, serveBy } from './scenarios.ts';

export const lawNames = [
  'time',
  'conservation',
  'capacity',
  'work conservation',
  'Little',
  'utilisation',
  'bounds',
  'declared signals',
  'busy periods',
  'same seed, same bits',
  'common random numbers',
  'recording replays',
  'scaling of time',
  'scaling of speed',
  'one queue is one node',
] as const;

export type LawName = (typeof lawNames)[number];

export interface Violation {
  readonly law: LawName;
  readonly message: string;
}

/** Deviations: a policy that breaks a law on purpose says so here. */
export const skip: readonly { readonly policy: string; readonly law: LawName; readonly reason: string }[] = [];

export function holdsFor(law: LawName, ...policies: readonly Pick<Policy<unknown>, 'name'>[]): boolean {
  return !skip.some((deviation) => deviation.law === law && policies.some(({ name }) => name === deviation.policy));
}

/** Every registered dispatcher with each of its examples. */
export const dispatchers: readonly Dispatch[] = Object.values(dispatcherDefinitions).flatMap((definition) =>
  definition.examples.map((params) => dispatchBy(definition, params)),
);

/** Every registered discipline with each of its examples. */
export const disciplines: readonly Policy<Discipline>[] = Object.values(disciplineDefinitions).flatMap((definition) =>
  definition.examples.map((params) => serveBy(definition, params)),
);

export function label({ name, params }: Pick<Policy<unknown>, 'name' | 'params'>): string {
  const given = Object.entries(params).map(([key, value]) => `${key} ${String(value)}`);
  return given.length === 0 ? name : `${name} (${given.join(', ')})`;
}
