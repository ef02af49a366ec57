import { describe, expect, test } from 'vitest';
import { examineDiscipline, examineDispatcher, type LawSeen } from '../../src/lab/contract/examine.ts';
import { disciplineCandidates, dispatcherCandidates, label } from './laws.ts';

function broken(seen: readonly LawSeen[]) {
  return seen.flatMap(({ law, violations, excused }) => (excused === undefined ? violations.slice(0, 3).map((violation) => ({ law, ...violation })) : []));
}

describe('every law is kept by the dispatcher', () => {
  test.each(dispatcherCandidates.map((candidate) => ({ name: label(candidate.policy), candidate })))('$name', ({ candidate }) => {
    expect(broken(examineDispatcher(candidate))).toEqual([]);
  });
});

describe('every law is kept by the discipline', () => {
  test.each(disciplineCandidates.map((candidate) => ({ name: label(candidate.policy), candidate })))('$name', ({ candidate }) => {
    expect(broken(examineDiscipline(candidate))).toEqual([]);
  });
});
