import type { TopLevelSpec } from 'vega-lite';
import type { Validation } from '../../validation.ts';
import { chart, colours } from '../theme.ts';

const COLUMNS = 6;
const SIZE = 96;

/** A Q–Q plot per exact formula: z-scores against normal ones, which lie on the diagonal where all is right. */
export function quantilePlots({ formulas, seeds, replications }: Validation): TopLevelSpec {
  const shown = formulas.filter(({ quantiles }) => quantiles.length > 0);
  const limit = Math.max(3.5, ...shown.flatMap(({ quantiles }) => quantiles.map(({ score }) => Math.abs(score))));
  const values = shown.flatMap(({ formula, quantiles }) => quantiles.map(({ normal, score }) => ({ formula, normal: round(normal), score: round(score) })));
  const domain = [-limit, limit];
  const axis = { grid: true, values: [-3, 0, 3], labelFontSize: 10, titleFontSize: 11, domain: false, ticks: false };
  const diagonal = [-limit, limit].map((end) => ({ end }));
  return {
    ...chart('Simulation against theory: z-scores of every exact formula', [
      `${seeds} seeds of ${replications} replications per value; in order, against those of a standard normal sample`,
      'on the diagonal, simulator, intervals and theory agree',
    ]),
    data: { values },
    facet: { field: 'formula', type: 'nominal', title: null, columns: COLUMNS, header: { labelFontSize: 11, labelLimit: SIZE + 24, labelPadding: 4 }, sort: shown.map(({ formula }) => formula) },
    columns: COLUMNS,
    spacing: { row: 14, column: 18 },
    spec: {
      width: SIZE,
      height: SIZE,
      layer: [
        {
          data: { values: diagonal },
          mark: { type: 'line', color: colours.theory, strokeWidth: 1.2 },
          encoding: { x: { field: 'end', type: 'quantitative' }, y: { field: 'end', type: 'quantitative' } },
        },
        {
          mark: { type: 'circle', size: 12, color: colours.simulated, opacity: 0.9 },
          encoding: {
            x: { field: 'normal', type: 'quantitative', title: null, scale: { domain, nice: false }, axis },
            y: { field: 'score', type: 'quantitative', title: null, scale: { domain, nice: false }, axis },
          },
        },
      ],
    },
  } as TopLevelSpec;
}

/** Finer than a pixel would only make the file larger. */
function round(value: number): number {
  return Number(value.toFixed(2));
}
