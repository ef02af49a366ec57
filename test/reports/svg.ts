/** Reads an SVG as vega writes it: checks that tags nest, and finds where each text stands. */
import { textWidth } from '../../src/reports/text-width.ts';

export interface Label {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  /** Rotated texts run upwards: their extent is on the other axis. */
  readonly rotated: boolean;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly labels: readonly Label[];
}

/** Throws where a tag is not closed, an attribute is not quoted, or a bare & or < stands in the text. */
export function readSvg(svg: string): Drawing {
  const open: { name: string; x: number; y: number; attributes: Record<string, string> }[] = [];
  const labels: Label[] = [];
  let [rest, size] = [svg, [0, 0]];
  while (rest !== '') {
    const text = /^[^<]+/.exec(rest)?.[0];
    if (text !== undefined) {
      if (/&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(text)) throw new Error(`a bare & in ${text}`);
      const parent = open.at(-1);
      const shown = open.every(({ attributes }) => attributes.opacity !== '0');
      if (shown && (parent?.name === 'text' || parent?.name === 'tspan')) labels.push(label(unescape(text), parent, open));
      rest = rest.slice(text.length);
      continue;
    }
    const tag = /^<(\/?)([\w:]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/.exec(rest);
    if (!tag) throw new Error(`not a tag: ${rest.slice(0, 80)}`);
    const [whole, closing, name, list, empty] = tag;
    const attributes = Object.fromEntries([...list.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
    if (name === 'svg' && !closing) size = [Number(attributes.width), Number(attributes.height)];
    if (closing) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another tag`);
    } else if (!empty) {
      const [, dx = '0', dy = '0'] = /translate\(([-\d.e]+),\s*([-\d.e]+)\)/.exec(attributes.transform ?? '') ?? [];
      if (name === 'tspan') open.at(-1)!.y += Number(attributes.dy ?? 0);
      open.push({ name, x: (open.at(-1)?.x ?? 0) + Number(dx), y: (open.at(-1)?.y ?? 0) + Number(dy), attributes });
    }
    rest = rest.slice(whole.length);
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)!.name}> is not closed`);
  return { width: size[0], height: size[1], labels };
}

function label(text: string, at: { x: number; y: number }, open: readonly { name: string; attributes: Record<string, string> }[]): Label {
  const { attributes } = open.findLast(({ name }) => name === 'text')!;
  const width = textWidth(text, Number.parseFloat(attributes['font-size']), attributes['font-weight'] === 'bold' ? 'bold' : 'regular');
  const before = { start: 0, middle: 0.5, end: 1 }[attributes['text-anchor']] ?? 0;
  const rotated = (attributes.transform ?? '').includes('rotate(-90)');
  return { text, left: at.x - (rotated ? 0 : before * width), right: at.x + (rotated ? 0 : (1 - before) * width), baseline: at.y, rotated };
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
