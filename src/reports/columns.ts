/** Columns of text in a fixed-width font. */

/** No line of a report for the terminal is longer. */
export const WIDTH = 100;

export type Align = 'left' | 'right' | 'point';

export interface Column {
  readonly title: string;
  /** `point` puts decimal points below one another. */
  readonly align: Align;
  readonly cells: readonly string[];
  /** Left out together with the column before it. */
  readonly joined?: boolean;
}

const GAP = '  ';

/** Cells that a terminal shows two columns wide, and those that take no room. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303F\uFF01-\uFF60]/u;
const EMPTY = /[\p{Mark}\p{Cf}]/u;

/** The number of terminal columns that a text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += EMPTY.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** Cuts a text to so many terminal columns; an ellipsis says that it was cut. */
export function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (displayWidth(kept + character) >= width) break;
    kept += character;
  }
  return `${kept}…`;
}

/** One line per row below a line of titles; columns that do not fit in WIDTH are left out from the right. */
export function columnLines(columns: readonly Column[]): string[] {
  const filled = columns.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const blocks = filled.map(block);
  const widthOf = (count: number) => blocks.slice(0, count).reduce((sum, lines) => sum + displayWidth(lines[0]) + GAP.length, -GAP.length);
  let count = blocks.length;
  while (count > 1 && (filled[count]?.joined || widthOf(count) > WIDTH)) count--;
  const shown = blocks.slice(0, count);
  return (shown[0] ?? []).map((_, row) => shown.map((lines) => lines[row]).join(GAP).trimEnd());
}

/** Title and cells of a column, padded to one width. */
function block({ title, align, cells }: Column): string[] {
  const texts = align === 'point' ? alignPoints(cells) : cells;
  const width = Math.max(...[title, ...texts].map(displayWidth));
  return [title, ...texts].map((text) => {
    const room = ' '.repeat(width - displayWidth(text));
    return align === 'left' ? text + room : room + text;
  });
}

/** Pads numbers to one width with their points in one place. */
export function alignPoints(cells: readonly string[]): string[] {
  const parts = cells.map((cell) => {
    const point = cell.search(/\.|(?<=\d)(?=e)/);
    return point < 0 ? [cell, ''] : [cell.slice(0, point), cell.slice(point)];
  });
  const [left, right] = [0, 1].map((side) => Math.max(0, ...parts.map((part) => displayWidth(part[side]))));
  return parts.map(([whole, rest]) => ' '.repeat(left - displayWidth(whole)) + whole + rest + ' '.repeat(right - displayWidth(rest)));
}

/** Breaks a text into lines of at most `width` columns, never before a per cent sign; lines after the first are indented. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.replace(/\s+/g, ' ').split(/ (?!%)/).filter((part) => part !== '')) {
    const room = width - (lines.length > 0 ? indent.length : 0);
    const piece = cut(word, width - indent.length);
    if (line !== '' && displayWidth(line) + 1 + displayWidth(piece) > room) {
      lines.push((lines.length > 0 ? indent : '') + line);
      line = piece;
    } else line = line === '' ? piece : `${line} ${piece}`;
  }
  return [...lines, (lines.length > 0 ? indent : '') + line];
}
