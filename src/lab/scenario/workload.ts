import type { Distribution, JobClass, Source, Workload } from '../../model.ts';
import { empirical } from '../../random/distributions/empirical.ts';
import { mixture } from '../../random/distributions/mixture.ts';

/** What is known of the jobs before they come; what a record holds is known too. */
export function workloadOf(classes: readonly JobClass[], sources: readonly Source[]): Workload {
  const streams = sources.map((source) => ({ class: source.class, rate: source.process.mechanism === 'closed' ? NaN : source.process.rate, size: sizeOf(source) }));
  return {
    ...together(streams),
    classes: classes.map((_, index) => together(streams.filter((stream) => stream.class === index))),
  };
}

interface Stream {
  readonly rate: number;
  readonly size: Distribution | undefined;
}

function sizeOf({ process, size }: Source): Distribution | undefined {
  if (size || process.mechanism !== 'recorded' || !process.sizes?.length) return size;
  return empirical.create({ values: [...process.sizes] });
}

/** Several streams as one: the sizes are mixed in proportion to the rates. */
function together(streams: readonly Stream[]): { readonly rate: number; readonly size?: Distribution } {
  const rate = streams.reduce((sum, stream) => sum + stream.rate, 0);
  const of = streams.flatMap((stream) => (stream.size ? [{ weight: stream.rate, distribution: stream.size }] : []));
  if (of.length === 0 || of.length < streams.length) return { rate };
  if (of.length === 1) return { rate, size: of[0].distribution };
  return rate > 0 ? { rate, size: mixture.create({ of }) } : { rate };
}
