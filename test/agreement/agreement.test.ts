/**
 * Every formula agrees with simulation: the quick version, at one load of each case and two of the main ones.
 *
 * Proven: of every value that theory predicts (means, variances, percentiles, points on the tail; overall, per class,
 * per node), the z-scores of many independent seeds are a standard normal sample. Their mean is tested, so that bias of
 * simulator or theory shows, and their variance, so that intervals of the wrong width show; bounds must not be crossed, and
 * approximations not be farther off than they say. How: src/lab/validation; what a wrong simulator does to it:
 * wrong.test.ts; the long version, at all loads: schedlab validate.
 * Seeds are fixed: a failure is a change of the program, not chance. `ONLY=mm1,mmc npx vitest run test/agreement` tries some.
 */
import { describe, expect, it } from 'vitest';
import * as formulas from '../../src/theory/index.ts';
import { CASES, PATHS } from '../../src/lab/validation/cases/index.ts';
import { runTrial, trials, untested } from '../../src/lab/validation/trials.ts';
import { judge, line, pool } from '../../src/lab/validation/verdict.ts';

const ONLY = process.env['ONLY']?.split(',');

describe('agreement of simulation and theory', () => {
  it('has a case for every formula, under a name of its own', () => {
    const covered = new Set([...CASES.flatMap((one) => one.formulas), ...PATHS.map(({ formula }) => formula)]);
    expect(Object.values(formulas).map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
    const names = [...CASES, ...PATHS].map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('gives standard normal scores for every predicted value', { timeout: 600_000 }, async () => {
    const outcomes = [];
    for (const trial of trials('quick', ONLY)) outcomes.push(await runTrial(trial, 'quick'));
    const measured = outcomes.flatMap((one) => one.measured);
    expect(outcomes.flatMap(({ failure }) => failure ?? [])).toEqual([]);
    const verdicts = [...judge(measured), ...judge(pool(measured))];
    expect(measured.length).toBeGreaterThan(0);
    if (ONLY) process.stderr.write(`${verdicts.map(line).join('\n')}\nnot compared: ${untested(outcomes).join(', ')}\n`);
    expect(verdicts.filter(({ pass }) => !pass).map(line)).toEqual([]);
  });
});
