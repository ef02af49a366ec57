/** What charts with one row for each variant have in common: names on the left, marks, numbers on the right. */
import { cut } from '../columns.ts';
import { plain } from '../plain.ts';
import { textWidth } from '../text-width.ts';
import { colours, ROOM, type Layer } from '../theme.ts';
import { looks } from './palette.ts';

const NAMES = 220;
const NUMBERS = 240;
const SIZE = 13;

/** Rows from the top in this order, each name in the colour that it has in all charts of the study. */
export function byVariant(names: readonly string[]) {
  const drawn = looks(names);
  const labels = names.map((name) => cut(plain(name), 30));
  const y = {
    field: 'label', type: 'nominal', sort: null, title: null, scale: { domain: labels },
    axis: { ticks: false, domain: false, grid: true, labelPadding: 8, labelLimit: NAMES },
  } as const;
  return { labels, y, colourOf: (name: string) => drawn[names.indexOf(name)].colour };
}

/** Numbers right of the plot, where they cover nothing, and what width they leave to it. */
export function valueColumn(rows: readonly { readonly label: string; readonly text: string }[], labels: readonly string[], y: object): { readonly width: number; readonly layer: Layer } {
  const widest = (texts: readonly string[]) => Math.max(...texts.map((text) => textWidth(text, SIZE)));
  const width = Math.floor(ROOM - Math.min(NAMES, widest(labels)) - Math.min(NUMBERS, widest(rows.map(({ text }) => text))) - 44);
  const layer: Layer = {
    data: { values: rows.map(({ label, text }) => ({ label, text })) },
    mark: { type: 'text', align: 'left', fontSize: SIZE, color: colours.text, limit: NUMBERS },
    encoding: { y, x: { value: width + 14 }, text: { field: 'text' } },
  };
  return { width, layer };
}
