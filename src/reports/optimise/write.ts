import type { Optimisation } from '../../optimisation.ts';
import { renderPng } from '../png.ts';
import { renderSvg } from '../render.ts';
import { type File, writeFiles } from '../write.ts';
import { optimisationChart } from './chart.ts';

const CHART = 'optimise';

/** Writes optimise.json, the chart (.svg, .png, .vl.json) where there is one, and what the terminal shows as optimise.txt, all or none; returns their paths. */
export async function writeOptimisation(result: Optimisation, table: string, dir: string): Promise<string[]> {
  const spec = optimisationChart(result);
  const drawn: File[] = [];
  if (spec) {
    const svg = await renderSvg(spec, `${CHART}-`);
    drawn.push([`${CHART}.svg`, svg], [`${CHART}.png`, await renderPng(svg)], [`${CHART}.vl.json`, json(spec)]);
  }
  const stale = spec ? [] : ['svg', 'png', 'vl.json'].map((ending) => `${CHART}.${ending}`);
  return writeFiles([['optimise.json', json(result)], ['optimise.txt', table], ...drawn], dir, stale);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
