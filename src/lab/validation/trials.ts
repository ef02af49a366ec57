/** The pieces of work of a validation: each case at each of its loads, and each path. */
import { oracle } from '../../theory/oracle.ts';
import { catalogue } from '../catalogue.ts';
import { CASES, caseNamed, PATHS, pathNamed } from './cases/index.ts';
import { effortOf, type Lengths } from './effort.ts';
import { score } from './measure.ts';
import { pathClaims, scorePath } from './play.ts';
import { claimsOf, type Scored } from './scored.ts';

/** By name, so that another thread can run it. */
export interface Trial {
  readonly case: string;
  /** Absent where the case is a path, which has its load in its parameters. */
  readonly load?: number;
  readonly formulas: readonly string[];
}

export interface Measured extends Scored {
  readonly case: string;
  readonly load?: number;
}

export interface Outcome {
  readonly trial: Trial;
  readonly measured: readonly Measured[];
  /** `FORMULA KEY` of every finite value that is predicted overall, measured or not. */
  readonly claimed: readonly string[];
  /** Why the trial could not be held at all, or what it refuted. */
  readonly failure?: string;
}

/** `quick`: a minute for all; `full`: the proof. */
export type Depth = 'quick' | 'full';

interface Scale {
  readonly seeds: number;
  readonly replications: number;
}

export const SCALES: Readonly<Record<Depth, Scale>> = { quick: { seeds: 12, replications: 5 }, full: { seeds: 20, replications: 5 } };

/** Length of a path's replication over that which its case asks for. */
const SHARES: Readonly<Record<Depth, number>> = { quick: 0.1, full: 1 };

/** All trials, or those of the formulas named; the quick ones are at one load of each case, and at two of the main ones. */
export function trials(depth: Depth, only?: readonly string[]): readonly Trial[] {
  const isWanted = ({ formulas }: Trial) => !only || formulas.some((formula) => only.includes(formula));
  const ofCases = CASES.flatMap(({ name, formulas, loads }) => loads.filter((load) => depth === 'full' || load === loads[0] || (loads.length > 2 && load === 0.8)).map((load) => ({ case: name, load, formulas })));
  const ofPaths = PATHS.map(({ name, formula }) => ({ case: name, formulas: [formula] }));
  return [...ofCases, ...ofPaths].filter(isWanted);
}

/** Runs one; `chance` begins the names of its random streams. A formula that a case is meant for must be found. */
export async function runTrial(trial: Trial, depth: Depth, chance = 'validation'): Promise<Outcome> {
  try {
    return trial.load === undefined ? runPath(trial, depth, chance) : await runScenario(trial, trial.load, depth, chance);
  } catch (error) {
    return { trial, measured: [], claimed: [], failure: (error as Error).message };
  }
}

async function runScenario(trial: Trial, load: number, depth: Depth, chance: string): Promise<Outcome> {
  const one = caseNamed(trial.case);
  const { scenario } = one.load(load);
  const theory = oracle(scenario);
  const found = new Set(theory.findings.map(({ formula }) => formula.name));
  const missing = one.formulas.filter((formula) => !found.has(formula));
  if (missing.length > 0) throw new Error(`${missing.join(', ')} not found in ${one.name} at ${load}: ${[...found, ...theory.reasons].join(', ')}`);
  const overall = theory.findings.filter(({ scope }) => scope === 'overall').flatMap(({ formula, prediction }) => claimsOf(formula, 'overall', prediction, one.within));
  const farOut = overall.some(({ kind, key }) => kind === 'exact' && key.endsWith('p99.9'));
  const scores = await score({ ...scenario, seed: `${chance}/${one.name}/${load}` }, theory, effortOf(one, load, { ...SCALES[depth], ...lengths(depth, load, farOut, one.forgets) }), { within: one.within });
  return outcome(trial, scores, overall);
}

function runPath(trial: Trial, depth: Depth, chance: string): Outcome {
  const one = pathNamed(trial.case);
  const formula = catalogue.formula[one.formula];
  const scores = scorePath(one, formula, { ...SCALES[depth], share: SHARES[depth], chance });
  return outcome(trial, scores, pathClaims(one, formula, formula.params.parse(one.params)));
}

function outcome(trial: Trial, scores: readonly Scored[], claims: readonly { readonly formula: string; readonly key: string }[]): Outcome {
  const { case: name, load } = trial;
  return {
    trial,
    measured: scores.map((one) => ({ ...one, case: name, ...(load !== undefined && { load }) })),
    claimed: [...new Set(claims.map(({ formula, key }) => `${formula} ${key}`))],
  };
}

/**
 * Percentiles and variances far out are compared only where replications can rest on enough independent stretches. What
 * forgets quickly is compared at many loads, which together show the skewness of a variance: it gets four times the length.
 */
function lengths(depth: Depth, load: number, farOut: boolean, forgets: 'slowly' | 'quickly'): Pick<Lengths, 'independent' | 'atLeast'> {
  if (depth === 'quick') return { independent: 200, atLeast: 2000 };
  const light = load <= 0.8 || load > 1;
  const independent = farOut && (load <= 0.5 || load > 1) ? 20_000 : light ? 3000 : 300;
  return { independent: forgets === 'quickly' ? 4 * independent : independent, atLeast: 10_000 };
}

/** What a formula predicts somewhere and no run has compared: an untested claim. */
export function untested(outcomes: readonly Outcome[]): readonly string[] {
  const compared = new Set(outcomes.flatMap(({ measured }) => measured.map(({ formula, key }) => `${formula} ${key}`)));
  return [...new Set(outcomes.flatMap(({ claimed }) => claimed))].filter((claim) => !compared.has(claim));
}
