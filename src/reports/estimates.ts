import { alignPoints } from './columns.ts';
import { boundText, estimateText } from './number.ts';
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

/** After an interval that rests on too little. */
export function doubtMark({ few }: Pick<Estimated, 'few'>): string {
  return few ? ' ?' : '';
}
