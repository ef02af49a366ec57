/** From recordings to samples: warm-up cut, sections joined, the rest let go. */
import type { Replicate } from '../backends/simulated/replicate.ts';
import type { Scenario } from '../scenario.ts';
import { joinSections, joinTallies, type Recording, type Section, type Tally } from '../stats/recording.ts';
import { type Band, SeriesBand } from '../stats/series-band.ts';
import { TailBand } from '../stats/tail-band.ts';
import { averageSeries, crossing } from '../stats/warmup.ts';
import { selfChecks } from './checks.ts';
import { type Samples, sampleOf } from './observe.ts';
import type { Plan } from './scenario/resolve.ts';

/** What was cut from the start of each replication. */
export interface WarmupCut {
  readonly method: 'crossing' | 'given' | 'none';
  readonly sections: number;
  readonly fraction: number;
  readonly note?: string;
}

/** Where the number in system, averaged over the replications, crosses its steady level; in whole sections. */
export function findWarmup(pilot: readonly Replicate[], { warmup }: Plan): WarmupCut {
  const { sections } = pilot[0].recording;
  if (warmup === 'given') return { method: 'given', sections: 1, fraction: sections[0].time / totalTime(pilot[0].recording) };
  if (warmup === 'none') return { method: 'none', sections: 0, fraction: 0 };
  const numbers = pilot.map(({ recording }) => recording.sections.map(({ jobTime, time }) => (time > 0 ? jobTime / time : 0)));
  const level = averageSeries(numbers);
  const cut = crossing(level);
  return {
    method: 'crossing',
    sections: cut,
    fraction: cut / sections.length,
    ...(cut >= Math.floor(level.length / 2) && { note: 'half of the run, the most that is cut: it is too short to tell, make it longer' }),
  };
}

/** Takes from each replication what the result needs and lets the rest go. */
export class Reducer {
  readonly samples: Samples[] = [];
  readonly warmup: WarmupCut;
  readonly #scenario: Scenario;
  /** All replications in one, warm-up removed. */
  #all: Section | undefined;
  readonly #series = new SeriesBand();
  readonly #tail = new TailBand();
  readonly #checks = new Map<string, number>();
  #jobs = 0;
  #time = 0;
  #warmupTime = 0;

  constructor(scenario: Scenario, warmup: WarmupCut) {
    this.#scenario = scenario;
    this.warmup = warmup;
  }

  /** Finds the warm-up from the pilot, and reduces it. */
  static of(scenario: Scenario, plan: Plan, pilot: readonly Replicate[]): Reducer {
    const reducer = new Reducer(scenario, findWarmup(pilot, plan));
    for (const result of pilot) reducer.add(result);
    return reducer;
  }

  add(result: Replicate): void {
    const { recording, account } = result;
    for (const { law, residual } of selfChecks(result)) this.#checks.set(law, Math.max(residual, this.#checks.get(law) ?? 0));
    const kept = joinSections(recording.sections.slice(Math.min(this.warmup.sections, recording.sections.length - 1)));
    const drained = account.over && account.unfinished === 0 && account.completed > 0 ? recording.lastDone : undefined;
    this.samples.push(sampleOf(kept, this.#scenario, { drained }));
    this.#all = joinSections(this.#all ? [this.#all, kept] : [kept]);
    this.#series.add(recording.series);
    this.#tail.add(responsesOf(kept).sketch);
    this.#jobs += account.completed + account.lost;
    this.#time += account.endTime;
    this.#warmupTime += recording.sections.slice(0, this.warmup.sections).reduce((sum, { time }) => sum + time, 0);
  }

  /** Mean number in system over time, with its interval at this level. */
  series(level: number): Band {
    return this.#series.band(level);
  }

  /** How much the share of jobs that take longer than any time varies between replications. */
  get tail(): TailBand {
    return this.#tail;
  }

  measurements() {
    const replications = this.samples.length;
    const all = this.#all!;
    return {
      replications,
      warmup: this.warmup,
      all,
      response: responsesOf(all),
      checks: [...this.#checks].map(([law, residual]) => ({ law, residual })),
      jobs: this.#jobs,
      time: this.#time / replications,
      warmupTime: this.#warmupTime / replications,
    };
  }
}

/** Of all classes. */
export function responsesOf({ classes }: Section): Tally {
  return joinTallies(classes.map(({ response }) => response));
}

/** A batch should be long against the memory of the system, and there should be enough of them: Schmeiser 1982 says 10 to 30. */
const BATCHES = 16;

/** The kept sections in equal batches; what does not fill a batch is left out at the start, where warm-up lingers. */
export function batchesOf({ sections }: Recording, cut: number): readonly Section[] {
  const kept = sections.slice(cut);
  const length = Math.max(1, Math.floor(kept.length / BATCHES));
  const batches: Section[] = [];
  for (let end = kept.length; end >= length; end -= length) batches.unshift(joinSections(kept.slice(end - length, end)));
  return batches;
}

function totalTime({ sections }: Recording): number {
  return sections.reduce((sum, { time }) => sum + time, 0);
}
