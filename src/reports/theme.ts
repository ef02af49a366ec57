/** One look for all charts: the palette of Okabe and Ito (2008), which colour-blind people can tell apart, and large type. */
import type { Config, TopLevelSpec } from 'vega-lite';
import { plain } from './plain.ts';

/** Metric-compatible with Verdana, which stands in where DejaVu Sans is missing. */
export const FONT = 'DejaVu Sans, Verdana, sans-serif';

/** Of a whole chart in px, with axes and margins: as wide as a README shows it. */
export const CHART_WIDTH = 800;
const PADDING = 14;
/** What is left for plots, axis labels and the gaps between them. */
export const ROOM = CHART_WIDTH - 2 * PADDING;
export const HEIGHT = 320;

/** One layer of a layered chart. */
export type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

export const colours = {
  simulated: '#0072B2',
  real: '#D55E00',
  /** Of a mean over what it is the mean of. */
  mean: '#003F63',
  bar: '#8CC0DC',
  /** In all charts, which leaves the colours to what is simulated. */
  theory: '#222222',
  infeasible: '#D55E00',
  warmup: '#E69F00',
  text: '#222222',
  quiet: '#666666',
  grid: '#E5E5E5',
} as const;

export const config: Config = {
  background: 'white',
  padding: PADDING,
  font: FONT,
  // Labels of single marks would make the file several times larger; a chart has one description instead.
  aria: false,
  view: { stroke: null },
  title: { anchor: 'start', fontSize: 18, subtitleFontSize: 13, subtitleColor: colours.quiet, color: colours.text, offset: 14, subtitlePadding: 6, limit: ROOM },
  axis: {
    labelFontSize: 13, titleFontSize: 14, titleFontWeight: 'normal', titlePadding: 10, labelColor: colours.text, titleColor: colours.text,
    gridColor: colours.grid, domainColor: colours.quiet, tickColor: colours.quiet, labelLimit: 180, labelSeparation: 8, titleLimit: 600,
  },
  legend: { labelFontSize: 13, labelColor: colours.text, orient: 'top', title: null, symbolSize: 110, labelLimit: 320, columnPadding: 24, offset: 10 },
  text: { fontSize: 13, color: colours.text },
};

/** What every chart starts with; `subtitle` in as many lines as given. */
export function chart(title: string, subtitle: readonly string[]) {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: title,
    title: { text: title, subtitle: subtitle.map(plain) },
    config,
  };
}

/** Axis labels that stay short however large or small the numbers are. */
export function tickFormat(largest: number): { readonly format?: string; readonly labelExpr?: string } {
  if (largest >= 1e15 || (largest > 0 && largest < 1e-3)) return { format: '~g' };
  return largest >= 1e6 ? { format: '~s', labelExpr: "datum.value === 0 ? '0' : datum.label" } : {};
}
