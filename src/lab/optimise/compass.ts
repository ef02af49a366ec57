/** The objective is simulated, and there are too many candidates to run them all: where the best ones are likely to be. */
import { paired } from '../../stats/paired.ts';
import type { Field } from './field.ts';
import type { Point } from './point.ts';
import { neighbours, type Place, type Variable } from './variables.ts';

/** Of the budget; the rest is for the decision. */
const SHARE = 0.5;
const MOST_START = 60;
const MOST_FINALISTS = 16;

/**
 * Runs a coarse lattice over all variables, then goes from the best of it to the best neighbour at ever shorter steps, down to
 * one step of each range: the compass search of Kolda, Lewis and Torczon 2003, SIAM Review 45(3), on common random numbers.
 * Yields the best, its neighbours and all that are not seen to be worse. It looks for a local optimum; what is the best among
 * the finalists is decided afterwards, on replications that it has not seen.
 */
export async function compass(field: Field): Promise<readonly Point[]> {
  const { variables, budget, first } = field.problem;
  const levels = levelsFor(variables);
  await run(lattice(variables, levels));
  const steps = variables.map(({ kind, count }) => (kind === 'choice' ? 0 : Math.max(1, Math.floor(count / (2 * levels)))));
  for (;;) {
    const best = leader(field.points);
    if (!best || !(await run(around(best.place, steps, variables)))) break;
    if (leader(field.points) !== best) continue;
    if (steps.every((step) => step <= 1)) break;
    for (const [i, step] of steps.entries()) steps[i] = Math.ceil(step / 2);
  }
  return finalists(field, variables);

  function run(places: readonly Place[]): Promise<boolean> {
    return field.sample(places.map((place) => [field.at(place), first] as const), SHARE * budget);
  }
}

/** As many levels of each range as keep the lattice small. */
function levelsFor(variables: readonly Variable[]): number {
  const size = (levels: number) => variables.reduce((product, { kind, count }) => product * (kind === 'choice' ? count : Math.min(count, levels)), 1);
  return [9, 7, 5, 4, 3, 2].find((levels) => size(levels) <= MOST_START) ?? 1;
}

function lattice(variables: readonly Variable[], levels: number): readonly Place[] {
  return variables.reduce<readonly Place[]>((places, { kind, count }) => {
    const own = kind === 'choice' || count <= levels ? Array.from({ length: count }, (_, i) => i) : Array.from({ length: levels }, (_, i) => Math.round(((i + 0.5) * (count - 1)) / levels));
    return places.flatMap((place) => own.map((index) => [...place, index]));
  }, [[]]);
}

/** A step up and down in every range, and every other choice. */
function around(place: Place, steps: readonly number[], variables: readonly Variable[]): readonly Place[] {
  return variables.flatMap(({ kind, count }, i) => {
    const indices = kind === 'choice' ? Array.from({ length: count }, (_, index) => index) : [place[i] - steps[i], place[i] + steps[i]];
    return indices.filter((index) => index !== place[i] && index >= 0 && index < count).map((index) => place.with(i, index));
  });
}

/** The candidate that looks best; undefined where none was run. */
export function leader(points: readonly Point[]): Point | undefined {
  return points.filter((point) => !point.steady || point.objective.length > 0).reduce<Point | undefined>((best, point) => (best && !isBetter(point, best) ? best : point), undefined);
}

/** First by how far constraints are broken, then by the objective. */
function isBetter(a: Point, b: Point): boolean {
  const [breach, other] = [breachOf(a), breachOf(b)];
  return breach === other ? mean(a.objective) < mean(b.objective) : breach < other;
}

/** The largest mean of left − right, in standard deviations of it; 0 where all constraints look kept. */
function breachOf({ constraints, scene, steady }: Point): number {
  if (!steady) return 1e9 * (1 + scene.overload!.load);
  return Math.max(0, ...constraints.map((one) => (typeof one === 'number' ? (one > 0 ? 1e6 + one : 0) : mean(one) / (deviation(one) || 1))));
}

function finalists({ points, problem }: Field, variables: readonly Variable[]): readonly Point[] {
  const best = leader(points);
  if (!best?.steady) return best ? [best] : [];
  const run = points.filter(({ objective }) => objective.length > 0);
  const level = 1 - (1 - problem.confidence) / Math.max(1, run.length - 1);
  const close = run.filter((point) => {
    const { mean: worse, halfWidth } = paired(point.objective.slice(0, best.objective.length), best.objective.slice(0, point.objective.length), level)!.difference;
    return worse - (halfWidth ?? Infinity) <= 0;
  });
  const beside = neighbours(best.place, variables).flatMap(({ place }) => run.find((point) => point.place.join(' ') === place.join(' ')) ?? []);
  const ordered = [...new Set([best, ...beside, ...close.toSorted((a, b) => (isBetter(a, b) ? -1 : 1))])];
  return ordered.slice(0, Math.max(MOST_FINALISTS, 1 + beside.length));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / Math.max(1, values.length - 1));
}
