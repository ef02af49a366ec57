/** What the oracle finds: formulas with their predictions, of a whole scenario and of its parts. */
import type { Prediction } from '../prediction.ts';
import type { Formula } from './define.ts';
import type { StandingAlone } from './recognition/reduce.ts';

export interface Finding {
  readonly formula: Formula;
  /** `overall`, `node INDEX` (the first of its kind) or `class NAME`. */
  readonly scope: string;
  readonly prediction: Prediction;
  readonly params: unknown;
}

/** What a formula says of a part of a scenario. */
export type Verdict = Omit<Finding, 'scope'>;

export interface Oracle {
  /** Exact ones first, and of these the one that says most; then bounds, approximations and limits. */
  readonly findings: readonly Finding[];
  /** In plain English: why there is no finding, or not an exact one, or not every one. */
  readonly reasons: readonly string[];
}

/** A station with what is known of it. */
export interface Judged extends StandingAlone {
  readonly verdicts: readonly Verdict[];
}

/** The verdict of each station that speaks for it: the first that is no bound; undefined where one has none. */
export function spokesmen(stations: readonly Judged[]): readonly Verdict[] | undefined {
  const first = stations.map(({ verdicts }) => verdicts.find(({ formula }) => formula.kind !== 'bound'));
  return first.every((verdict) => verdict !== undefined) ? first : undefined;
}
