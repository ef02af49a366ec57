/** Predictions of stations side by side, as one of the whole. */
import type { Prediction } from '../prediction.ts';
import { rootBetween } from './numeric/roots.ts';
import { LEVELS } from './percentiles.ts';

export interface Beside {
  readonly prediction: Prediction;
  readonly slots: number;
  /** Fraction of all arrivals that come here. */
  readonly share: number;
}

/** Means weighted by the jobs served, numbers added; the tail of the response where every station has one. */
export function together(parts: readonly Beside[]): Prediction {
  const throughput = parts.reduce((sum, { prediction }) => sum + prediction.values['throughput'], 0);
  const known = (key: string) => parts.every(({ prediction }) => key in prediction.values);
  const sum = (term: (values: Prediction['values'], part: Beside) => number) => parts.reduce((all, part) => all + term(part.prediction.values, part), 0);
  const perJob = (key: string) => sum((values) => (values['throughput'] / throughput) * values[key]);
  const values: Record<string, number> = { throughput };
  for (const key of ['response', 'waiting', 'slowdown']) {
    if (!known(key)) continue;
    values[key] = perJob(key);
    if (known(`${key}.variance`)) {
      // E[T²] − E[T]² where both are finite; an infinite variance at one station makes the whole infinite.
      const between = sum((at) => (at['throughput'] / throughput) * (at[key] - values[key]) ** 2);
      values[`${key}.variance`] = Number.isFinite(values[key]) ? perJob(`${key}.variance`) + between : Infinity;
    }
  }
  for (const key of ['number', 'queue']) if (known(key)) values[key] = sum((at) => at[key]);
  if (known('loss')) values['loss'] = sum((at, { share }) => share * at['loss']);
  const slots = parts.reduce((all, part) => all + part.slots, 0);
  if (known('utilisation')) values['utilisation'] = sum((at, part) => at['utilisation'] * (part.slots / slots));
  return withTail(parts, values, throughput);
}

function withTail(parts: readonly Beside[], values: Record<string, number>, throughput: number): Prediction {
  if (!parts.every(({ prediction }) => prediction.responseTail)) return { values };
  const alike = new Map<Prediction, number>();
  for (const { prediction } of parts) {
    const weight = prediction.values['throughput'] / throughput;
    alike.set(prediction, (alike.get(prediction) ?? 0) + weight);
  }
  const responseTail = (t: number) => [...alike].reduce((sum, [{ responseTail: tail }, weight]) => sum + weight * tail!(t), 0);
  const quantiles = Object.entries(LEVELS).flatMap(([level, share]): [string, number][] => {
    const key = `response.${level}`;
    // A part that leaves one out has its reason: the tail jumps there.
    if (!parts.every(({ prediction }) => key in prediction.values)) return [];
    return [[key, mixedQuantile(responseTail, 1 - share, parts.map(({ prediction }) => prediction.values[key]))]];
  });
  return { values: { ...values, ...Object.fromEntries(quantiles) }, responseTail };
}

/** Where a mixture of tails has come down to a value: between the least and the largest of the parts' own quantiles. */
function mixedQuantile(tail: (t: number) => number, value: number, own: readonly number[]): number {
  const [least, most] = [Math.min(...own), Math.max(...own)];
  if (least === most || tail(least) <= value) return least;
  if (tail(most) >= value) return most;
  return rootBetween((t) => Math.log(Math.max(tail(t), Number.MIN_VALUE) / value), least, most);
}
