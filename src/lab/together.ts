import { PERCENTILES } from '../metrics/define.ts';
import type { Scenario } from '../scenario.ts';
import { type Few, fewBeyond, fewInAll } from '../stats/few.ts';
import { joinTallies, type Section } from '../stats/recording.ts';
import { type Moments, variance } from '../stats/moments.ts';
import { type Unseen, unseen, worthOf } from '../stats/unseen.ts';
import { type Sample, type Samples, sampleOf } from './observe.ts';

/** What all samples say in one. */
export interface Whole {
  readonly sample: Sample;
  /** Whether it is of a class or a node, of which some samples have more jobs than others. */
  readonly part: boolean;
  /** Metric → statistic → what never happened. */
  readonly unseen: Readonly<Record<string, Readonly<Record<string, Unseen>>>>;
  /** Metric → statistic → what rests on too little. */
  readonly few: Readonly<Record<string, Readonly<Record<string, Few>>>>;
}

/** The whole system, each class and each node, over all samples together. */
export interface Together {
  readonly overall: Whole;
  readonly classes: readonly Whole[];
  readonly nodes: readonly Whole[];
}

/** Jobs that something rare could have happened to, and those that it did. */
interface Seen {
  readonly of: number;
  readonly seen: number;
}

/** `all` is one section of what the samples are of. */
export function togetherOf(all: Section, samples: readonly Samples[], scenario: Scenario, level: number): Together {
  const { overall, classes, nodes } = sampleOf(all, scenario);
  const { moments } = joinTallies(all.classes.map(({ response }) => response));
  const worth = worthOfJobs(moments, samples);
  const { thresholds = [] } = scenario;
  // Arrivals that end have no steady state of which a few crowded times would be a poor picture.
  const steady = scenario.sources.some(({ process }) => process.mechanism === 'closed' || (process.mechanism === 'open' && process.ends === undefined));
  const whole = (sample: Sample, counts: Counts, jobs: number, part = true): Whole => ({ sample, part, unseen: neverSeen(sample, counts, worth, level), few: steady ? tooFew(sample, jobs * worth) : {} });
  return {
    overall: whole(overall, rareCounts(all.classes, thresholds), moments.count, false),
    classes: classes.map((sample, index) => whole(sample, rare(all.classes[index], thresholds), all.classes[index].completed)),
    nodes: nodes.map((sample, index) => whole(sample, rare({ completed: all.nodes!.completed[index], lost: all.nodes!.lost[index] }, []), all.nodes!.completed[index])),
  };
}

/** How many independent jobs one job counts for, by the responses of all and of each sample. */
export function worthOfJobs(moments: Moments, samples: readonly Samples[]): number {
  const means = samples.map((sample) => sample.overall.response.mean).filter((mean) => mean !== undefined);
  return worthOf({ means, variance: variance(moments), jobs: moments.count });
}

/** By metric and statistic, in one word: `loss.mean`. */
type Counts = ReadonlyMap<string, Seen>;

type Part = Pick<Section['classes'][number], 'completed' | 'lost' | 'tried' | 'deadlines' | 'above'>;

function rare({ completed, lost, tried, deadlines, above }: Part, thresholds: readonly number[]): Counts {
  return new Map<string, Seen>([
    ['loss.mean', { of: completed + lost, seen: lost - (tried?.dead ?? 0) }],
    ['dead.mean', { of: tried ? completed + lost : 0, seen: tried?.dead ?? 0 }],
    ['missed.mean', { of: deadlines?.due ?? 0, seen: deadlines?.missed ?? 0 }],
    ...thresholds.map((time, index): [string, Seen] => [`response.above ${time}`, { of: completed, seen: above?.[index] ?? 0 }]),
  ]);
}

/** How many jobs of these classes what is rare could have happened to, and to how many it did. */
export function rareCounts(classes: readonly Part[], thresholds: readonly number[]): Counts {
  const parts = classes.map((part) => rare(part, thresholds));
  const sum = (name: string, of: (seen: Seen) => number) => parts.reduce((total, part) => total + of(part.get(name)!), 0);
  return new Map([...parts[0].keys()].map((name) => [name, { of: sum(name, (one) => one.of), seen: sum(name, (one) => one.seen) }]));
}

function neverSeen(sample: Sample, counts: Counts, worth: number, level: number): Whole['unseen'] {
  const found: Record<string, Record<string, Unseen>> = {};
  for (const [name, { of, seen }] of counts) {
    const [metric, statistic] = name.split(/\.(.*)/s);
    if (of === 0 || seen > 0 || sample[metric]?.[statistic] === undefined) continue;
    (found[metric] ??= {})[statistic] = unseen(of, worth, level);
  }
  return found;
}

/** Metrics that are means over the same crowded times as the response. */
const OF_CROWDS = ['response', 'waiting', 'number', 'queue'];

function tooFew(sample: Sample, independent: number): Whole['few'] {
  const found: Record<string, Record<string, Few>> = {};
  const note = (metric: string, statistic: string, few: Few | undefined) => {
    if (few) (found[metric] ??= {})[statistic] = few;
  };
  for (const metric of OF_CROWDS) if (sample[metric]?.mean !== undefined) note(metric, 'mean', fewInAll(independent));
  for (const [metric, statistics] of Object.entries(sample)) {
    for (const [statistic, value] of Object.entries(statistics)) {
      const p = PERCENTILES[statistic as keyof typeof PERCENTILES] as number | undefined;
      const share = p ?? (statistic.startsWith('above ') ? value : undefined);
      if (share) note(metric, statistic, fewBeyond(independent, Math.min(share, 1 - share)));
    }
  }
  return found;
}
