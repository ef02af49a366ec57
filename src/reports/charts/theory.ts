/** What theory says, in charts: how exact, near and infinite values are drawn, and which formulas they come from. */
import { cut, wrap } from '../columns.ts';
import { plain } from '../plain.ts';
import { colours, type Layer } from '../theme.ts';

/** Exact, or near the truth (an approximation or a limit), or a bound. */
export type Nearness = 'exact' | 'near' | 'bound';

/** Values as diamonds, filled where they are exact, hollow where they are but near; the encoding says which field they are. */
export function diamonds(rows: readonly { readonly exact: boolean }[], encoding: object, placed: { readonly xOffset?: number; readonly yOffset?: number; readonly size?: number }): Layer[] {
  return [true, false].flatMap((exact) => {
    const values = rows.filter((row) => row.exact === exact);
    const mark = { type: 'point', shape: 'diamond', filled: true, opacity: 1, size: 90, stroke: colours.theory, strokeWidth: 1.5, fill: exact ? colours.theory : 'white', ...placed };
    return values.length > 0 ? [{ data: { values }, mark, encoding } as Layer] : [];
  });
}

const DASHES = { exact: 'black dashes: exact theory', near: 'black dots: approximation or limit', bound: 'fine dots: bounds' } as const;
export const DIAMONDS = { exact: 'filled diamonds: exact theory', near: 'hollow diamonds: approximation or limit', bound: '' } as const;

/** Which marks are which, and the formulas that they come from; `joined` where they are lines. */
export function theoryNote(theory: readonly { readonly kind: Nearness; readonly formula: string }[], joined = true): string[] {
  const signs = joined ? DASHES : DIAMONDS;
  return (['exact', 'near', 'bound'] as const).flatMap((kind) => {
    const titles = new Set(theory.filter((one) => one.kind === kind).map(({ formula }) => plain(formula)));
    return titles.size === 0 || signs[kind] === '' ? [] : evenly(`${signs[kind]} (${[...titles].map((title) => cut(title, 80)).join('; ')})`);
  });
}

/** How charts of dots mark what is infinite. */
export const HOLLOW = 'hollow: ';

/** Of what theory knows to have no finite mean, however long one looks. */
export function infiniteNote(names: readonly string[], mark = '', others = ''): string[] {
  return names.length === 0 ? [] : evenly(`${mark}infinite in theory, so that what is seen grows with the number of jobs: ${names.map(plain).join(', ')}${others}`);
}

/** In as few lines as there must be, about as long as one another. */
export function evenly(text: string): string[] {
  const lines = wrap(text, WIDEST).length;
  return lines === 1 ? [text] : wrap(text, Math.min(WIDEST, Math.ceil(text.length / lines) + 12));
}

/** Characters of a subtitle that fit into a line. */
const WIDEST = 104;
