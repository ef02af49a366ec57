/** The laws of the contract hold where jobs have several tasks: every dispatcher, and a discipline of each mechanism. */
import { describe, expect, test } from 'vitest';
import { type Check, checkAudits, checkCommonRandomNumbers, checkOneQueue, checkSameBits, checkScaling } from '../../src/lab/contract/checks.ts';
import { excuse } from '../../src/lab/contract/candidate.ts';
import { type JobCase, pools } from '../../src/lab/contract/spread.ts';
import type { Source } from '../../src/model.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { geometric } from '../../src/random/distributions/geometric.ts';
import { uniform } from '../../src/random/distributions/uniform.ts';
import { disciplineCandidates, dispatcherCandidates, firsts, label } from './laws.ts';
import { customers, renewals } from './scenarios.ts';

const M = (mean: number) => exponential.create({ mean });
const D = (value: number) => deterministic.create({ value });

/** Of one class jobs of four tasks, of the other as many as are drawn. */
function both(source: (kind: number) => Source): readonly Source[] {
  const numbers = [D(4), geometric.create({ mean: 2 })];
  return numbers.map((tasks, kind) => ({ ...source(kind), tasks, deadline: M(8), key: uniform.create({ min: 0, max: 16 }) }));
}

const open: JobCase = { name: 'tasks of exponential sizes', jobs: 60, sources: (speed) => both((kind) => renewals(`p${kind}`, kind, M((kind === 0 ? 9.4 : 4.7) / speed), M(1))) };
const cases: readonly JobCase[] = [
  open,
  // All tasks of a job are alike, and come where others end: ties everywhere.
  { name: 'tasks of one size', until: 200.3, sources: (speed) => both((kind) => renewals(`d${kind}`, kind, D(8 / speed), D(1))) },
  { name: 'customers of jobs of tasks', jobs: 60, sources: (speed) => both((kind) => customers(`c${kind}`, kind, 4, M(12 / speed), M(1))) },
];

const sample = new Set(['fcfs', 'lcfs-preemptive', 'srpt', 'round-robin', 'ps', 'gps', 'las', 'random-order']);
const served = firsts(disciplineCandidates).filter(({ policy }) => sample.has(policy.name));

describe.each(firsts(dispatcherCandidates).map((dispatch) => ({ name: label(dispatch.policy), dispatch })))('$name', ({ dispatch }) => {
  const broken = (checks: (pair: { dispatch: typeof dispatch; discipline: (typeof served)[number] }) => readonly Check[]) =>
    served.flatMap((discipline) => checks({ dispatch, discipline }).filter(({ law, seen }) => seen !== undefined && excuse(law, { dispatch, discipline }) === undefined));

  test('keeps every law of an audit', () => {
    expect(broken((pair) => checkAudits(pair, { pools, workloads: cases })).slice(0, 3)).toEqual([]);
  });
});

describe.each(['central', 'round-robin', 'jsq', 'least-work-left', 'power-of-d'])('%s', (name) => {
  const dispatch = firsts(dispatcherCandidates).find(({ policy }) => policy.name === name)!;

  test.each([
    ['the same bits for the same seed', checkSameBits],
    ['the same jobs as under another policy', checkCommonRandomNumbers],
    ['the same at another scale', checkScaling],
    ['one queue is one node', checkOneQueue],
  ])('%s', (_, check) => {
    const checks = served.flatMap((discipline) => check({ dispatch, discipline }, cases));
    expect(checks.length).toBeGreaterThan(8);
    expect(checks.filter(({ seen }) => seen !== undefined).slice(0, 3)).toEqual([]);
  });
});

test('copies and tasks do not go together', () => {
  const [dispatch, discipline] = [dispatcherCandidates.find(({ policy }) => policy.name === 'redundancy-d')!, served[0]];
  expect(checkAudits({ dispatch, discipline }, { pools, workloads: [open] })).toEqual([]);
});
