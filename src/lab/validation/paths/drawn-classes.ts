/** One slot, several Poisson classes; the class to be served next is drawn among those with waiting jobs, in order of arrival within it. */
import type { Distribution } from '../../../model.ts';
import type { SamplePath } from '../case.ts';

interface Params {
  readonly classes: readonly { readonly lambda: number; readonly size: Distribution }[];
  readonly speed: number;
}

/** The mean wait of each class weighted by its load. */
export const weightedWaits: SamplePath<Params> = ({ classes, speed }, { length, stream }) => {
  const [arrivals, sizes, draws] = [classes.map((_, k) => stream(`arrivals/${k}`)), classes.map((_, k) => stream(`sizes/${k}`)), stream('draws')];
  const next = classes.map(({ lambda }, k) => arrivals[k].exponential() / lambda);
  const lines: number[][] = classes.map(() => []);
  const [sum, count] = [classes.map(() => 0), classes.map(() => 0)];
  let now = 0;
  for (let served = -Math.ceil(length / 5); served < length; served++) {
    if (lines.every((line) => line.length === 0)) now = Math.max(now, Math.min(...next));
    for (const [k, { lambda }] of classes.entries()) {
      for (; next[k] <= now; next[k] += arrivals[k].exponential() / lambda) lines[k].push(next[k]);
    }
    const waiting = classes.map((_, k) => k).filter((k) => lines[k].length > 0);
    const k = waiting[draws.integer(waiting.length)];
    const came = lines[k].shift()!;
    if (served >= 0) {
      sum[k] += now - came;
      count[k]++;
    }
    now += classes[k].size.sample(sizes[k]) / speed;
  }
  const load = (k: number) => (classes[k].lambda * classes[k].size.mean) / speed;
  return { 'Σ ρ E[W]': sum.reduce((all, wait, k) => all + (load(k) * wait) / count[k], 0) };
};
