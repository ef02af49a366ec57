import type { TopLevelSpec } from 'vega-lite';
import type { Result } from '../../result.ts';
import { plain } from '../plain.ts';
import { colours } from '../theme.ts';
import { tailPlot } from './tail.ts';

/** P[T > t] as it was in reality, and as simulated on the same jobs; undefined where nothing was carried out. */
export function overlayChart(result: Result): TopLevelSpec | undefined {
  const { execution } = result;
  if (!execution?.tail) return undefined;
  const { time, real, replayed, calibrated } = execution.tail;
  return tailPlot(result, 'Response times in reality and simulated', time, [
    { label: `real, ${plain(execution.backend)}`, probabilities: real, colour: colours.real, dash: [1, 0], width: 3 },
    ...(replayed ? [{ label: 'simulated, the same jobs', probabilities: replayed, colour: colours.simulated, dash: [7, 5], width: 2, follows: true as const }] : []),
    ...(calibrated ? [{ label: 'simulated, calibrated', probabilities: calibrated, colour: colours.text, dash: [2, 3], width: 2, follows: true as const }] : []),
  ]);
}
