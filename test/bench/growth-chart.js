/** Cost against size on log axes, as the picture beside the table: a small picture for each line, with all others behind it. */
import { writeFileSync } from 'node:fs';
import { part } from './programs/dist.js';

const { renderSvg } = await part('reports/render.js');
const { renderPng } = await part('reports/png.js');
const { config } = await part('reports/theme.js');

/** Writes scale-AXIS.svg and .png; each picture is named with the slope of its line. */
export async function growthChart(axis, title, sizes, lines) {
  const values = lines.flatMap(({ name, nanoseconds, slope }) => nanoseconds.map((cost, i) => ({ size: sizes[i], cost, line: labelled(name, slope) })));
  // Without the field of the small pictures, or each would have but its own.
  const behind = values.map(({ size, cost, line }) => ({ size, cost, of: line }));
  const encoding = {
    x: { field: 'size', type: 'quantitative', scale: log(sizes), title: null, axis: decades(sizes) },
    y: { field: 'cost', type: 'quantitative', scale: log(values.map(({ cost }) => cost)), title: null, axis: decades(values.map(({ cost }) => cost)) },
  };
  const svg = await renderSvg({
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    config: { ...config, facet: { spacing: { row: 14, column: 14 } } },
    title: {
      text: `Cost of a job by the number of ${title.toLowerCase()}`,
      subtitle: `Nanoseconds of CPU time against ${title.toLowerCase()}, full statistics; beside each name the slope on log axes`,
    },
    data: { values },
    facet: { field: 'line', type: 'nominal', sort: lines.map(({ name, slope }) => labelled(name, slope)), title: null, header: { labelFontSize: 11, labelAnchor: 'start', labelPadding: 4 } },
    columns: 3,
    spec: {
      width: 220,
      height: 90,
      layer: [
        { data: { values: behind }, mark: { type: 'line', strokeWidth: 1, color: '#cfcfcf' }, encoding: { ...encoding, detail: { field: 'of' } } },
        { mark: { type: 'line', strokeWidth: 2, color: '#2a5ea8', point: { size: 22, color: '#2a5ea8' } }, encoding },
      ],
    },
  });
  const folder = new URL('../../results/bench/', import.meta.url);
  writeFileSync(new URL(`scale-${axis}.svg`, folder), svg);
  writeFileSync(new URL(`scale-${axis}.png`, folder), await renderPng(svg));
}

const labelled = (name, slope) => `${name}  ${slope.toFixed(2).replace('-', '−')}`;

const log = (values) => ({ type: 'log', domain: [10 ** Math.floor(Math.log10(Math.min(...values))), 10 ** Math.ceil(Math.log10(Math.max(...values)))], nice: false });

/** Ticks at powers of ten, every second where they are many. */
function decades(values) {
  const [from, to] = log(values).domain.map((value) => Math.round(Math.log10(value)));
  const step = to - from > 4 ? 2 : 1;
  return { values: Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => 10 ** (from + i * step)), format: '~s', labelFontSize: 10, labelFlush: false, domain: false, ticks: false };
}
