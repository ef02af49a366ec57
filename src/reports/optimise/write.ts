import type { Optimisation } from '../../optimisation.ts';
import { draw, type File, json, notAmong } from '../draw.ts';
import { writeFiles } from '../write.ts';
import { optimisationChart } from './chart.ts';

const CHART = 'optimise';

/** Writes optimise.json, the chart (.svg, .png, .vl.json) where there is one, and what the terminal shows as optimise.txt, all or none; returns their paths. */
export async function writeOptimisation(result: Optimisation, table: string, dir: string): Promise<string[]> {
  const spec = optimisationChart(result);
  const drawn = await draw(spec ? [{ name: CHART, spec }] : []);
  const files: readonly File[] = [['optimise.json', json(result)], ['optimise.txt', table], ...drawn.files];
  return writeFiles(files, dir, notAmong(files, [CHART]));
}
