/** All charts of one result. */
import type { TopLevelSpec } from 'vega-lite';
import type { Result } from '../../result.ts';
import { loadChart } from './load.ts';
import { numberChart } from './number.ts';
import { overlayChart } from './overlay.ts';
import { responseChart } from './response.ts';
import { sizeChart } from './size.ts';
import { tailChart } from './tail.ts';
import { timelineChart } from './timeline.ts';

export interface Chart {
  /** Of the files: `response.svg`, `response.png`, `response.vl.json`. */
  readonly name: string;
  /** What is to be seen, in one sentence. */
  readonly about: string;
  readonly spec: TopLevelSpec;
}

const MAKERS = [
  { name: 'response', about: 'Response time: simulated mean and percentiles with their intervals, and theory beside them.', make: responseChart },
  { name: 'tail', about: 'The share of jobs that take longer than t, on a logarithmic scale: an exponential tail is a straight line, and where time is logarithmic too, a power law is.', make: tailChart },
  { name: 'number', about: 'Jobs in the system over time; what lies before the warm-up cut is left out of all estimates.', make: numberChart },
  { name: 'load', about: 'Utilisation of each node: how much of the time its slots are busy.', make: loadChart },
  { name: 'size', about: 'Mean response and mean slowdown of jobs of each size.', make: sizeChart },
  { name: 'overlay', about: 'The share of jobs that take longer than t, as it was in reality and as simulated on the same jobs, on a logarithmic scale.', make: overlayChart },
  { name: 'timeline', about: 'Who ran what when, in a short window of time: a row for each slot, a bar for each task, its number inside.', make: timelineChart },
] as const;

/** Of all charts that there may be. */
export const chartNames: readonly string[] = MAKERS.map(({ name }) => name);

/** Those that the result has data for, in the order in which a report shows them. */
export function charts(result: Result): Chart[] {
  return MAKERS.flatMap(({ name, about, make }) => {
    const spec = make(result);
    return spec ? [{ name, about, spec }] : [];
  });
}
