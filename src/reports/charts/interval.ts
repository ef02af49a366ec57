/** The marks that all charts share: an estimate with its interval. */
import type { Layer } from '../theme.ts';
import type { Estimated } from '../rows.ts';

interface Span {
  readonly low: number;
  readonly high: number;
}

interface Place {
  readonly x: object;
  readonly y: object;
}

/** An estimate as a row of chart data; the interval is a point where the half-width is unknown. */
export function interval({ mean, halfWidth }: Estimated) {
  return { mean, low: mean - (halfWidth ?? 0), high: mean + (halfWidth ?? 0) };
}

/** A range around all values with a margin; never empty, so that a single value has an axis too. */
export function domainAround(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = high > low ? 0.15 * (high - low) : Math.abs(high) * 0.05 || 1;
  return [low >= 0 ? Math.max(0, low - margin) : low - margin, high + margin];
}

/** Intervals as bars along x: a cap at an end that lies within the axis, an arrow where the interval goes on beyond it. */
export function bars(rows: readonly Span[], [from, to]: readonly [number, number], { x, y }: Place, color: object, yOffset = 0): Layer[] {
  const ranges = rows.filter(({ low, high }) => high > low);
  const clipped = ranges.map((row) => ({ ...row, low: Math.max(from, row.low), high: Math.min(to, row.high) }));
  const rule = { data: { values: clipped }, mark: { type: 'rule', strokeWidth: 2.5, yOffset }, encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' }, color } };
  const ends = (['low', 'high'] as const).flatMap((end) => {
    const isBeyond = (index: number) => ranges[index][end] !== clipped[index][end];
    const [caps, arrows] = [clipped.filter((_, i) => !isBeyond(i)), clipped.filter((_, i) => isBeyond(i))];
    const encoding = { y, x: { ...x, field: end }, color };
    const [shape, xOffset] = end === 'low' ? ['triangle-left', 3] : ['triangle-right', -3];
    return [
      ...(caps.length > 0 ? [{ data: { values: caps }, mark: { type: 'tick', thickness: 2, size: 12, opacity: 1, yOffset }, encoding }] : []),
      ...(arrows.length > 0 ? [{ data: { values: arrows }, mark: { type: 'point', shape, filled: true, opacity: 1, size: 90, xOffset, yOffset }, encoding }] : []),
    ];
  });
  return ranges.length > 0 ? ([rule, ...ends] as Layer[]) : [];
}

/** What the subtitle says of the arrows, where there are any. */
export function arrowNote(rows: readonly Span[], [from, to]: readonly [number, number]): string {
  return rows.some(({ low, high }) => low < from || high > to) ? ', arrows where they go on beyond the axis' : '';
}

/** Means as dots along x, hollow where they prove nothing. */
export function dots(rows: readonly { readonly mean: number; readonly hollow: boolean }[], { x, y }: Place, color: object, { size = 80, yOffset = 0 } = {}): Layer[] {
  return [false, true].flatMap((hollow) => {
    const values = rows.filter((row) => row.hollow === hollow);
    const mark = { type: 'point', filled: true, opacity: 1, size, yOffset, ...(hollow && { fill: 'white', strokeWidth: 2 }) };
    return values.length > 0 ? [{ data: { values }, mark, encoding: { y, x: { ...x, field: 'mean' }, [hollow ? 'stroke' : 'color']: color } } as Layer] : [];
  });
}
