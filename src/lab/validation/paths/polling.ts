/** One slot that goes round several queues. */
import type { Distribution } from '../../../model.ts';
import type { SamplePath } from '../case.ts';

interface Params {
  readonly lambda: number;
  readonly queues: number;
  readonly size: Distribution;
  readonly walk: Distribution;
  readonly service: 'exhaustive' | 'gated' | 'one';
}

export const roundAndRound: SamplePath<Params> = ({ lambda, queues, size, walk, service }, { length, stream }) => {
  const [arrivals, sizes, walks] = [Array.from({ length: queues }, (_, q) => stream(`arrivals/${q}`)), stream('sizes'), stream('walks')];
  const next = arrivals.map((one) => one.exponential() / (lambda / queues));
  const waiting: number[][] = arrivals.map(() => []);
  /** Everybody at queue q who has come by now. */
  const come = (q: number, now: number) => {
    for (; next[q] <= now; next[q] += arrivals[q].exponential() / (lambda / queues)) waiting[q].push(next[q]);
    return waiting[q].length;
  };
  let tally = { jobs: 0, waited: 0, served: 0, walked: 0, cycles: 0 };
  let [now, since, done] = [0, 0, -Math.ceil(length / 5)];
  for (let q = 0; done < length; q = (q + 1) % queues) {
    if (q === 0) tally.cycles++;
    const found = Math.min(come(q, now), service === 'one' ? 1 : Infinity);
    for (let served = 0; service === 'exhaustive' ? come(q, now) > 0 : served < found; served++) {
      const time = size.sample(sizes);
      tally.jobs++;
      tally.waited += now - waiting[q].shift()!;
      tally.served += time;
      now += time;
      if (++done === 0) [since, tally] = [now, { jobs: 0, waited: 0, served: 0, walked: 0, cycles: 0 }];
    }
    const away = walk.sample(walks);
    tally.walked += away;
    now += away;
  }
  const time = now - since;
  const { jobs, waited, served, walked, cycles } = tally;
  return {
    waiting: waited / jobs,
    response: (waited + served) / jobs,
    queue: waited / time,
    number: (waited + served) / time,
    throughput: jobs / time,
    utilisation: served / time,
    'mean cycle': time / cycles,
    'time walking': walked / time,
  };
};
