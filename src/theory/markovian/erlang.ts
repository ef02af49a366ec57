/** Erlang's two functions of the offered work a = λ/μ (in erlangs) and the number of servers, and Engset's of a finite population. */
import { ParamError } from '../../params.ts';

/** Beyond this the recursions, which go through every state, take too long. */
export const MOST_STATES = 1e6;

export function refuseTooMany(states: number, key: 'servers' | 'capacity' | 'population'): void {
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

/** 1 − B without cancellation where nearly everything is lost: c / (c + a B(c−1)). Cost: O(servers). */
export function erlangServed(servers: number, offered: number): number {
  return servers / (servers + offered * erlangB(servers - 1, offered));
}

/**
 * Erlang C: the probability that an arrival waits where all wait; 1 at load 1 and above.
 * Source: A. K. Erlang 1917; C = B / (1 − ρ (1 − B)) with ρ = a / servers. Cost: O(servers).
 */
export function erlangC(servers: number, offered: number): number {
  if (offered >= servers) return 1;
  const blocked = erlangB(servers, offered);
  // The difference of near numbers is exact; that of 1 and their ratio would not be.
  return (servers * blocked) / (servers - offered + offered * blocked);
}

/**
 * Engset's time congestion: the fraction of time that all servers are busy where each of `sources` customers, when idle,
 * offers α = (mean service time)/(mean think time), and thinks again when blocked. Call congestion is that of one source fewer.
 * Source: T. Engset 1918; recursion E(n) = (N−n+1)α E(n−1) / (n + (N−n+1)α E(n−1)). Cost: O(servers).
 */
export function engsetLoss(sources: number, servers: number, offered: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n++) {
    const up = Math.max(0, sources - n + 1) * offered * blocked;
    blocked = up / (n + up);
  }
  return blocked;
}

/** 1 − E without cancellation. */
export function engsetServed(sources: number, servers: number, offered: number): number {
  return servers / (servers + Math.max(0, sources - servers + 1) * offered * engsetLoss(sources, servers - 1, offered));
}
