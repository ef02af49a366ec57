/** What a reader of the tables of a study has to know of them. */
import type { StudyResult, StudyVariant } from '../../study.ts';
import { fewText } from '../facts.ts';
import { estimateText, numberText, percentText } from '../number.ts';
import { plain } from '../plain.ts';
import { isSuspicious } from '../rows.ts';
import { metricTitle, shownOf } from './words.ts';

/** A sentence for each. */
export function notes(result: StudyResult): string[] {
  return [...offFacts(result), ...warmupFacts(result), ...infiniteFacts(result), ...fewFacts(result), ...pairingFacts(result)];
}

/** Of a mean that theory knows to be infinite no interval holds. */
function infiniteFacts(result: StudyResult): string[] {
  return shownOf(result).flatMap(({ metric, statistic }) => {
    const names = infiniteNames(result, metric, statistic);
    if (names.length === 0) return [];
    return [`${metricTitle(metric, statistic)}: infinite by theory of ${names.map(plain).join(', ')}${othersToo(metric)}. What is shown grows with the length of the runs, its intervals hold of nothing, and nothing is compared by it`];
  });
}

/** Whether theory says that there is no finite mean. */
export function isInfinite({ comparisons }: StudyVariant, metric: string, statistic: string): boolean {
  return comparisons.some((one) => one.metric === metric && one.statistic === statistic && one.theory === 'Infinity');
}

/** The variants of which it is infinite at any point. */
export function infiniteNames({ variants, points }: StudyResult, metric: string, statistic: string): string[] {
  return variants.filter((_, i) => points.some((point) => isInfinite(point.variants[i], metric, statistic))).map(({ name }) => name);
}

/** What the slowdown of some variants says of the others, for which there may be no formula. */
export function othersToo(metric: string): string {
  return metric === 'slowdown' ? ', and so it is wherever a job may have to wait however small it is' : '';
}

function pairingFacts({ kind, points }: StudyResult): string[] {
  const paired = kind === 'compare' && points.some(({ comparisons }) => comparisons.some(({ against }) => against.some(({ reduction }) => reduction !== null)));
  return paired ? ['pairing: how many times as many replications it would take to know the difference as well if each variant had jobs of its own'] : [];
}

/** What of that which is shown rests on too little, in one sentence; none where all have enough. */
function fewFacts(result: StudyResult): string[] {
  const { points, run } = result;
  const doubtful = shownOf(result).filter(({ metric, statistic }) => points.some(({ variants }) => variants.some(({ overall }) => overall[metric]?.[statistic]?.few)));
  return doubtful.length === 0 ? [] : [fewText(doubtful.map(({ metric, statistic }) => metricTitle(metric, statistic)), percentText(run.level))];
}

/** Whether the value lies farther from that of an exact formula than chance would have it. */
export function isOff(variant: StudyVariant, metric: string, statistic: string): boolean {
  return variant.comparisons.some((one) => one.metric === metric && one.statistic === statistic && isSuspicious(variant, one));
}

/** How many values were off, and which the most; nothing where none was. */
function offFacts({ points }: StudyResult): string[] {
  const all = points.flatMap((point) => point.variants.flatMap((variant) => variant.comparisons.filter(({ z }) => z !== null).map((one) => ({ point, variant, one }))));
  const off = all.filter(({ variant, one }) => isSuspicious(variant, one));
  if (off.length === 0) return [];
  const { point, variant, one } = off.reduce((most, other) => (Math.abs(other.one.z!) > Math.abs(most.one.z!) ? other : most));
  const place = [variant.name, point.name].filter((name) => name !== '').map((name) => plain(name)).join(' at ');
  const { mean, halfWidth } = estimateText(one.simulated);
  return [
    `!: ${numberText(off.length)} of ${numberText(all.length)} comparisons with exact formulas have a z beyond 3. The farthest: ${place === '' ? '' : `${place}, `}${metricTitle(one.metric, one.statistic)} ${mean} ± ${halfWidth}, where theory says ${numberText(Number(one.theory), 4)}`,
  ];
}

/** Where runs were too short to tell how much of them is warm-up. */
function warmupFacts({ points }: StudyResult): string[] {
  const short = points.filter(({ warmupNote }) => warmupNote !== undefined);
  if (short.length === 0) return [];
  const [{ warmupNote }] = short;
  if (points.length === 1) return [`warm-up: ${plain(warmupNote!)}`];
  const names = short.map(({ name }) => plain(name));
  const listed = names.length > 4 ? `${names.length} of ${points.length} points, from ${names[0]} to ${names.at(-1)}` : names.join(', ');
  return [`warm-up at ${listed}: ${plain(warmupNote!)}`];
}
