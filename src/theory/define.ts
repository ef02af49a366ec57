/** What a file in this folder exports: one model of queueing theory. */
import type { z } from 'zod';
import type { Distribution } from '../model.ts';
import type { Scenario } from '../scenario.ts';
import type { Prediction, Station } from '../prediction.ts';
import { ParamError } from '../params.ts';
import type { Definition } from '../registry.ts';

/** The jobs of one class among all that a station serves. */
export interface Part {
  readonly name: string;
  /** Smaller is more urgent. */
  readonly priority: number;
  /** Jobs of the class per time unit. */
  readonly rate: number;
  /** Their service times on this station's slots. */
  readonly service: Distribution;
}

/**
 * How far a formula holds: exactly; as a bound that is never crossed; as an approximation within some per cent; or in a
 * limit (many nodes, load near 1) that the scenario is more or less near.
 */
export type Kind = 'exact' | 'bound' | 'approximation' | 'asymptotic';

/** In order of worth. */
export const RANK: Readonly<Record<Kind, number>> = { exact: 0, bound: 1, approximation: 2, asymptotic: 3 };

/** In characters. */
export const LONGEST_SHORT = 24;

// oxlint-disable-next-line no-explicit-any -- see Definition
export interface Formula<Params = any> extends Definition<Params, Prediction> {
  /** As written on the command line: `mm1`. */
  readonly name: string;
  /** As written in books: `M/M/1`. */
  readonly title: string;
  /** For tables and legends, where the title is longer than LONGEST_SHORT, for which they have room. */
  readonly short?: string;
  readonly kind: Kind;
  /** Of formulas that say equally much, the one for fewer models goes first: M/M/1 (1) before M/M/c (2) before M/G/1 (3). */
  readonly breadth: number;
  /** In plain text with Unicode, one equation each, in the order in which a student would derive them. */
  readonly equations: readonly string[];
  /** What each symbol on the right-hand sides means, with its unit. */
  readonly symbols: Readonly<Record<string, string>>;
  /** What the `classes` of its predictions are, where they are not classes of jobs. */
  readonly parts?: 'station' | 'node' | 'channel' | 'class or station';
  /** What is often got wrong. */
  readonly mistakes: readonly string[];
  /** The prediction; throws a ParamError outside the domain of validity. */
  create(params: Params): Prediction;
  /** The equations with the numbers filled in. */
  steps(params: Params): readonly string[];
  /** The formula's parameters, where a station that stands alone is one that it is about; whether it is stable is not asked here. */
  recognise?(station: Station): Params | undefined;
  /** The same for a whole scenario: nodes that depend on one another, closed populations. */
  recogniseScenario?(scenario: Scenario): Params | undefined;
  /** The same for a scenario in which things go wrong, about which no other formula is asked. */
  recogniseFaults?(scenario: Scenario): Params | undefined;
  /** The same for a scenario in which jobs have several tasks, about which no other formula is asked. */
  recogniseTasks?(scenario: Scenario): Params | undefined;
  /** The prediction for one class, given that for all jobs, where the discipline does not look at classes; see also `classes`. */
  ofClass?(params: Params, part: Part, all: Prediction): Prediction;
  /** Published or hand-computed values that the tests check, and the command line's example. */
  readonly examples: readonly FormulaExample[];
}

export interface FormulaExample {
  /** As a user writes them: parse them with the formula's `params`. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Keys of `values` or `others`; `lower KEY` and `upper KEY` of `bounds`; `CLASS KEY` of `classes`. */
  readonly expect: Readonly<Record<string, number>>;
  /** Significant digits that the source prints; full double precision where absent. */
  readonly digits?: number;
  readonly from: string;
}

/** As a file states it: the parameters are described when somebody is to give them, which a station that is recognised need not. */
export interface Stated<Params> extends Omit<Formula<Params>, 'params'> {
  params(): z.ZodType<Params>;
}

/** Refuses sizes that are always 0 for every formula: it is of the time that work takes that queueing theory speaks. */
export function formula<Params extends object>({ params: described, ...stated }: Stated<Params>): Formula<Params> {
  let schema: z.ZodType<Params> | undefined;
  return {
    ...stated,
    get params() {
      return (schema ??= described());
    },
    create(params) {
      const { size } = params as { readonly size?: Distribution | number };
      if ((typeof size === 'number' ? size : size?.mean) === 0) throw new ParamError('the mean size must be above 0', ['size']);
      return stated.create(params);
    },
  };
}
