/**
 * Every shipped formula agrees with the simulator: the quick version, at one load of each case and two of the main ones.
 *
 * Proven: of every value that theory predicts (means, variances, percentiles, points on the tail; overall, per class,
 * per node), the z-scores of many independent seeds are a standard normal sample. Their mean is tested, so that bias of
 * simulator or theory shows, and their variance, so that intervals of the wrong width show. How: measure.ts, verdict.ts;
 * what a wrong simulator does to it: wrong.test.ts; the long version, at all loads: test/validate/formulas.test.ts.
 * Seeds are fixed: a failure is a change of the program, not chance.
 */
import { describe, expect, it } from 'vitest';
import { CASES } from '../../src/lab/validation/cases/index.ts';
import { judge, line, pool } from '../../src/lab/validation/verdict.ts';
import { runCases } from '../../src/lab/validation/run-cases.ts';
import * as formulas from '../../src/theory/index.ts';

const QUICK = { seeds: 12, replications: 5, independent: 200, atLeast: 2000 };

describe('agreement of simulation and theory', () => {
  it('has a case for every shipped formula', () => {
    const covered = new Set(CASES.flatMap((one) => one.formulas));
    expect(Object.values(formulas).map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
  });

  it('gives standard normal scores for every predicted value', { timeout: 120_000 }, async () => {
    const measured = await runCases(({ loads }, load) => (load === loads[0] || (loads.length > 2 && load === 0.8) ? QUICK : undefined));
    const verdicts = [...judge(measured), ...judge(pool(measured))];
    expect(measured.length).toBeGreaterThan(500);
    expect(verdicts.filter(({ pass }) => !pass).map(line)).toEqual([]);
  });
});
