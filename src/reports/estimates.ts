import { alignPoints } from './columns.ts';
import { boundText, estimateText, plusMinus } from './number.ts';
import type { Estimated } from './rows.ts';

/** Estimates below one another: points in one place, the half-widths too; empty where there is none. */
export function estimateCells(estimates: readonly (Estimated | undefined)[]): string[] {
  const texts = estimates.map((one) => (one && !one.unseen ? estimateText(one) : { mean: '', halfWidth: '' }));
  const means = alignPoints(texts.map(({ mean }) => mean));
  const halves = alignPoints(texts.map(({ halfWidth }) => halfWidth));
  return estimates.map((one, i) => (one ? (unseenText(one) ?? `${means[i]} ± ${halves[i]}${doubtMark(one)}`.trimEnd()) : ''));
}

/** `none seen: < 0.0003`; undefined of what was seen. */
export function unseenText({ unseen }: Pick<Estimated, 'unseen'>): string | undefined {
  return unseen && `none seen: < ${boundText(unseen.below)}`;
}

/** An estimate in one piece with its unit, as charts write it. */
export function estimateLabel(one: Estimated, unit = ''): string {
  return unseenText(one) ?? `${plusMinus(one)} ${unit}`.trimEnd() + doubtMark(one);
}

/** The mean of what is infinite in theory, of which no interval holds. */
export function infiniteLabel(one: Estimated, unit = ''): string {
  return `${`${estimateText(one).mean} ${unit}`.trimEnd()}, theory ∞`;
}

/** What `?` means, where charts have it. */
export const FEW = '?: too few independent jobs, so that the interval may hold less often than it says';

/** After an interval that rests on too little. */
export function doubtMark({ few }: Pick<Estimated, 'few'>): string {
  return few ? ' ?' : '';
}
