/** Jobs that each hold several slots for their whole service, and are lost where so many are not free. */
import type { SamplePath } from '../case.ts';

interface Params {
  readonly slots: number;
  readonly classes: readonly { readonly name?: string; readonly lambda: number; readonly service: number; readonly needs: number }[];
}

/** Service times are uniform between 0 and twice their mean: that only the mean matters is part of what is to be seen. */
export const severalSlots: SamplePath<Params> = ({ slots, classes }, { length, stream }) => {
  const [arrivals, sizes] = [classes.map((_, k) => stream(`arrivals/${k}`)), classes.map((_, k) => stream(`sizes/${k}`))];
  const next = classes.map(({ lambda }, k) => arrivals[k].exponential() / lambda);
  let running: { readonly end: number; readonly of: number }[] = [];
  let counts = classes.map(() => ({ came: 0, lost: 0, area: 0 }));
  let [now, since, came] = [0, 0, -Math.ceil(length / 5)];
  while (came < length) {
    const of = next.indexOf(Math.min(...next));
    for (const job of running) counts[job.of].area += Math.min(job.end, next[of]) - now;
    now = next[of];
    next[of] += arrivals[of].exponential() / classes[of].lambda;
    running = running.filter(({ end }) => end > now);
    const held = running.reduce((sum, job) => sum + classes[job.of].needs, 0);
    counts[of].came++;
    const end = now + 2 * classes[of].service * sizes[of].uniform();
    if (held + classes[of].needs <= slots) running.push({ end, of });
    else counts[of].lost++;
    if (++came === 0) [since, counts] = [now, classes.map(() => ({ came: 0, lost: 0, area: 0 }))];
  }
  const sum = (term: (k: number) => number) => classes.reduce((all, _, k) => all + term(k), 0);
  const taken = sum((k) => counts[k].came - counts[k].lost);
  const values: Record<string, number> = {
    loss: sum((k) => counts[k].lost) / sum((k) => counts[k].came),
    throughput: taken / (now - since),
    response: sum((k) => counts[k].area) / taken,
    waiting: 0,
    queue: 0,
    number: sum((k) => counts[k].area) / (now - since),
    utilisation: sum((k) => counts[k].area * classes[k].needs) / (now - since) / slots,
  };
  for (const [k, { name = `class ${k + 1}` }] of classes.entries()) {
    values[`${name} loss`] = counts[k].lost / counts[k].came;
    values[`${name} number`] = counts[k].area / (now - since);
  }
  return values;
};
