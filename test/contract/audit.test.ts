import { describe, expect, test } from 'vitest';
import type { Account } from '../../src/kernel/account.ts';
import { Audit } from '../../src/lab/contract/audit.ts';
import { random } from '../../src/dispatchers/random.ts';
import { dispatchBy, scenarioOf } from './scenarios.ts';

const nothing: Account = {
  endTime: 9,
  arrived: 0,
  completed: 0,
  lost: 0,
  dead: 0,
  deadTime: 0,
  unfinished: 0,
  over: false,
  arrivedWork: 0,
  completedWork: 0,
  lostWork: 0,
  unfinishedWork: 0,
  unfinishedService: 0,
  unfinishedTime: 0,
  wastedWork: 0,
  addedWork: 0,
  withdrawnWork: 0,
};
/** Of one job of size 2 that comes at 1 and is served at once. */
const one: Account = { ...nothing, arrived: 1, completed: 1, arrivedWork: 2, completedWork: 2 };

function lawsBroken(account: Account, tell: (audit: Audit) => void, parts = {}): readonly string[] {
  const audit = new Audit(scenarioOf({ nodes: [{ capacity: 2 }], dispatch: dispatchBy(random), ...parts }), [2]);
  tell(audit);
  return [...new Set(audit.finish(account).map(({ law }) => law))];
}

function serve(audit: Audit, { start = 1, end = 3, response = 2, service = 2 } = {}): void {
  audit.entered(1, 0, 0);
  audit.busy(start, 0, 1);
  audit.busy(end, 0, -1);
  audit.completed(end, 0, 0, response, service, 2);
}

test('an honest simulator passes', () => {
  expect(lawsBroken(one, serve)).toEqual([]);
});

describe('a simulator is caught that', () => {
  test('completes a job twice', () => {
    const broken = lawsBroken(one, (audit) => {
      serve(audit);
      audit.completed(4, 0, 0, 3, 2, 2);
    });
    expect(broken).toContain('conservation');
  });

  test('forgets a job', () => {
    expect(lawsBroken({ ...nothing, arrived: 1, arrivedWork: 2 }, () => {})).toContain('conservation');
  });

  test('leaves a slot idle while a task waits', () => {
    expect(lawsBroken(one, (audit) => serve(audit, { start: 2, end: 4, response: 3 }))).toEqual(['work conservation']);
  });

  test('keeps a slot busy with nobody there', () => {
    expect(lawsBroken(nothing, (audit) => audit.busy(1, 0, 1))).toContain('work conservation');
  });

  test('has more slots busy than there are', () => {
    const broken = lawsBroken(nothing, (audit) => {
      audit.busy(1, 0, 1);
      audit.busy(1, 0, 1);
    });
    expect(broken).toContain('conservation');
  });

  test('serves faster than the node can', () => {
    expect(lawsBroken(one, (audit) => serve(audit, { end: 2, response: 1, service: 1 }))).toEqual(expect.arrayContaining(['bounds', 'utilisation']));
  });

  test('reports a wrong response', () => {
    expect(lawsBroken(one, (audit) => serve(audit, { response: 2.5 }))).toEqual(['Little']);
  });

  test('reports more service than response', () => {
    expect(lawsBroken(one, (audit) => serve(audit, { service: 2.5 }))).toEqual(['bounds']);
  });

  test('lets in more than there is room for', () => {
    const broken = lawsBroken(nothing, (audit) => {
      for (let job = 0; job < 3; job++) audit.entered(1, 0, 0);
    });
    expect(broken).toContain('capacity');
  });

  test('turns jobs away from a node with room', () => {
    expect(lawsBroken({ ...nothing, arrived: 1, lost: 1, arrivedWork: 2, lostWork: 2 }, (audit) => audit.lost(1, 0, 0))).toEqual(['capacity']);
  });

  test('goes back in time', () => {
    const broken = lawsBroken(one, (audit) => {
      serve(audit);
      audit.lost(2, 0, 0);
    });
    expect(broken).toContain('time');
  });
});
