/** One slot and several classes, of which the most urgent waiting job is served next, none being interrupted. */
import type { Distribution } from '../../../model.ts';
import type { Run } from '../refute.ts';

export interface PlayedClass {
  readonly name: string;
  readonly lambda: number;
  readonly size: Distribution;
  /** Smaller goes first; where places are the same, who came first. */
  readonly place: number;
}

/** By class, the mean wait and the mean number that wait. */
export function playPriorities(classes: readonly PlayedClass[], { length, stream }: Run) {
  const [arrivals, sizes] = [classes.map((_, k) => stream(`arrivals/${k}`)), classes.map((_, k) => stream(`sizes/${k}`))];
  const next = classes.map(({ lambda }, k) => arrivals[k].exponential() / lambda);
  const queues: number[][] = classes.map(() => []);
  let tallies = classes.map(() => ({ served: 0, waited: 0 }));
  let [now, since, served] = [0, 0, -Math.ceil(length / 5)];
  while (served < length) {
    const comer = next.indexOf(Math.min(...next));
    let chosen: number | undefined;
    for (let k = 0; k < classes.length; k++) {
      if (queues[k].length > 0 && (chosen === undefined || (classes[k].place - classes[chosen].place || queues[k][0] - queues[chosen][0]) < 0)) chosen = k;
    }
    if (chosen === undefined || next[comer] <= now) {
      queues[comer].push(next[comer]);
      now = Math.max(now, next[comer]);
      next[comer] += arrivals[comer].exponential() / classes[comer].lambda;
      continue;
    }
    tallies[chosen].served++;
    tallies[chosen].waited += now - queues[chosen].shift()!;
    now += classes[chosen].size.sample(sizes[chosen]);
    if (++served === 0) [since, tallies] = [now, classes.map(() => ({ served: 0, waited: 0 }))];
  }
  return tallies.map(({ served: jobs, waited }) => ({ waiting: waited / jobs, queue: waited / (now - since), throughput: jobs / (now - since) }));
}
