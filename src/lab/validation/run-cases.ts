import type { ScenarioCase } from './case.ts';
import { CASES } from './cases/index.ts';
import { effortOf, type Lengths } from './effort.ts';
import { score, type Scored } from './measure.ts';
import { oracle } from '../../theory/oracle.ts';

export interface Measured extends Scored {
  readonly case: string;
  readonly load: number;
}

/** Measures the cases at the loads that `lengths` has an answer for; a formula that a case is meant for must be found. */
export async function runCases(lengths: (one: ScenarioCase, load: number) => Lengths | undefined, onDone?: (done: string) => void): Promise<readonly Measured[]> {
  const all: Measured[] = [];
  for (const one of CASES) {
    for (const load of one.loads) {
      const chosen = lengths(one, load);
      if (!chosen) continue;
      const { scenario } = one.load(load);
      const theory = oracle(scenario);
      const found = new Set(theory.findings.map(({ formula }) => formula.name));
      for (const formula of one.formulas) if (!found.has(formula)) throw new Error(`${formula} is not found in ${one.name}: ${[...found, ...theory.reasons].join(', ')}`);
      const scores = await score(scenario, theory, effortOf(one, load, chosen));
      all.push(...scores.map((scored) => ({ ...scored, case: one.name, load })));
      onDone?.(`${one.name} at load ${load}`);
    }
  }
  return all;
}

/** What a formula predicts somewhere and no run has compared: an untested claim. */
export function untested(measured: readonly Measured[]): readonly string[] {
  const claimed = new Set<string>();
  for (const one of CASES) {
    for (const load of one.loads) {
      for (const { formula, prediction, scope } of oracle(one.load(load).scenario).findings) {
        if (scope === 'overall') for (const [key, value] of Object.entries(prediction.values)) if (Number.isFinite(value)) claimed.add(`${formula.name} ${key}`);
      }
    }
  }
  const compared = new Set(measured.map(({ formula, key }) => `${formula} ${key}`));
  return [...claimed].filter((claim) => !compared.has(claim));
}
