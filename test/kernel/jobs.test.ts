import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JobTable, JobView, NONE } from '../../src/kernel/jobs.ts';

test('rows are reused, ids never, and a new job has nothing of the old one', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 400 }), (comings) => {
      const jobs = new JobTable();
      const live = new Map<number, number>();
      let most = 0;
      let created = 0;
      for (const comes of comings) {
        if (comes) {
          const row = jobs.create(created, 0, 2 * created);
          expect(live.has(row)).toBe(false);
          expect([jobs.id[row], jobs.arrival[row], jobs.size[row]]).toEqual([created, created, 2 * created]);
          expect([jobs.age[row], jobs.served[row], jobs.customer[row]]).toEqual([0, 0, NONE]);
          live.set(row, created++);
        } else if (live.size > 0) {
          const [row] = live.keys();
          jobs.release(row);
          live.delete(row);
        }
        most = Math.max(most, live.size);
        expect(jobs.created).toBe(created);
        expect(jobs.held()).toEqual([...live.keys()].toSorted((a, b) => a - b));
        for (const [row, id] of live) expect(jobs.id[row]).toBe(id);
      }
      expect(jobs.id.length).toBeLessThanOrEqual(Math.max(64, 2 * most));
    }),
  );
});

test('the table keeps its jobs when it grows', () => {
  const jobs = new JobTable();
  const rows = Array.from({ length: 1000 }, (_, i) => jobs.create(i, i % 3, i / 7));
  expect(new Set(rows).size).toBe(1000);
  for (const [i, row] of rows.entries()) {
    expect([jobs.id[row], jobs.arrival[row], jobs.class[row], jobs.size[row], jobs.customer[row]]).toEqual([i, i, i % 3, i / 7, NONE]);
  }
});

test('the view shows the job of its row, with the priority of its class', () => {
  const jobs = new JobTable();
  const view = new JobView(jobs, [{ name: 'a', priority: 5, weight: 1 }, { name: 'b', priority: -1, weight: 1 }], false);
  const first = jobs.create(1, 0, 2);
  const second = jobs.create(3, 1, 4);
  jobs.age[second] = 0.5;
  const shown = (row: number) => {
    const { id, class: jobClass, arrival, size, age, priority } = view.at(row);
    return [id, jobClass, arrival, size, age, priority];
  };
  expect(shown(first)).toEqual([0, 0, 1, 2, 0, 5]);
  expect(shown(second)).toEqual([1, 1, 3, 4, 0.5, -1]);
});
