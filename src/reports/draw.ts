import type { Chart } from './charts/index.ts';
import { renderPng } from './png.ts';
import { renderSvg } from './render.ts';

export type File = readonly [name: string, content: string | Uint8Array];

export interface Drawn {
  /** Of each chart .svg, .png, and the .vl.json that they come from. */
  readonly files: readonly File[];
  /** Of each chart, for a page. */
  readonly svgs: readonly string[];
}

/** Draws all of them: while one becomes a PNG in another thread, the next becomes an SVG in this one. */
export async function draw(charts: readonly Pick<Chart, 'name' | 'spec'>[]): Promise<Drawn> {
  const pictures: { readonly svg: string; readonly png: Promise<Uint8Array> }[] = [];
  for (const { name, spec } of charts) {
    const svg = await renderSvg(spec, `${name}-`);
    const png = renderPng(svg);
    // What goes wrong is heard of below, when its turn comes.
    png.catch(() => {});
    pictures.push({ svg, png });
  }
  const files: File[] = [];
  for (const [index, { name, spec }] of charts.entries()) {
    const { svg, png } = pictures[index];
    files.push([`${name}.svg`, svg], [`${name}.png`, await png], [`${name}.vl.json`, json(spec)]);
  }
  return { files, svgs: pictures.map(({ svg }) => svg) };
}

/** Of files of such charts, those that are not among the files. */
export function notAmong(files: readonly File[], charts: readonly string[]): readonly string[] {
  const written = new Set(files.map(([name]) => name));
  return charts.flatMap((name) => ['svg', 'png', 'vl.json'].map((ending) => `${name}.${ending}`)).filter((name) => !written.has(name));
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
