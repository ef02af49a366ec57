/** What theory says, as types: the station that most formulas are about, and what a formula predicts of it. */
import type { JobClass, Source } from './model.ts';
import type { Discipline, Policy } from './policy.ts';

/** A queueing station that stands alone: what most formulas are about. */
export interface Station {
  readonly classes: readonly JobClass[];
  readonly sources: readonly Source[];
  readonly slots: number;
  readonly speed: number;
  readonly capacity: number;
  readonly discipline: Policy<Discipline>;
}

/**
 * What a formula predicts. Keys of `values`, `bounds` and `classes` are metrics (`response`, `waiting`, `slowdown`, `number`,
 * `queue`, `utilisation`, `throughput`, `loss`, `dead`, `tries`, `waste`, `availability`: their means) or a metric and a statistic (`response.variance`, `response.p95`).
 * Absent is unknown; Infinity is meant.
 */
export interface Prediction {
  readonly values: Readonly<Record<string, number>>;
  /** What is known to lie at or beyond a number: of formulas that are bounds. */
  readonly bounds?: Readonly<Record<string, Bounds>>;
  /** Per class, where classes are treated differently; in the order of the parameters' classes. */
  readonly classes?: readonly ClassPrediction[];
  /** What no run measures, by a name that says what it is: `P[wait]`, `servers`. */
  readonly others?: Readonly<Record<string, number>>;
  /** P[response > t]. */
  readonly responseTail?: (t: number) => number;
  /** E[response] of a job of a given size. */
  readonly responseOfSize?: (size: number) => number;
}

export interface Bounds {
  readonly lower?: number;
  readonly upper?: number;
}

export interface ClassPrediction {
  readonly name: string;
  readonly values: Readonly<Record<string, number>>;
}
