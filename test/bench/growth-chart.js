/** Cost against size on log axes, as the picture beside the table. */
import { writeFileSync } from 'node:fs';
import { part } from './programs/dist.js';

const { renderSvg } = await part('reports/render.js');
const { renderPng } = await part('reports/png.js');
const { config } = await part('reports/theme.js');

/** Writes scale-AXIS.svg and .png; each line is named with its slope. */
export async function growthChart(axis, title, sizes, lines) {
  const values = lines.flatMap(({ name, nanoseconds, slope }) => nanoseconds.map((cost, i) => ({ size: sizes[i], cost, line: `${name} (${slope.toFixed(2)})` })));
  const log = { type: 'log' };
  const svg = await renderSvg({
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    config,
    title: { text: `Cost of a job by the number of ${title.toLowerCase()}`, subtitle: 'CPU time, full statistics; in brackets the slope on log axes' },
    width: 520,
    height: 360,
    data: { values },
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'size', type: 'quantitative', scale: log, title: title.toLowerCase(), axis: { format: '~s' } },
      y: { field: 'cost', type: 'quantitative', scale: log, title: 'nanoseconds of a job', axis: { format: '~s' } },
      color: { field: 'line', type: 'nominal', sort: null, title: null, scale: { scheme: 'tableau20' }, legend: { columns: lines.length > 14 ? 2 : 1, symbolLimit: 40 } },
    },
  });
  const folder = new URL('../../results/bench/', import.meta.url);
  writeFileSync(new URL(`scale-${axis}.svg`, folder), svg);
  writeFileSync(new URL(`scale-${axis}.png`, folder), await renderPng(svg));
}
