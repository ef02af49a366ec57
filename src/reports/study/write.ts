import type { StudyResult } from '../../study.ts';
import { draw, type File, json, notAmong } from '../draw.ts';
import { writeFiles } from '../write.ts';
import { studyHtml } from './html.ts';
import { studyChartNames, studyCharts } from './index.ts';

/** Writes compare.json or sweep.json, every chart (.svg, .png, .vl.json) and report.html, all or none, and returns their paths. */
export async function writeStudy(result: StudyResult, dir: string): Promise<string[]> {
  const shown = studyCharts(result);
  const { files: drawn, svgs } = await draw(shown);
  const figures = shown.map(({ about }, index) => ({ about, svg: svgs[index] }));
  const files: readonly File[] = [[`${result.kind}.json`, json(result)], ...drawn, ['report.html', studyHtml(result, figures)]];
  return writeFiles(files, dir, notAmong(files, studyChartNames));
}
