/** The marks that all charts share: an estimate with its interval, and theory beside it. */
import { colours } from '../theme.ts';
import type { Estimated } from '../rows.ts';

const SIMULATED = 'simulated';
const THEORY = 'theory';

/** An estimate as a row of chart data; the interval is a point where the half-width is unknown. */
export function interval({ mean, halfWidth }: Estimated) {
  return { source: SIMULATED, mean, low: mean - (halfWidth ?? 0), high: mean + (halfWidth ?? 0) };
}

/** A theoretical value as a row of chart data. */
export function expected(theory: number) {
  return { source: THEORY, theory };
}

/** Encodings that give dots and diamonds one legend, which names theory only where there is some. */
export function bySource(theory: boolean) {
  const domain = theory ? [SIMULATED, THEORY] : [SIMULATED];
  const field = { field: 'source', type: 'nominal', ...(theory ? {} : { legend: null }) } as const;
  return {
    color: { ...field, scale: { domain, range: [colours.simulated, colours.theory] } },
    shape: { ...field, scale: { domain, range: ['circle', 'diamond'] } },
  } as const;
}

/** A range around all values with a margin; never empty, so that a single value has an axis too. */
export function domainAround(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = high > low ? 0.15 * (high - low) : Math.abs(high) * 0.05 || 1;
  return [low >= 0 ? Math.max(0, low - margin) : low - margin, high + margin];
}
