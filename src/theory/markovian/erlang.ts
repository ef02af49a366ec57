/** Erlang's two functions of the offered work a = λ/μ (in erlangs) and the number of servers. */
import { ParamError } from '../../params.ts';

/** Beyond this the recursions, which go through every state, take too long. */
export const MOST_STATES = 1e6;

export function refuseTooMany(states: number, key: 'servers' | 'capacity'): void {
  if (states > MOST_STATES) throw new ParamError(`${key} of ${states} is beyond ${MOST_STATES}, up to which this formula is computed`, [key]);
}

/**
 * Erlang B: the probability that all servers are busy where nobody waits.
 * Exact for every a > 0; only additions of positive terms, so stable for any number of servers.
 * Source: A. K. Erlang 1917; recursion B(n) = a B(n−1) / (n + a B(n−1)). Cost: O(servers).
 */
export function erlangB(servers: number, offered: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n++) blocked = (offered * blocked) / (n + offered * blocked);
  return blocked;
}

/**
 * Erlang C: the probability that an arrival waits where all wait; 1 at load 1 and above.
 * Source: A. K. Erlang 1917; C = B / (1 − ρ (1 − B)) with ρ = a / servers. Cost: O(servers).
 */
export function erlangC(servers: number, offered: number): number {
  if (offered >= servers) return 1;
  const blocked = erlangB(servers, offered);
  const load = offered / servers;
  return blocked / (1 - load + load * blocked);
}
