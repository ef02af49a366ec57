/** From runs to numbers: the same stretch of each, so that they can be laid side by side. */
import type { Replicate } from '../../backends/simulated/replicate.ts';
import type { Metrics } from '../../result.ts';
import type { Scenario } from '../../scenario.ts';
import { joinSections, joinTallies, type Section } from '../../stats/recording.ts';
import { metricsOf } from '../estimates.ts';
import { type Samples, sampleOf } from '../observe.ts';
import { batchesOf } from '../reducer.ts';
import { togetherOf } from '../together.ts';

/** Which sections of each run are looked at. */
export interface Stretch {
  /** So many are left out at the start. */
  readonly cut: number;
  /** Of each run, where it ends. */
  readonly ends: readonly number[];
}

export interface Measured {
  /** One of each run, or of each batch of the only one. */
  readonly samples: readonly Samples[];
  readonly whole: Section;
  readonly overall: Metrics;
  readonly classes: readonly { readonly name: string; readonly metrics: Metrics }[];
  readonly nodes: readonly { readonly index: number; readonly metrics: Metrics }[];
}

export function measure(runs: readonly Replicate[], { cut, ends }: Stretch, scenario: Scenario, level: number): Measured {
  const recordings = runs.map(({ recording }, index) => ({ ...recording, sections: recording.sections.slice(0, ends[index]) }));
  const kept = recordings.map(({ sections }) => joinSections(sections.slice(Math.min(cut, sections.length - 1))));
  const parts = runs.length === 1 ? batchesOf(recordings[0], Math.min(cut, ends[0] - 1)) : kept;
  const samples = parts.map((part) => sampleOf(part, scenario));
  const whole = joinSections(kept);
  const sampling = { batches: runs.length === 1 };
  const together = togetherOf(whole, samples, scenario, level);
  const told = (metrics: Metrics) => (scenario.pool.faults || scenario.pool.recovery ? metrics : withoutRecovery(metrics));
  return {
    samples,
    whole,
    overall: told(metricsOf(samples.map(({ overall }) => overall), level, together.overall, sampling)),
    classes: samples[0].classes.map((_, index) => ({ name: scenario.classes[index].name, metrics: told(metricsOf(samples.map(({ classes }) => classes[index]), level, together.classes[index], sampling)) })),
    nodes: samples[0].nodes.map((_, index) => ({ index, metrics: metricsOf(samples.map(({ nodes }) => nodes[index]), level, together.nodes[index], sampling) })),
  };
}

const RECOVERY: ReadonlySet<string> = new Set(['dead', 'tries', 'waste', 'availability']);

/** Real workers always recover from failures: where none is planned and none was met nothing is said of it. */
function withoutRecovery(metrics: Metrics): Metrics {
  if ((metrics.dead?.mean?.mean ?? 0) > 0 || (metrics.waste?.mean?.mean ?? 0) > 0) return metrics;
  return Object.fromEntries(Object.entries(metrics).filter(([metric]) => !RECOVERY.has(metric)));
}

/** Mean response over the same stretch. */
export function meanResponse({ whole }: Measured): number {
  return joinTallies(whole.classes.map(({ response }) => response)).moments.mean;
}
