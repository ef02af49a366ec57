import { describe, expect, test } from 'vitest';
import { type Examination, examineDiscipline, examineDispatcher } from '../../src/lab/contract/examine.ts';
import { signalsOfMechanism } from '../../src/lab/contract/watched.ts';
import type { Policy, Signal } from '../../src/policy.ts';
import { disciplineCandidates, dispatcherCandidates, firsts, label } from './laws.ts';
import { type Dispatch, scenarioOf, type Serve, setupOf } from './scenarios.ts';

/** By name of the policy: the signals that any of its examples looks at or asks for by its mechanism. */
const used = new Map<string, Set<Signal>>();

function expectLawful({ laws, read }: Examination, { name }: Pick<Policy<unknown>, 'name'>, mechanism: readonly Signal[]): void {
  used.set(name, new Set([...(used.get(name) ?? []), ...read, ...mechanism]));
  const broken = laws.flatMap(({ law, violations, excused }) => (excused === undefined ? violations.slice(0, 3).map((violation) => ({ law, ...violation })) : []));
  expect(broken).toEqual([]);
  expect(laws.find(({ law }) => law === 'conservation')?.scenarios).toBeGreaterThan(0);
}

const setup = setupOf(scenarioOf({ nodes: [{}, {}, {}, {}] }));

describe('every law is kept by the dispatcher', () => {
  test.each(dispatcherCandidates.map((candidate) => ({ name: label(candidate.policy), candidate })))('$name', ({ candidate }) => {
    expectLawful(examineDispatcher(candidate), candidate.policy, signalsOfMechanism(candidate.policy.create(setup)));
  });
});

describe('every law is kept by the discipline', () => {
  test.each(disciplineCandidates.map((candidate) => ({ name: label(candidate.policy), candidate })))('$name', ({ candidate }) => {
    expectLawful(examineDiscipline(candidate), candidate.policy, signalsOfMechanism(candidate.policy.create(setup)));
  });
});

describe('no signal is declared in vain', () => {
  const policies: readonly (Dispatch | Serve)[] = [...firsts(dispatcherCandidates), ...firsts(disciplineCandidates)].map(({ policy }) => policy);
  test.each(policies.map(({ name, needs }) => ({ name, needs })))('$name', ({ name, needs }) => {
    expect(needs.filter((signal) => !used.get(name)!.has(signal))).toEqual([]);
  });
});
