/** The stations of a network and the ways between them, as parameters. */
import { z } from 'zod';
import { count, object, ParamError, positive, probability } from '../../params.ts';

export interface NetworkStation {
  readonly name?: string | undefined;
  /** Jobs per time unit that one busy slot serves. */
  readonly mu: number;
  /** Parallel slots; Infinity where nobody waits. */
  readonly servers: number;
}

const SERVERS = 'number of slots, or unlimited';

/** A whole number of slots, or `unlimited`. */
export const serversParam = z
  .union([count(SERVERS), z.literal('unlimited')], { error: 'must be a whole number from 1 to 1000000, or "unlimited"' })
  .default(1)
  .transform((slots) => (slots === 'unlimited' ? Infinity : slots))
  .describe(SERVERS);

export const nameParam = z.string().min(1).max(40).optional().describe('name');

/** More stations, or classes, than anybody writes down. */
export const MOST = 200;

export const stationsParam = z
  .array(object({ name: nameParam, mu: positive('service rate μ of one slot, jobs per time unit'), servers: serversParam }))
  .min(1)
  .max(MOST)
  .describe('stations, each of them { mu, servers, name }; servers is 1 unless given, or unlimited');

export const routingParam = z
  .array(z.array(probability('probability')))
  .min(1)
  .max(MOST)
  .describe('row i: the probabilities with which a job goes from station i to station 1, 2, …; what is missing to 1 leaves');

/** Names as given, or `station 1` and so on; two of one name are refused. */
export function namesOf(named: readonly { readonly name?: string | undefined }[], kind: 'station' | 'class' | 'channel' | 'node' = 'station'): readonly string[] {
  const names = named.map(({ name }, i) => name ?? `${kind} ${i + 1}`);
  const twice = names.findIndex((name, i) => names.indexOf(name) < i);
  if (twice >= 0) throw new ParamError(`two are named "${names[twice]}"`, [kind === 'class' ? 'classes' : `${kind}s`, twice]);
  return names;
}
