/** Reads advance widths out of a TrueType file: the tables head, hhea, hmtx and the format-4 part of cmap (OpenType 1.9). */
import { readFileSync } from 'node:fs';

/** The advance width of a code point of the basic plane, in 1/1000 em; undefined where the font has no glyph. */
export function readWidths(file: string): (code: number) => number | undefined {
  const font = readFileSync(file);
  const tables = new Map<string, number>();
  for (let i = 0, at = 12; i < font.readUInt16BE(4); i++, at += 16) {
    tables.set(font.toString('latin1', at, at + 4), font.readUInt32BE(at + 8));
  }
  const unitsPerEm = font.readUInt16BE(tables.get('head')! + 18);
  const longMetrics = font.readUInt16BE(tables.get('hhea')! + 34);
  const glyphOf = readGlyphs(font, tables.get('cmap')!);
  return (code) => {
    const glyph = glyphOf(code);
    if (glyph === 0) return undefined;
    const advance = font.readUInt16BE(tables.get('hmtx')! + 4 * Math.min(glyph, longMetrics - 1));
    return Math.round((1000 * advance) / unitsPerEm);
  };
}

function readGlyphs(font: Buffer, cmap: number): (code: number) => number {
  let sub = 0;
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const offset = cmap + font.readUInt32BE(cmap + 4 + 8 * i + 4);
    if (font.readUInt16BE(offset) === 4) sub = offset;
  }
  const bytes = font.readUInt16BE(sub + 6);
  const [ends, starts, deltas, offsets] = [sub + 14, sub + 16 + bytes, sub + 16 + 2 * bytes, sub + 16 + 3 * bytes];
  return (code) => {
    for (let at = 0; at < bytes; at += 2) {
      if (code > font.readUInt16BE(ends + at)) continue;
      const start = font.readUInt16BE(starts + at);
      if (code < start) return 0;
      const delta = font.readUInt16BE(deltas + at);
      const offset = font.readUInt16BE(offsets + at);
      if (offset === 0) return (code + delta) & 0xffff;
      const glyph = font.readUInt16BE(offsets + at + offset + 2 * (code - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}
