/** Charts to pictures. Vega takes a quarter of a second to load, so it is loaded when the first chart is drawn. */
import type { TopLevelSpec } from 'vega-lite';
import { textWidth } from './text-width.ts';

/** The part of a Vega text item that decides how wide it is. */
interface TextItem {
  readonly text?: unknown;
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
  readonly limit?: number;
}

/** An SVG document; the same spec gives the same bytes. `prefix` keeps ids apart where several stand in one page. */
export async function renderSvg(spec: TopLevelSpec, prefix = ''): Promise<string> {
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  // Without a canvas vega only guesses at widths, and labels are cut. Vega's types leave textMetrics out.
  const { textMetrics } = vega as unknown as { readonly textMetrics: { width: (item: TextItem, text?: unknown) => number } };
  textMetrics.width = itemWidth;
  const silent = { warn: () => silent, info: () => silent, debug: () => silent, error: fail, level: () => silent };
  const compiled = compile(spec, { logger: silent as never }).spec;
  const view = new vega.View(vega.parse(compiled), { renderer: 'none', logger: silent as never });
  try {
    return numberIds(await view.toSVG(), prefix);
  } finally {
    view.finalize();
  }
}

function itemWidth(item: TextItem, text?: unknown): number {
  const line = String(text ?? item.text ?? '').trim();
  const weight = item.fontWeight === 'bold' || Number(item.fontWeight) >= 600 ? 'bold' : 'regular';
  const width = textWidth(line, item.fontSize ?? 11, weight);
  return item.limit && item.limit > 0 ? Math.min(item.limit, width) : width;
}

/** Vega numbers its ids through all charts of a process; numbering them anew makes the bytes depend on this chart alone. */
function numberIds(svg: string, prefix: string): string {
  const known = new Map<string, string>();
  return svg.replace(/(id="|url\(#)((?:clip|gradient_)\w+)/g, (_, before: string, id: string) => {
    if (!known.has(id)) known.set(id, `${prefix}clip${known.size}`);
    return before + known.get(id);
  });
}

function fail(...messages: unknown[]): never {
  throw new Error(`a chart cannot be drawn: ${messages.join(' ')}`);
}
