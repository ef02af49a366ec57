/** Linear or logarithmic, from where to where, and where the ticks are. */
import { tickFormat } from '../theme.ts';

export interface Axis {
  readonly type: 'linear' | 'log';
  readonly domain: readonly [number, number];
}

/** Where values span more than this, an even axis would press most of them against its foot. */
const WIDE = 30;

/** An axis over all values; `from` 0 where an even axis begins at 0 unless all values lie far above it. */
export function axisOver(values: readonly number[], { padding = 0.04, zero = false } = {}): Axis {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (isWide(values)) {
    const margin = Math.exp(padding * Math.log(high / low));
    return { type: 'log', domain: [low / margin, high * margin] };
  }
  const span = high - low || Math.abs(high) || 1;
  const bottom = zero && low >= 0 && low < 0.7 * high ? 0 : low - padding * span;
  return { type: 'linear', domain: [low >= 0 ? Math.max(0, bottom) : bottom, high + padding * span] };
}

export function isWide(values: readonly number[]): boolean {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low > 0 && high / low > WIDE;
}

/** How far along the axis a value is, from 0 to 1. */
export function along({ type, domain: [from, to] }: Axis, value: number): number {
  return type === 'log' ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
}

/** The parts of a Vega-Lite channel that say the same. */
export function channel(axis: Axis, title: string) {
  const { type, domain } = axis;
  return {
    type: 'quantitative', title, scale: { type, domain: [...domain] as [number, number], nice: false, zero: false },
    axis: type === 'log' ? { values: ticks(domain), format: '~r', grid: true, ...tickFormat(domain[1]) } : { tickCount: 7, ...tickFormat(domain[1]) },
  } as const;
}

/** 1, 2, 5, 10 … where they are few, else powers of ten. */
function ticks([from, to]: readonly [number, number]): number[] {
  const [first, last] = [Math.floor(Math.log10(from)), Math.ceil(Math.log10(to))];
  const steps = last - first <= 4 ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil((last - first) / 8));
  const decades = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((_, i) => i % every === 0);
  return decades.flatMap((decade) => steps.map((step) => Number(`${step}e${decade}`))).filter((tick) => tick >= from && tick <= to);
}
