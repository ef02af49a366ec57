import type { TopLevelSpec } from 'vega-lite';
import type { Result } from '../../result.ts';
import { sizeChart as chartOf } from '../study/sizes.ts';

/** Mean response and slowdown against size, theory on top where a formula knows it; undefined where they were not measured. */
export function sizeChart({ name, unit, bySize, theory, overall }: Result): TopLevelSpec | undefined {
  if (!bySize) return undefined;
  const formula = theory.find((one) => one.formula === bySize.theory?.formula);
  const level = overall.response?.mean?.level ?? 0.95;
  return chartOf({ name, unit, level }, [{ name, bySize, ...(formula && { title: formula.title, exact: formula.kind === 'exact' }) }]);
}
