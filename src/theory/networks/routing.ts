/** How much flows through each station, from where jobs come in and where they go next. */
import { ParamError } from '../../params.ts';
import { explore, stationary } from '../numeric/markov-chain.ts';

/** Rows that miss 1 by less are taken to sum to 1: decimal places that were rounded. */
const ROUNDING = 1e-9;

/** Flows, or visits, that differ by more are refused: times and variances made of them would leave the range of a double. */
const MOST_APART = 1e100;

type Routing = readonly (readonly number[])[];

/**
 * The rate λᵢ at which jobs come to each station of an open network, from outside and from one another: λ = γ + λP.
 * A network that some jobs never leave, and a station to which none comes, are refused. Cost: O(stations³).
 */
export function openTraffic(outside: readonly number[], routing: Routing, names: readonly string[]): readonly number[] {
  requireSquare(routing, names);
  if (outside.length !== names.length) throw new ParamError(`must be ${names.length} numbers, one per station, not ${outside.length}`, ['arrivals']);
  // Only what adding up a row may have lost is no way out; a way that is hardly ever taken is one.
  const out = routing.map((row) => 1 - sum(row)).map((rest) => (rest > names.length * Number.EPSILON ? rest : 0));
  const reached = spread(outside.map((rate) => rate > 0), routing);
  const trapped = spread(out.map((rest) => rest > 0), transpose(routing)).indexOf(false);
  if (trapped >= 0) throw new ParamError(`a job that comes to ${names[trapped]} never leaves the network`, ['routing', trapped]);
  const lonely = reached.indexOf(false);
  if (lonely >= 0) throw new ParamError(`no job ever comes to ${names[lonely]}`, ['arrivals', lonely]);
  // What is outside sends γ per time unit, as a station of one visit per time unit.
  return visitsPerFirst([[0, ...outside], ...routing.map((row, i) => [out[i], ...row])]).slice(1);
}

/**
 * Visits to each station of a closed network per visit to the first: v = vP with v₁ = 1.
 * Rows that do not sum to 1, and stations between which there is no way, are refused. Cost: O(stations³).
 */
export function visitRatios(routing: Routing, names: readonly string[]): readonly number[] {
  requireSquare(routing, names);
  const leak = routing.findIndex((row) => sum(row) < 1 - ROUNDING);
  if (leak >= 0) throw new ParamError(`must sum to 1 in a closed network, not to ${+sum(routing[leak]).toPrecision(10)}`, ['routing', leak]);
  const first = names.map((_, i) => i === 0);
  const apart = [spread(first, routing).indexOf(false), spread(first, transpose(routing)).indexOf(false)].find((i) => i >= 0);
  if (apart !== undefined) throw new ParamError(`there is no way from ${names[0]} to ${names[apart]} and back`, ['routing', apart]);
  return visitsPerFirst(routing);
}

/** v = vP with v₁ = 1, as the steady state of a chain: nothing is subtracted, so that rare ways keep all of their digits. */
function visitsPerFirst(routing: Routing): readonly number[] {
  const { states, chain } = explore(0, function* (from) {
    for (const [to, rate] of routing[from].entries()) if (to !== from && rate > 0) yield [to, rate] as const;
  });
  const time = stationary(chain);
  const visits = new Float64Array(routing.length);
  for (const [s, station] of states.entries()) visits[station] = time[s] / time[0];
  if (!visits.every((often) => often > 1 / MOST_APART && often < MOST_APART)) throw new ParamError('leads to visits of some stations that are too rare beside those of others to be told as numbers', ['routing']);
  return [...visits];
}

function requireSquare(routing: Routing, names: readonly string[]): void {
  const n = names.length;
  if (routing.length !== n) throw new ParamError(`must be ${n} rows, one per station, not ${routing.length}`, ['routing']);
  for (const [i, row] of routing.entries()) {
    if (row.length !== n) throw new ParamError(`must be ${n} probabilities, one per station, not ${row.length}`, ['routing', i]);
    if (sum(row) > 1 + ROUNDING) throw new ParamError(`must not sum to more than 1, as to ${+sum(row).toPrecision(10)}`, ['routing', i]);
  }
}

/** The stations marked, and all that can be reached from them. */
function spread(marked: readonly boolean[], routing: Routing): readonly boolean[] {
  const seen = [...marked];
  const pending = [...seen.keys()].filter((i) => seen[i]);
  for (let i = pending.pop(); i !== undefined; i = pending.pop()) {
    for (const [j, p] of routing[i].entries()) {
      if (p === 0 || seen[j]) continue;
      seen[j] = true;
      pending.push(j);
    }
  }
  return seen;
}

function transpose(routing: Routing): number[][] {
  return routing.map((_, j) => routing.map((row) => row[j]));
}

function sum(row: readonly number[]): number {
  return row.reduce((all, p) => all + p, 0);
}
