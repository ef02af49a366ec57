import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { textWidth } from '../../src/reports/text-width.ts';
import { bold, regular } from '../../src/reports/widths.ts';
import { readWidths } from './font.ts';

const { resolve } = createRequire(import.meta.url);

describe('the table of widths', () => {
  it.each([
    ['DejaVuSans', regular],
    ['DejaVuSans-Bold', bold],
  ])('%s is what the font file says of every character', (name, table) => {
    const inFont = readWidths(resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
    for (const [start, widths] of Object.entries(table)) {
      for (const [i, width] of widths.split(' ').entries()) expect([Number(start) + i, Number(width)]).toEqual([Number(start) + i, inFont(Number(start) + i) ?? 1000]);
    }
  });

  it('adds up over a text', () => {
    expect(textWidth('AV', 1000)).toBe(684 + 684);
    expect(textWidth('λ ± 1', 100)).toBeCloseTo(59.2 + 31.8 + 83.8 + 31.8 + 63.6);
    expect(textWidth('e\u0301', 1000)).toBe(textWidth('e', 1000));
    expect(textWidth('漢', 10)).toBe(10);
    expect(textWidth('W', 10, 'bold')).toBeGreaterThan(textWidth('W', 10));
  });
});
