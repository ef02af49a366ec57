import type { Distribution, JobClass, Source, Workload } from '../../model.ts';
import { empirical } from '../../random/distributions/empirical.ts';
import { mixture } from '../../random/distributions/mixture.ts';

/** What is known of the tasks before they come, a plain job being one; what a record holds is known too. Sizes are worked out when they are asked for. */
export function workloadOf(classes: readonly JobClass[], sources: readonly Source[]): Workload {
  const streams = sources.flatMap(streamsOf);
  const all = together(streams);
  return {
    rate: all.rate,
    get size() {
      return all.size;
    },
    classes: classes.map((_, index) => together(streams.filter((stream) => stream.class === index))),
  };
}

/** Tasks of one class from one source. */
interface Stream {
  readonly class: number;
  readonly rate: number;
  readonly size: () => Distribution | undefined;
}

function streamsOf({ class: only, process, size, tasks }: Source): readonly Stream[] {
  const parts = tasks?.mean ?? 1;
  if (process.mechanism === 'closed') return [{ class: only, rate: NaN, size: () => size }];
  if (process.mechanism === 'open') return [{ class: only, rate: process.rate * parts, size: () => size }];
  const { classes, sizes, rate } = process;
  const recorded = (of: (job: number) => boolean) => (sizes ? once(() => empirical.create({ values: [...sizes].filter((_, job) => of(job)) })) : () => size);
  if (!classes) return [{ class: only, rate: rate * parts, size: recorded(() => true) }];
  const counts = new Map<number, number>();
  for (const each of classes) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].map(([each, count]) => ({ class: each, rate: (rate * parts * count) / classes.length, size: recorded((job) => classes[job] === each) }));
}

/** Several streams as one: the sizes are mixed in proportion to the rates. */
function together(streams: readonly Stream[]): Workload['classes'][number] {
  const rate = streams.reduce((sum, stream) => sum + stream.rate, 0);
  const size = once(() => mixed(streams, rate));
  return {
    rate,
    get size() {
      return size();
    },
  };
}

function mixed(streams: readonly Stream[], rate: number): Distribution | undefined {
  const of = streams.flatMap((stream) => {
    const distribution = stream.size();
    return distribution ? [{ weight: stream.rate, distribution }] : [];
  });
  if (of.length === 0 || of.length < streams.length) return undefined;
  if (of.length === 1) return of[0].distribution;
  return rate > 0 ? mixture.create({ of }) : undefined;
}

/** What `make` makes, the first time that it is asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined;
  return () => (made ??= { it: make() }).it;
}
