import type { Replicate } from '../../backends/simulated/replicate.ts';
import type { Check } from '../checks.ts';
import type { Section } from '../../stats/recording.ts';
import { type Samples, sampleOf } from '../observe.ts';
import { batchesOf, findWarmup, Reducer, type WarmupCut } from '../reducer.ts';
import type { Cell } from './load-study.ts';

/** What all variants of a point yielded, from the same replications. */
export interface Measured {
  /** By variant, then by replication, or by batch where there is but one long replication. Variants that were left out have fewer. */
  readonly samples: readonly (readonly Samples[])[];
  /** By variant: all samples in one; absent where some have replications that others lack. */
  readonly all?: readonly Section[];
  /** Of the variant that has most. */
  readonly replications: number;
  /** Fraction that was cut as warm-up. */
  readonly warmup: number;
  /** What is to be known of the cut, of any variant. */
  readonly warmupNote?: string;
  readonly checks: readonly Check[];
}

/** The warm-up is found from so many replications at most; the later ones are reduced as they come, in flat memory. */
const PILOT = 16;

/**
 * Reduces the replications of all variants of one point. All have the same warm-up cut, the largest that any of them needs:
 * what is compared is then the same stretch of the same jobs.
 */
export class PointReducer {
  readonly #cells: readonly Cell[];
  readonly #replications: number;
  /** By variant: those that came before their turn. */
  readonly #early: readonly Map<number, Replicate>[];
  readonly #next: number[];
  #pilots: Replicate[][];
  #reducers: readonly Reducer[] | undefined;
  /** By variant, of one long replication. */
  #batches: readonly (readonly Samples[])[] | undefined;

  constructor(cells: readonly Cell[], replications: number) {
    this.#cells = cells;
    this.#replications = replications;
    this.#early = cells.map(() => new Map<number, Replicate>());
    this.#next = cells.map(() => 0);
    this.#pilots = cells.map(() => []);
  }

  /** Whether every replication of every variant is there. */
  get complete(): boolean {
    return this.#next.every((next) => next === this.#replications);
  }

  take(variant: number, index: number, result: Replicate): void {
    this.#early[variant].set(index, result);
    this.#drain(variant);
    const pilotSize = Math.min(PILOT, this.#replications);
    if (this.#reducers || this.#pilots.some((pilot) => pilot.length < pilotSize)) return;
    this.#reduce(pilotSize);
    for (const other of this.#cells.keys()) this.#drain(other);
  }

  /** By variant, the samples so far; undefined before the first stage is complete. */
  get samples(): readonly (readonly Samples[])[] | undefined {
    return this.#reducers?.map(({ samples }) => samples);
  }

  /** Undefined where too little was finished to say anything. With `uneven`, variants may have different numbers of replications. */
  measured({ uneven = false } = {}): Measured | undefined {
    if (!this.#reducers) {
      const common = Math.min(...this.#pilots.map(({ length }) => length));
      if (common < Math.min(2, this.#replications)) return undefined;
      this.#reduce(common);
    }
    const reducers = this.#reducers!;
    const counts = reducers.map(({ samples }) => samples.length);
    const replications = uneven ? Math.max(...counts) : Math.min(...counts);
    const note = reducers.find(({ warmup }) => warmup.note !== undefined)?.warmup.note;
    const checks = new Map<string, number>();
    for (const { law, residual } of reducers.flatMap((reducer) => reducer.measurements().checks)) checks.set(law, Math.max(residual, checks.get(law) ?? 0));
    return {
      samples: this.#batches ?? reducers.map(({ samples }) => samples.slice(0, replications)),
      ...((uneven || counts.every((count) => count === replications)) && { all: reducers.map((reducer) => reducer.measurements().all) }),
      replications,
      warmup: Math.max(...reducers.map(({ warmup }) => warmup.fraction)),
      ...(note !== undefined && { warmupNote: note }),
      checks: [...checks].map(([law, residual]) => ({ law, residual })),
    };
  }

  /** Takes on, in order, what has come of a variant; before the warm-up is known, no more than it is found from. */
  #drain(variant: number): void {
    const early = this.#early[variant];
    for (let result = early.get(this.#next[variant]); result; result = early.get(this.#next[variant])) {
      if (!this.#reducers && this.#pilots[variant].length === PILOT) return;
      early.delete(this.#next[variant]++);
      if (this.#reducers) this.#reducers[variant].add(result);
      else this.#pilots[variant].push(result);
    }
  }

  #reduce(pilotSize: number): void {
    const pilots = this.#pilots.map((pilot) => pilot.slice(0, pilotSize));
    const cuts = commonCut(pilots.map((pilot, variant) => findWarmup(pilot, this.#cells[variant].loaded.plan)), pilots);
    this.#reducers = pilots.map((pilot, variant) => {
      const reducer = new Reducer(this.#cells[variant].loaded.scenario, cuts[variant]);
      for (const result of pilot) reducer.add(result);
      return reducer;
    });
    if (this.#replications === 1) this.#batches = pilots.map(([{ recording }], variant) => batchesOf(recording, cuts[variant].sections).map((batch) => sampleOf(batch, this.#cells[variant].loaded.scenario)));
    this.#pilots = [];
  }
}

/** The largest cut that was found, for all that were; those that are given stay. */
function commonCut(cuts: readonly WarmupCut[], pilots: readonly (readonly Replicate[])[]): readonly WarmupCut[] {
  const largest = Math.max(0, ...cuts.map(({ method, fraction }) => (method === 'crossing' ? fraction : 0)));
  return cuts.map((cut, variant) => {
    if (cut.method !== 'crossing') return cut;
    const { length } = pilots[variant][0].recording.sections;
    const sections = Math.round(largest * length);
    return { ...cut, sections, fraction: sections / length };
  });
}
