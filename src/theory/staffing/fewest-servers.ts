import { ParamError } from '../../params.ts';
import { MOST_STATES } from '../markovian/erlang.ts';

export interface Fewest {
  readonly servers: number;
  /** Erlang B with so many servers, and with one fewer. */
  readonly blocked: number;
  readonly before: number;
}

/**
 * The smallest number of servers that is enough, for a criterion that more servers never break.
 * Walks Erlang's recursion B(n) = a B(n−1)/(n + a B(n−1)), so that all of it costs as much as one B. Cost: O(servers).
 */
export function fewestServers(offered: number, isEnough: (servers: number, blocked: number) => boolean): Fewest {
  let before = 1;
  for (let n = 1; n <= MOST_STATES; n++) {
    const blocked = (offered * before) / (n + offered * before);
    if (isEnough(n, blocked)) return { servers: n, blocked, before };
    before = blocked;
  }
  throw new ParamError(`more than ${MOST_STATES} servers would be needed, up to which this formula is computed`, ['lambda']);
}

/** Erlang C from Erlang B; 1 where not all can be served. */
export function waitFrom(blocked: number, servers: number, offered: number): number {
  return servers > offered ? (servers * blocked) / (servers - offered + offered * blocked) : 1;
}
