/** Which variant is best by one metric: proven, or how far from it. */
import type { Estimate } from '../../model.ts';
import type { Comparison } from '../../study.ts';
import type { Sampling } from '../../stats/interval.ts';
import { momentsOf } from '../../stats/moments.ts';
import { paired } from '../../stats/paired.ts';

/** Metrics of which less is better. */
export const COMPARED: ReadonlySet<string> = new Set(['response', 'waiting', 'slowdown', 'number', 'queue', 'loss', 'missed', 'dead', 'tries', 'waste', 'drained']);

/** One number per replication of each variant; undefined where a replication had too few jobs. */
export type SamplesOfVariants = readonly (readonly (number | undefined)[])[];

export interface VerdictOptions {
  readonly sampling?: Sampling;
  /** By variant: what exact theory says; undefined where it says nothing. */
  readonly exact?: readonly (number | undefined)[];
  /** By variant: the value of all its samples in one, where that is not their mean. */
  readonly wholes?: readonly (number | undefined)[] | undefined;
}

/** Below this share of the mean a difference is rounding. */
const ROUNDING = 1e-9;

/**
 * The paired difference of each variant to the leader, the one of least mean. Intervals hold for all pairs at once
 * (Bonferroni over the k(k−1)/2 pairs), so that they hold for the leader too, whichever chance makes it; a variant is best
 * only where its interval against every other excludes 0. Undefined of fewer than two variants that have samples.
 * Source: Law 2015, sections 10.2 and 10.3.
 */
export function verdictOf(all: SamplesOfVariants, names: readonly string[], confidence: number, { sampling, exact = [], wholes = [] }: VerdictOptions = {}): Omit<Comparison, 'metric' | 'statistic'> | undefined {
  if (all.length < 2) return undefined;
  // A variant that was left out of a selection has fewer, and does not lead; it is compared over those that it has.
  const most = Math.max(...all.map(({ length }) => length));
  const complete = Array.from({ length: most }, (_, i) => i).filter((i) => all.every((samples) => i >= samples.length || samples[i] !== undefined));
  const samples = all.map((own) => complete.filter((i) => i < own.length).map((i) => own[i]!));
  if (samples.some(({ length }) => length === 0)) return undefined;
  const means = samples.map((own, index) => wholes[index] ?? momentsOf(own).mean);
  const leader = [...means.keys()].filter((index) => all[index].length === most).reduce((least, index) => (means[index] < means[least] ? index : least));
  const pairs = (all.length * (all.length - 1)) / 2;
  const level = 1 - (1 - confidence) / pairs;
  const against = samples.flatMap((own, index) => (index === leader ? [] : [judged(own, samples[leader].slice(0, own.length), { variant: names[index], level, sampling, equal: areEqual(exact[index], exact[leader]), wholes: [wholes[index], wholes[leader]] })]));
  const settled = against.every(({ verdict }) => verdict === 'worse' || verdict === 'same');
  return { leader: names[leader], mean: means[leader], proven: settled, winner: against.every(({ verdict }) => verdict === 'worse') ? names[leader] : null, against };
}

interface Pair {
  readonly variant: string;
  readonly level: number;
  readonly sampling: Sampling | undefined;
  /** Whether theory knows that there is no difference. */
  readonly equal: boolean;
  /** The values of all samples in one, of this and of the best, where those are not their means. */
  readonly wholes: readonly [number | undefined, number | undefined];
}

function judged(own: readonly number[], best: readonly number[], { variant, level, sampling, equal, wholes: [mine, its] }: Pair): Comparison['against'][number] {
  const { difference, reduction } = paired(own, best, level, { sampling, whole: lessOf(mine, its) })!;
  const reference = its ?? momentsOf(best).mean;
  const common = { variant, difference, relative: reference === 0 ? null : difference.mean / reference, reduction };
  if (own.every((value, i) => Math.abs(value - best[i]) <= ROUNDING * Math.abs(best[i]))) return { ...common, verdict: 'same' };
  if (difference.halfWidth === null) return { ...common, verdict: 'unknown' };
  const atLeast = difference.mean - difference.halfWidth;
  if (atLeast > 0) return { ...common, verdict: 'worse', atLeast };
  return { ...common, verdict: 'undecided', ...(equal ? { equal } : { more: furtherReplications(difference) }) };
}

function lessOf(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}

function areEqual(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && b !== undefined && Math.abs(a - b) <= ROUNDING * Math.abs(b);
}

/** About how many more replications would make the interval as narrow as the difference is; null where they are beyond counting. */
function furtherReplications({ mean, halfWidth, samples }: Estimate): number | null {
  const more = Math.ceil(1.05 * samples * (halfWidth! / Math.abs(mean)) ** 2) - samples;
  return more <= 1e9 ? Math.max(1, more) : null;
}
