/** A study as lines: one per variant, over the first parameter that is a number. */
import type { StudyPoint, StudyResult, StudyVariant } from '../../study.ts';
import { interval } from '../charts/interval.ts';
import type { Nearness } from '../charts/theory.ts';
import { looks, type Look } from './palette.ts';

export interface PlotPoint {
  readonly x: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Whether the interval rests on too little. */
  readonly few: boolean;
}

/** What a formula says along a line. */
export interface TheoryLine {
  readonly formula: string;
  readonly kind: Nearness;
  readonly points: readonly { readonly x: number; readonly value: number }[];
}

export interface Series {
  readonly name: string;
  readonly look: Look;
  readonly points: readonly PlotPoint[];
  readonly theory: readonly TheoryLine[];
}

export interface Abscissa {
  readonly name: string;
  /** Of values that are no numbers: their labels, by the whole numbers from 0 that stand for them. */
  readonly labels?: readonly string[];
  of(point: StudyPoint): number;
}

type Parameter = StudyResult['parameters'][number];

export function isNumeric({ values }: Parameter): boolean {
  return values.every((value) => typeof value === 'number');
}

/** What the lines run over: the first parameter of numbers, or else the first. */
export function abscissaOf({ parameters }: StudyResult): Abscissa | undefined {
  const parameter = parameters.find((one) => isNumeric(one) && one.values.length > 1) ?? parameters[0];
  if (!parameter) return undefined;
  const { name } = parameter;
  if (isNumeric(parameter)) return { name, of: ({ values }) => values[name] as number };
  return { name, labels: parameter.labels, of: (point) => placeOf(parameter, point) };
}

function placeOf({ name, values }: Parameter, point: StudyPoint): number {
  return values.findIndex((value) => JSON.stringify(value) === JSON.stringify(point.values[name]));
}

/** A line for each variant, and for each value of the other parameters. */
export function seriesOf(result: StudyResult, metric: string, statistic: string): readonly Series[] {
  const abscissa = abscissaOf(result);
  if (!abscissa) return [];
  const others = result.parameters.filter(({ name }) => name !== abscissa.name);
  const groups = new Map<string, StudyPoint[]>();
  for (const point of result.points) {
    const name = others.map((one) => `${short(one.name)} ${one.labels[placeOf(one, point)]}`).join(', ');
    groups.set(name, [...(groups.get(name) ?? []), point]);
  }
  const lines = result.variants.flatMap((variant, index) =>
    [...groups].map(([group, points]) => {
      const name = result.variants.length === 1 && group !== '' ? group : [variant.name, group].filter((part) => part !== '').join(', ');
      const along = points.map((point) => ({ x: abscissa.of(point), variant: point.variants[index] })).toSorted((a, b) => a.x - b.x);
      return { name, points: along.flatMap(({ x, variant: own }) => plotted(x, own, metric, statistic)), theory: theoryLines(along, metric, statistic) };
    }),
  );
  const drawn = looks(lines.map(({ name }) => name));
  return lines.map((line, i) => ({ ...line, look: drawn[i] }));
}

function short(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function plotted(x: number, { overall }: StudyVariant, metric: string, statistic: string): PlotPoint[] {
  const one = overall[metric]?.[statistic];
  if (!one) return [];
  const { mean, low, high } = interval(one);
  return [{ x, mean, low, high, few: one.few !== undefined }];
}

type Along = readonly { readonly x: number; readonly variant: StudyVariant }[];

/** That nobody waits less than not at all is true, and no picture. */
const TRIVIAL = 'no-wait-bound';

/** What is exact, or else what comes nearest to it, or else bounds; point by point, since formulas may hold for some only. */
function theoryLines(along: Along, metric: string, statistic: string): TheoryLine[] {
  const lines = new Map<string, { formula: string; kind: Nearness; points: { x: number; value: number }[] }>();
  for (const { x, variant } of along) {
    const all = variant.comparisons.filter((one) => one.metric === metric && one.statistic === statistic && typeof one.theory === 'number' && one.formula !== TRIVIAL);
    const near = all.find(({ side }) => side === undefined);
    for (const one of near ? [near] : all) {
      const theory = variant.theory.find(({ formula }) => formula === one.formula);
      const kind = one.side ? 'bound' : theory?.kind === 'exact' ? 'exact' : 'near';
      const key = `${kind} ${one.side ?? ''} ${kind === 'exact' ? '' : one.formula}`;
      const line = lines.get(key) ?? { formula: theory?.title ?? one.formula, kind, points: [] };
      line.points.push({ x, value: one.theory as number });
      lines.set(key, line);
    }
  }
  return [...lines.values()];
}
