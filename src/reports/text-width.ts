import { bold, regular } from './widths.ts';

const tables = { regular: unpack(regular), bold: unpack(bold) };

/** The width in px of a line of DejaVu Sans; characters without a known width count as one em, combining marks as none. */
export function textWidth(text: string, fontSize: number, weight: 'regular' | 'bold' = 'regular'): number {
  let thousandths = 0;
  for (const character of text) {
    thousandths += /\p{Mark}|\p{Cf}/u.test(character) ? 0 : (tables[weight].get(character.codePointAt(0)!) ?? 1000);
  }
  return (thousandths * fontSize) / 1000;
}

function unpack(runs: Readonly<Record<number, string>>): ReadonlyMap<number, number> {
  return new Map(
    Object.entries(runs).flatMap(([start, widths]) => widths.split(' ').map((width, i): [number, number] => [Number(start) + i, Number(width)])),
  );
}
