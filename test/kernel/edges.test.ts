import { describe, expect, test } from 'vitest';
import { fcfs } from '../../src/disciplines/fcfs.ts';
import { las } from '../../src/disciplines/las.ts';
import { psjf } from '../../src/disciplines/psjf.ts';
import { central } from '../../src/dispatchers/central.ts';
import { random } from '../../src/dispatchers/random.ts';
import { simulate } from '../../src/kernel/simulation.ts';
import type { Account } from '../../src/kernel/account.ts';
import type { Scenario } from '../../src/scenario.ts';
import { disciplines, dispatchers, label } from '../contract/laws.ts';
import { goTogether } from '../../src/lab/contract/candidate.ts';
import { audited } from '../../src/lab/contract/audited.ts';
import { completionsOf, pathOf, streamsOf } from '../../src/lab/contract/path.ts';
import { customers, dispatchBy, renewals, scenarioOf, serveBy, setupOf, traceOf } from '../contract/scenarios.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';

const crowd = [renewals('crowd', 0, exponential.create({ mean: 0.2 }), exponential.create({ mean: 1 }))];

function expectNoWaiting(scenario: Scenario): void {
  for (const [, , , , response, service] of completionsOf(pathOf(scenario))) expect(response).toBeCloseTo(service as number, 9);
}

/** Each policy with a few others, where they go together. */
const pairs = [
  ...dispatchers.flatMap((dispatch) => [fcfs, las, psjf].map((definition) => ({ dispatch, discipline: serveBy(definition) }))),
  ...disciplines.flatMap((discipline) => [central, random].map((definition) => ({ dispatch: dispatchBy(definition), discipline }))),
];

describe.each(pairs.map((pair) => ({ name: `${label(pair.dispatch)} with ${label(pair.discipline)}`, pair })))('$name', ({ pair }) => {
  // Scenario files refuse unlimited slots behind one queue, and beside limited ones.
  const pushes = pair.dispatch.create(setupOf(scenarioOf({ ...pair, nodes: [{}, {}] }))).mechanism !== 'pull';

  test.runIf(pushes)('no job waits for unlimited slots', () => {
    for (const speed of [2, 3]) {
      const scenario = scenarioOf({ nodes: [{ slots: Infinity, speed: 2 }, { slots: Infinity, speed }], sources: crowd, ...pair, jobs: 150 });
      if (!goTogether(scenario)) continue;
      expect(audited(scenario).slice(0, 3)).toEqual([]);
      expectNoWaiting(scenario);
    }
  });

  test('jobs of size 0 pass', () => {
    const jobs = Array.from({ length: 40 }, (_, i) => ({ arrival: Math.floor(i / 3), size: i % 2 === 0 ? 0 : 1.1, priority: i % 3 }));
    const scenario = scenarioOf({ ...traceOf(jobs), nodes: [{}, { slots: 2 }], ...pair, jobs: jobs.length });
    if (!goTogether(scenario)) return;
    const done = completionsOf(pathOf(scenario)).map(([, , jobClass]) => jobClass as number);
    expect(done.toSorted((a, b) => a - b)).toEqual(jobs.map((_, index) => index));
  });
});

function account(scenario: Scenario): Account {
  return simulate(scenario, { entered() {}, lost() {}, busy() {}, copies() {}, completed() {} }, streamsOf(scenario));
}

describe('a run ends', () => {
  const steady = [renewals('steady', 0, deterministic.create({ value: 1 }), deterministic.create({ value: 0.5 }))];

  test('when as many jobs have left or been lost as it asks for', () => {
    const { completed, lost } = account(scenarioOf({ sources: crowd, nodes: [{ capacity: 1 }], jobs: 77 }));
    expect(completed + lost).toBe(77);
  });

  test('at its time, which events at that time still belong to', () => {
    const { endTime, arrived, completed, unfinished, unfinishedTime } = account(scenarioOf({ sources: steady, until: 10.25 }));
    expect({ endTime, arrived, completed, unfinished, unfinishedTime }).toEqual({ endTime: 10.25, arrived: 10, completed: 9, unfinished: 1, unfinishedTime: 0.25 });
    expect(account(scenarioOf({ sources: steady, until: 10.5 })).completed).toBe(10);
  });

  test('when nothing can happen any more', () => {
    const jobs = [{ arrival: 1, size: 2, priority: 0 }];
    expect(account(scenarioOf({ ...traceOf(jobs), jobs: 50 }))).toMatchObject({ endTime: 3, completed: 1 });
    expect(account(scenarioOf({ ...traceOf(jobs), until: 50 }))).toMatchObject({ endTime: 50, completed: 1 });
    expect(account(scenarioOf({ ...traceOf([]), jobs: 50 }))).toMatchObject({ endTime: 0, arrived: 0 });
  });

  test('with a closed population as large as it began', () => {
    const sources = [customers('users', 0, 7, exponential.create({ mean: 1 }), exponential.create({ mean: 1 }))];
    const { arrived, completed, unfinished } = account(scenarioOf({ sources, jobs: 200 }));
    expect(completed).toBe(200);
    expect(unfinished).toBeLessThanOrEqual(7);
    expect(arrived).toBe(completed + unfinished);
  });
});
