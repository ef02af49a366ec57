import { csvFormat } from 'd3-dsv';
import type { Validation } from '../../validation.ts';
import { draw } from '../draw.ts';
import { writeFiles } from '../write.ts';
import { validationPage } from './markdown.ts';
import { quantilePlots } from './qq.ts';

/** Writes the page, the Q–Q plots, every value as CSV, and the summary as JSON; returns their paths. */
export async function writeValidation(validation: Validation, dir: string): Promise<string[]> {
  const drawn = await draw([{ name: 'qq', spec: quantilePlots(validation) }]);
  const { values, ...summary } = validation;
  return writeFiles(
    [
      ['formulas.md', validationPage(validation)],
      ['formulas.json', `${JSON.stringify(summary, null, 1)}\n`],
      ['values.csv', `${csvFormat(values as object[], ['formula', 'case', 'load', 'kind', 'scope', 'key', 'theory', 'side', 'within', 'simulated', 'error', 'seeds', 'z', 'variance', 'pass'] as never)}\n`],
      ...drawn.files,
    ],
    dir,
  );
}
