import { expect, it } from 'vitest';
import { alignPoints, columnLines, cut, displayWidth, WIDTH, wrap } from '../../src/reports/columns.ts';

it('counts terminal columns, not characters', () => {
  expect([displayWidth('abc'), displayWidth('漢字'), displayWidth('e\u0301'), displayWidth('± λ')]).toEqual([3, 4, 1, 3]);
});

it('cuts to a width, an ellipsis included', () => {
  expect([cut('abcdef', 6), cut('abcdef', 4), displayWidth(cut('漢字漢字', 4))]).toEqual(['abcdef', 'abc…', 3]);
});

it('puts points below one another', () => {
  expect(alignPoints(['12.5', '3', '0.125', '1.2e−7', ''])).toEqual(['12.5    ', ' 3      ', ' 0.125  ', ' 1.2e−7 ', '        '].map((one) => one.slice(0, 7)));
});

const column = (title: string, cell: string, joined = false) => ({ title, align: 'left', cells: [cell], joined }) as const;

it('leaves out empty columns, and from the right those without room, theory together with its z', () => {
  const wide = 'x'.repeat(60);
  expect(columnLines([column('a', '1'), column('b', ''), column('c', '3')])).toEqual(['a  c', '1  3']);
  expect(columnLines([column('a', wide), column('b', '2'), column('theory', '5', true), column('z', wide, true)])[0].trim()).toBe('a');
});

it('never breaks before a per cent sign', () => {
  expect(wrap('less often than 95 %, and', 18, '  ')).toEqual(['less often than', '  95 %, and']);
});

it('wraps within the width and indents what follows', () => {
  const lines = wrap(`${'word '.repeat(50)}${'y'.repeat(300)}`, WIDTH, '  ');
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(WIDTH);
  expect(lines.slice(1).every((line) => line.startsWith('  '))).toBe(true);
});
