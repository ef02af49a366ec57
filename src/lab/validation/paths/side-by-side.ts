/** Nodes of one slot side by side: each job is sent to one of them as it comes, and they serve first come, first served. */
import type { Distribution, Stream } from '../../../model.ts';
import type { SamplePath } from '../case.ts';
import { timesOf } from './times.ts';

interface Setting {
  readonly lambda: number;
  readonly nodes: number;
  /** The node that the next job goes to, and how long it is served there, given when each node will have done what it has. */
  readonly next: (free: Float64Array, now: number) => readonly [node: number, service: number];
}

interface Run {
  readonly length: number;
  readonly stream: (name: string) => Stream;
}

function sideBySide({ lambda, nodes, next }: Setting, { length, stream }: Run): Record<string, number> {
  const arrivals = stream('arrivals');
  const free = new Float64Array(nodes);
  const responses: number[] = [];
  let [now, since, work, waits, squares, waited, slowdowns] = [0, 0, 0, 0, 0, 0, 0];
  for (let job = -Math.ceil(length / 5); job < length; job++) {
    if (job === 0) since = now;
    now += arrivals.exponential() / lambda;
    const [node, service] = next(free, now);
    const wait = Math.max(0, free[node] - now);
    free[node] = now + wait + service;
    if (job < 0) continue;
    responses.push(wait + service);
    work += service;
    waits += wait;
    squares += wait ** 2;
    if (wait > 0) waited++;
    slowdowns += 1 + wait / service;
  }
  const time = now - since;
  return {
    ...timesOf('response', responses),
    waiting: waits / length,
    'waiting.variance': squares / length - (waits / length) ** 2,
    'P[wait]': waited / length,
    slowdown: slowdowns / length,
    throughput: length / time,
    number: (waits + work) / time,
    queue: waits / time,
    utilisation: work / nodes / time,
  };
}

export const weightedSplitPath: SamplePath<{ readonly lambda: number; readonly shares: readonly number[]; readonly mu: readonly number[] }> = ({ lambda, shares, mu }, run) => {
  const [draws, sizes] = [run.stream('draws'), run.stream('sizes')];
  const next = () => {
    let rest = draws.uniform();
    const node = shares.findIndex((share) => (rest -= share) < 0);
    return [node, sizes.exponential() / mu[node]] as const;
  };
  const { slowdown: _, 'P[wait]': __, ...times } = sideBySide({ lambda, nodes: mu.length, next }, run);
  return times;
};

interface Equal {
  readonly lambda: number;
  readonly mu: number;
  readonly nodes: number;
}

export const roundRobinPath: SamplePath<Equal> = ({ lambda, mu, nodes }, run) => {
  const sizes = run.stream('sizes');
  let turn = 0;
  const { slowdown: _, ...times } = sideBySide({ lambda, nodes, next: () => [turn++ % nodes, sizes.exponential() / mu] }, run);
  return times;
};

export const sizeIntervalPath: SamplePath<{ readonly lambda: number; readonly size: Distribution; readonly speed: number; readonly cutoffs: readonly number[] }> = ({ lambda, size, speed, cutoffs }, run) => {
  const sizes = run.stream('sizes');
  const next = () => {
    const drawn = size.sample(sizes);
    const node = cutoffs.findIndex((cutoff) => drawn <= cutoff);
    return [node < 0 ? cutoffs.length : node, drawn / speed] as const;
  };
  const { response, waiting, slowdown, throughput, number, queue, utilisation } = sideBySide({ lambda, nodes: cutoffs.length + 1, next }, run);
  return { response, waiting, slowdown, throughput, number, queue, utilisation };
};
