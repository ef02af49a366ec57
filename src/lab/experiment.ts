import { replicate, type Replicate } from '../backends/simulated/replicate.ts';
import type { Scenario } from '../scenario.ts';
import type { Section, Tally } from '../stats/recording.ts';
import type { Band } from '../stats/series-band.ts';
import { TailBand } from '../stats/tail-band.ts';
import type { Check } from './checks.ts';
import { stopping } from './stopping.ts';
import { type Samples, sampleOf } from './observe.ts';
import { batchesOf, Reducer, responsesOf, type WarmupCut } from './reducer.ts';
import type { Plan } from './scenario/resolve.ts';

/** Yields the replications of the given numbers, in any order; stops early, without an error, where it is told to. */
export type Replicator = (indices: readonly number[]) => AsyncIterable<readonly [index: number, replicate: Replicate]>;

export interface ExperimentOptions {
  /** Default: one after the other in this thread. */
  readonly replicator?: Replicator;
  /** Called when a replication is finished; `total` grows where a precision asks for more. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** An experiment's measurements, warm-up removed. */
export interface Measurements {
  /** Independent samples: one of each replication, or one of each batch of the only one. */
  readonly samples: readonly Samples[];
  readonly intervals: 'replications' | 'batch means' | 'none';
  readonly replications: number;
  readonly interrupted: boolean;
  readonly precisionReached?: boolean;
  readonly warmup: WarmupCut;
  /** All samples in one. */
  readonly all: Section;
  /** Response of all jobs of all replications. */
  readonly response: Tally;
  readonly checks: readonly Check[];
  /** Jobs that left or were lost, warm-up included. */
  readonly jobs: number;
  /** Simulated time per replication. */
  readonly time: number;
  readonly warmupTime: number;
  readonly series: Band;
  /** Of the response, between the samples. */
  readonly tail: TailBand;
}

/** The warm-up is found from so many replications at most; the later ones are reduced as they come, in flat memory. */
const PILOT = 16;

/** Replicates a scenario as planned and measures what its plan asks for. */
export async function experiment(
  scenario: Scenario,
  plan: Plan,
  { replicator = inThisThread(scenario), onProgress }: ExperimentOptions = {},
): Promise<Measurements> {
  const pilot: Replicate[] = [];
  const pilotSize = Math.min(plan.replications, PILOT);
  let reducer: Reducer | undefined;
  const reduce = () => (reducer ??= Reducer.of(scenario, plan, pilot));
  /** Whether all of them were finished. */
  const run = async (from: number, to: number): Promise<boolean> => {
    let next = from;
    for await (const result of inOrder(replicator, from, to, onProgress)) {
      next++;
      if (pilot.length < pilotSize) pilot.push(result);
      else reduce().add(result);
    }
    return next === to;
  };

  let complete = await run(0, plan.replications);
  if (pilot.length === 0) throw new Error('stopped before the first replication was finished');
  const reduced = reduce();
  const { samples } = reduced;
  let precisionReached = false;
  while (plan.precision && complete) {
    const needed = stopping(reduced, scenario, plan.precision, plan.confidence);
    precisionReached = needed !== undefined && needed <= samples.length;
    if (needed === undefined || precisionReached || samples.length >= plan.precision.atMost) break;
    complete = await run(samples.length, Math.min(needed, plan.precision.atMost));
  }
  const batches = plan.replications === 1 ? batchesOf(pilot[0].recording, reduced.warmup.sections) : undefined;
  const independent = batches?.map((batch) => sampleOf(batch, scenario)) ?? samples;
  const intervals = batches ? 'batch means' : 'replications';
  return {
    ...reduced.measurements(),
    samples: independent,
    intervals: independent.length === 1 ? 'none' : intervals,
    interrupted: !complete,
    ...(plan.precision && { precisionReached }),
    series: reduced.series(plan.confidence),
    tail: batches ? tailOf(batches) : reduced.tail,
  };
}

function tailOf(batches: readonly Section[]): TailBand {
  const band = new TailBand();
  for (const batch of batches) band.add(responsesOf(batch).sketch);
  return band;
}

/** The replications by number, whoever finishes first; ends at the first that is not finished. */
async function* inOrder(
  replicator: Replicator,
  from: number,
  to: number,
  onProgress: ExperimentOptions['onProgress'],
): AsyncGenerator<Replicate> {
  const early = new Map<number, Replicate>();
  let next = from;
  let finished = from;
  for await (const [index, result] of replicator(range(from, to))) {
    onProgress?.(++finished, to);
    early.set(index, result);
    for (let ready = early.get(next); ready; ready = early.get(next)) {
      early.delete(next++);
      yield ready;
    }
  }
}

/** Runs replications in the calling thread, and lets it breathe between them. */
export function inThisThread(scenario: Scenario, signal?: AbortSignal): Replicator {
  return async function* (indices) {
    for (const index of indices) {
      if (signal?.aborted) return;
      yield [index, replicate(scenario, index)] as const;
      await new Promise<void>((resume) => setTimeout(resume, 0));
    }
  };
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
