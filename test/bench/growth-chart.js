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

/** A slope as it is stated, without a sign where it is about 0. */
export const stated = (slope) => (Math.round(100 * slope) / 100 || 0).toFixed(2);
const labelled = (name, slope) => `${name}  ${stated(slope).replace('-', '−')}`;
