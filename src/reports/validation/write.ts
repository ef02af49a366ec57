import { csvFormat } from 'd3-dsv';
import type { Validation } from '../../validation.ts';
import { renderPng } from '../png.ts';
import { renderSvg } from '../render.ts';
import { writeFiles } from '../write.ts';
import { validationPage } from './markdown.ts';
import { quantilePlots } from './qq.ts';

/** Writes the page, the Q–Q plots, every value as CSV, and the summary as JSON; returns their paths. */
export async function writeValidation(validation: Validation, dir: string): Promise<string[]> {
  const spec = quantilePlots(validation);
  const svg = await renderSvg(spec, 'qq-');
  const { values, ...summary } = validation;
  return writeFiles(
    [
      ['formulas.md', validationPage(validation)],
      ['formulas.json', `${JSON.stringify(summary, null, 1)}\n`],
      ['values.csv', `${csvFormat(values as object[], ['formula', 'case', 'load', 'kind', 'scope', 'key', 'theory', 'side', 'within', 'simulated', 'error', 'seeds', 'z', 'variance', 'pass'] as never)}\n`],
      ['qq.svg', svg],
      ['qq.png', await renderPng(svg)],
      ['qq.vl.json', `${JSON.stringify(spec, null, 2)}\n`],
    ],
    dir,
  );
}
