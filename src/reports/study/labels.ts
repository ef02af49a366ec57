/** Names of lines right of the plot, each beside the end of its line and none on another. */
import { cut } from '../columns.ts';
import { plain } from '../plain.ts';
import { textWidth } from '../text-width.ts';
import { ROOM, type Layer } from '../theme.ts';

export interface Label {
  readonly text: string;
  readonly colour: string;
  /** Of the end of the line, in px from the top of the plot. */
  readonly y: number;
}

const GAP = 18;
const SIZE = 13;
const LONGEST = 34;

/** What is left for the plot beside these names and an axis of `axis` px. */
export function plotWidth(names: readonly string[], axis = 84): number {
  return Math.floor(ROOM - axis - 14 - Math.max(0, ...names.map((name) => textWidth(label(name), SIZE))));
}

/** One text layer per name; they move apart as far as they must. */
export function nameLayers(labels: readonly Label[], width: number, height: number): Layer[] {
  const places = apart(labels.map(({ y }) => Math.min(height, Math.max(0, y))), height);
  return labels.map(({ text, colour }, i) => ({
    data: { values: [{ text: label(text) }] },
    mark: { type: 'text', align: 'left', baseline: 'middle', fontSize: SIZE, color: colour, fontWeight: 'bold' },
    encoding: { x: { value: width + 12 }, y: { value: places[i] }, text: { field: 'text' } },
  }));
}

function label(text: string): string {
  return cut(plain(text), LONGEST);
}

/** Neighbours that overlap are joined into groups, each spread round its middle and kept within the height. */
function apart(wanted: readonly number[], height: number): number[] {
  const order = wanted.map((_, i) => i).toSorted((a, b) => wanted[a] - wanted[b]);
  let groups = order.map((index) => ({ members: [index], middle: wanted[index] }));
  const top = ({ members, middle }: (typeof groups)[number]) => {
    const half = ((members.length - 1) * GAP) / 2;
    return Math.max(0, Math.min(height - 2 * half, middle - half));
  };
  for (let joined = true; joined; ) {
    joined = false;
    for (let i = 0; i + 1 < groups.length && !joined; i++) {
      const [a, b] = [groups[i], groups[i + 1]];
      if (top(b) - (top(a) + (a.members.length - 1) * GAP) >= GAP) continue;
      const members = [...a.members, ...b.members];
      groups = [...groups.slice(0, i), { members, middle: members.reduce((sum, one) => sum + wanted[one], 0) / members.length }, ...groups.slice(i + 2)];
      joined = true;
    }
  }
  const places = new Array<number>(wanted.length).fill(0);
  for (const group of groups) for (const [rank, index] of group.members.entries()) places[index] = Math.round(top(group) + rank * GAP);
  return places;
}
