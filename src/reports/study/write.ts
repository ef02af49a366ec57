import type { StudyResult } from '../../study.ts';
import type { Figure } from '../html.ts';
import { renderPng } from '../png.ts';
import { renderSvg } from '../render.ts';
import { type File, writeFiles } from '../write.ts';
import { studyHtml } from './html.ts';
import { studyChartNames, studyCharts } from './index.ts';

/** Writes compare.json or sweep.json, every chart (.svg, .png, .vl.json) and report.html, all or none, and returns their paths. */
export async function writeStudy(result: StudyResult, dir: string): Promise<string[]> {
  const drawn: File[] = [];
  const figures: Figure[] = [];
  for (const { name, about, spec } of studyCharts(result)) {
    const svg = await renderSvg(spec, `${name}-`);
    figures.push({ about, svg });
    drawn.push([`${name}.svg`, svg], [`${name}.png`, await renderPng(svg)], [`${name}.vl.json`, json(spec)]);
  }
  const files: readonly File[] = [[`${result.kind}.json`, json(result)], ...drawn, ['report.html', studyHtml(result, figures)]];
  const written = new Set(files.map(([name]) => name));
  const stale = studyChartNames.flatMap((name) => ['svg', 'png', 'vl.json'].map((ending) => `${name}.${ending}`)).filter((name) => !written.has(name));
  return writeFiles(files, dir, stale);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
