import { describe, expect, test } from 'vitest';
import { checkAudits } from '../../src/lab/contract/checks.ts';
import { excuse } from '../../src/lab/contract/candidate.ts';
import { brief } from '../../src/lab/contract/spread.ts';
import { disciplineCandidates, dispatcherCandidates, firsts, label } from './laws.ts';

/**
 * Every dispatcher with every discipline, on nodes of one slot and of four, with exponential and bounded Pareto sizes: each
 * example of the one with the first example of the other.
 */
describe.each(dispatcherCandidates.map((dispatch) => ({ name: label(dispatch.policy), dispatch })))('$name', ({ dispatch }) => {
  test('goes with every discipline, or is refused beforehand', () => {
    const others = firsts(dispatcherCandidates).includes(dispatch) ? disciplineCandidates : firsts(disciplineCandidates);
    const violations = others.flatMap((discipline) => {
      const checks = checkAudits({ dispatch, discipline }, brief);
      return checks.filter(({ law, seen }) => seen !== undefined && excuse(law, { dispatch, discipline }) === undefined).map((check) => ({ name: label(discipline.policy), ...check }));
    });
    expect(violations.slice(0, 5)).toEqual([]);
  });
});
