/** The objective is known exactly: the cheapest candidate that is feasible. */
import type { Field } from './field.ts';
import { valuesAt } from './field.ts';
import { noBetter } from './monotone.ts';
import type { Point } from './point.ts';
import type { Problem } from './problem.ts';
import { neighbours, type Place, placeOf } from './variables.ts';

/** What is known of the candidates that are cheaper than the answer, or of all where there is none. */
export interface Cheaper {
  readonly candidates: number;
  /** Proven so, one by one. */
  readonly infeasible: number;
  /** Of these, those that have no steady state, or break a constraint that is known exactly. */
  readonly withoutRun: number;
  /** By what is assumed of the variables. */
  readonly assumed: number;
  /** Not settled when the budget ended. */
  readonly open: number;
}

export interface Search {
  readonly answer?: Point | undefined;
  /** Whether it is the best of all candidates, and not only of those that were run. */
  readonly complete: boolean;
  readonly cheaper?: Cheaper;
  /** What was assumed of the variables, and seen to be wrong. */
  readonly contradiction?: readonly [infeasible: Point, feasible: Point];
}

interface Entry {
  /** In the order of cost. */
  readonly rank: number;
  readonly place: Place;
  readonly cost: number;
  point?: Point;
  assumed?: true;
}

/** More candidates cannot be put in order in a moment. */
export const MOST_RANKED = 200_000;
/** So many candidates are run at once where all of them have to be. */
const TOGETHER = 8;
/** So often is a candidate looked at before another takes its turn. */
const PATIENCE = 4;

/**
 * Halves the candidates in the order of their cost until the boundary is found between what is infeasible and what is not;
 * then runs every cheaper candidate, unless what is assumed settles it, since a constraint need not be monotone. Those that
 * a few looks do not decide, as they are too near to the boundary, are gone round, the dearer side first, where the answer is; they
 * come again when all have had as many looks.
 */
export async function cheapest(field: Field): Promise<Search> {
  const { variables } = field.problem;
  const entries = ranked(field.problem);
  let assuming = variables.some(({ assume }) => assume);
  let contradiction: Search['contradiction'];
  let best = entries.length;
  for (;;) {
    const open = settle();
    const next = open.length > 0 ? choose(open) : assuming ? doubtful() : [];
    if (next.length === 0) break;
    for (const entry of next) entry.point ??= field.at(entry.place);
    if (!(await field.look(next.map(({ point }) => point!).filter(({ state }) => state === 'undecided')))) break;
  }
  const before = cheaperThanBest();
  const cheaper = countsOf(before);
  return { answer: entries[best]?.point, complete: cheaper.open === 0, cheaper, ...(contradiction && { contradiction }) };

  function cheaperThanBest(): Entry[] {
    const cost = entries[best]?.cost ?? Infinity;
    return entries.slice(0, best).filter((entry) => entry.cost < cost);
  }

  /** Takes note of what was decided; yields what is still to be. */
  function settle(): Entry[] {
    const first = entries.findIndex(({ point }) => point?.state === 'feasible');
    if (first >= 0) best = first;
    if (assuming) contradiction = contradictionIn(field.points, variables);
    if (contradiction && assuming) {
      assuming = false;
      for (const entry of entries) delete entry.assumed;
    }
    const infeasible = field.points.filter(({ state }) => state === 'infeasible');
    return cheaperThanBest().filter((entry) => {
      if (entry.assumed || entry.point?.state === 'infeasible') return false;
      if (!assuming || !infeasible.some(({ place }) => noBetter(entry.place, place, variables))) return true;
      entry.assumed = true;
      return false;
    });
  }

  function choose(open: readonly Entry[]): Entry[] {
    const begun = open.filter((entry) => looks(entry) > 0 && looks(entry) < PATIENCE);
    if (begun.length > 0) return begun;
    const least = Math.min(...open.map(looks));
    const fresh = open.filter((entry) => looks(entry) === least);
    const dearestInfeasible = entries.findLastIndex(({ point }, rank) => rank < best && point?.state === 'infeasible');
    const frontier = fresh.filter((entry) => entry.cost > (entries[dearestInfeasible]?.cost ?? -Infinity));
    if (frontier.length > 0 || assuming || best === entries.length) {
      return [middle(around(frontier.length > 0 ? frontier : fresh, open))];
    }
    return fresh.slice(-TOGETHER);
  }

  /** The cheaper neighbours of the answer are run even where what is assumed has settled them. */
  function doubtful(): Entry[] {
    if (best === entries.length) return [];
    const beside = new Set(neighbours(entries[best].place, variables).map(({ place }) => place.join(' ')));
    return cheaperThanBest().filter(({ place, assumed, point }) => assumed && (point?.state ?? 'undecided') === 'undecided' && beside.has(place.join(' '))).slice(0, 1);
  }
}

function countsOf(before: readonly Entry[]): Cheaper {
  const infeasible = before.filter(({ point }) => point?.state === 'infeasible');
  const assumed = before.filter((entry) => entry.assumed && entry.point?.state !== 'infeasible').length;
  return {
    candidates: before.length,
    infeasible: infeasible.length,
    withoutRun: infeasible.filter(({ point }) => point!.replications === 0).length,
    assumed,
    open: before.length - infeasible.length - assumed,
  };
}

/** Of candidates of as many looks, those dearer than all that have more; where there are none, those cheaper; else all. */
function around(among: readonly Entry[], open: readonly Entry[]): readonly Entry[] {
  const least = looks(among[0]);
  const near = open.filter((entry) => looks(entry) > least);
  const [dearer, cheaper] = [among.filter((entry) => near.every(({ rank }) => entry.rank > rank)), among.filter((entry) => near.every(({ rank }) => entry.rank < rank))];
  return [dearer, cheaper, among].find(({ length }) => length > 0)!;
}

function middle(entries: readonly Entry[]): Entry {
  return entries[Math.floor((entries.length - 1) / 2)];
}

function looks({ point }: Entry): number {
  return point?.looks ?? 0;
}

/** All candidates, the cheapest first. */
function ranked({ size, variables, objective }: Problem): Entry[] {
  const entries = Array.from({ length: size }, (_, number): Omit<Entry, 'rank'> => {
    const place = placeOf(number, variables);
    const values = valuesAt(place, variables);
    const cost = objective.evaluate((name) => values[name] as number);
    if (Number.isNaN(cost)) throw new Error(`${objective.text} is not a number for ${JSON.stringify(values)}`);
    return { place, cost };
  });
  return entries.toSorted((a, b) => a.cost - b.cost).map((entry, rank) => ({ ...entry, rank }));
}

/** An infeasible candidate that should be no worse than a feasible one. */
function contradictionIn(points: readonly Point[], variables: Problem['variables']): Search['contradiction'] {
  const infeasible = points.filter(({ state }) => state === 'infeasible');
  for (const good of points.filter(({ state }) => state === 'feasible')) {
    const bad = infeasible.find(({ place }) => noBetter(good.place, place, variables));
    if (bad) return [bad, good];
  }
  return undefined;
}
