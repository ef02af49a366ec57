/** A study as plain text for a terminal, at most 100 columns wide. */
import type { Comparison, StudyPoint, StudyResult, StudyVariant } from '../../study.ts';
import { type Column, columnLines, cut, displayWidth, WIDTH, wrap } from '../columns.ts';
import { estimateCells } from '../estimates.ts';
import { numberText } from '../number.ts';
import { plain } from '../plain.ts';
import { decisionFacts } from './decision.ts';
import { isOff, notes } from './notes.ts';
import { differenceText, reductionText, summary, verdictText } from './verdicts.ts';
import { metricAxis, metricTitle, shownOf, studyFacts } from './words.ts';

/** Everything that a reader of a study needs first; lines end in \n, no colour codes. */
export function studyTable(result: StudyResult): string {
  const blocks = result.kind === 'compare' ? result.points.flatMap((point) => compared(result, point)) : swept(result);
  const sections = [heading(result), ...blocks, notes(result).flatMap((line) => wrap(line, WIDTH, '  '))];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function heading(result: StudyResult): string[] {
  const title = plain(result.name) + (result.about ? `: ${plain(result.about)}` : '');
  const origin = `seed ${plain(result.seed)}, schedlab ${plain(result.schedlab)}`;
  return [...wrap(title, WIDTH, '  '), ...[...studyFacts(result), origin].flatMap((fact) => wrap(fact, WIDTH, '  '))];
}

/** One block per metric: estimates, theory, differences to the best, verdicts. */
function compared(result: StudyResult, point: StudyPoint): string[][] {
  const blocks = shownOf(result).map(({ metric, statistic }) => {
    const comparison = point.comparisons.find((one) => one.metric === metric && one.statistic === statistic);
    const own = (variant: StudyVariant) => comparison?.against.find((one) => one.variant === variant.name);
    const columns = columnLines([
      { title: '', align: 'left', cells: point.variants.map(({ name }) => cut(plain(name), 28)) },
      { title: 'simulated', align: 'left', cells: cellsOf(point.variants, metric, statistic) },
      { title: 'theory', align: 'point', cells: point.variants.map((variant) => theoryText(variant, metric, statistic)) },
      ...(comparison
        ? ([
            { title: 'above the best', align: 'left', cells: point.variants.map((variant) => differenceText(own(variant))) },
            { title: 'verdict', align: 'left', cells: point.variants.map(({ name }) => verdictText(comparison, name, result.run.intervals)) },
            { title: 'pairing', align: 'left', cells: point.variants.map((variant) => reductionText(own(variant))) },
          ] as const)
        : []),
    ]);
    return [metricAxis(metric, statistic, result), ...columns];
  });
  return [...blocks, verdicts(result, point.comparisons)];
}

function verdicts(result: StudyResult, comparisons: readonly Comparison[]): string[] {
  return [...summaries(result, comparisons), ...decisionFacts(result)].flatMap((line) => wrap(line, WIDTH, '  '));
}

/** Who won by each metric that is shown; that by which it was decided has sentences of its own. */
export function summaries(result: StudyResult, comparisons: readonly Comparison[]): string[] {
  const { run, decision } = result;
  return shownOf(result).flatMap(({ metric, statistic }) => {
    const one = comparisons.find((other) => other.metric === metric && other.statistic === statistic);
    const decided = decision?.metric === metric && decision.statistic === statistic;
    return one && !decided && (one.mean !== 0 || !one.proven) ? [summary(one, metricTitle(metric, statistic), run.intervals)] : [];
  });
}

/** What theory expects: exact, or ≈ where it is near; empty where it has but bounds. */
export function theoryText({ comparisons, theory }: StudyVariant, metric: string, statistic: string): string {
  const one = comparisons.find((other) => other.metric === metric && other.statistic === statistic && other.side === undefined);
  if (!one) return '';
  const exact = theory.find(({ formula }) => formula === one.formula)?.kind === 'exact';
  return `${exact ? '' : '≈ '}${numberText(Number(one.theory), 4)}`;
}

/** One row per point, one column per variant; the best is marked where it is proven. As many blocks as the width asks for. */
function swept(result: StudyResult): string[][] {
  return shownOf(result).flatMap(({ metric, statistic }) => {
    const labels: Column[] = result.parameters.map(({ name, values, labels: texts }) => ({
      title: cut(plain(name.slice(name.lastIndexOf('.') + 1)), 20),
      align: 'left',
      cells: result.points.map((point) => cut(plain(texts[values.findIndex((value) => JSON.stringify(value) === JSON.stringify(point.values[name]))]), 24)),
    }));
    const columns = result.variants.map(({ name }, index): Column => {
      const cells = cellsOf(result.points.map(({ variants }) => variants[index]), metric, statistic);
      return { title: cut(plain(name), 30), align: 'left', cells: cells.map((cell, i) => cell + (isBest(result.points[i], metric, statistic, name) ? ' *' : '')) };
    });
    const blocks = chunks(columns, WIDTH - labels.reduce((sum, column) => sum + widthOf(column), 0));
    const judged = result.points.some(({ comparisons }) => comparisons.some((one) => one.metric === metric && one.statistic === statistic));
    const legend = judged ? '; * is proven best' : '';
    return blocks.map((block) => [`${metricAxis(metric, statistic, result)}${legend}`, ...columnLines([...labels, ...block])]);
  });
}

/** Estimates below one another, with a mark where they are not what theory says. */
function cellsOf(variants: readonly StudyVariant[], metric: string, statistic: string): string[] {
  return estimateCells(variants.map(({ overall }) => overall[metric]?.[statistic])).map((cell, i) => cell + (isOff(variants[i], metric, statistic) ? ' !' : ''));
}

function isBest({ comparisons }: StudyPoint, metric: string, statistic: string, name: string): boolean {
  return comparisons.some((one) => one.metric === metric && one.statistic === statistic && one.winner === name);
}

function widthOf({ title, cells }: Column): number {
  return 2 + Math.max(displayWidth(title), ...cells.map(displayWidth));
}

/** As many columns in each as fit, at least one. */
function chunks(columns: readonly Column[], room: number): Column[][] {
  const blocks: Column[][] = [];
  let used = Infinity;
  for (const column of columns) {
    const width = widthOf(column);
    if (used + width > room) {
      blocks.push([]);
      used = 0;
    }
    blocks.at(-1)!.push(column);
    used += width;
  }
  return blocks;
}
