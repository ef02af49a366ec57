import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { each, meld, pop, push } from '../../src/kernel/mechanisms/heap.ts';
import { JobTable, NONE } from '../../src/kernel/jobs.ts';

/** Few different ranks, so that ties are common. */
const ranks = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 60 });

function heapOf(jobs: JobTable, values: readonly number[]): { root: number; rows: number[] } {
  let root = NONE;
  const rows: number[] = [];
  for (const rank of values) {
    const row = jobs.create(0, 0, 1);
    jobs.rank[row] = rank;
    jobs.order[row] = jobs.id[row];
    root = push(jobs, root, row);
    rows.push(row);
  }
  return { root, rows };
}

function drained(jobs: JobTable, root: number): readonly number[] {
  const rows: number[] = [];
  for (let top = root; top !== NONE; top = pop(jobs, top)) rows.push(top);
  return rows;
}

function sorted(jobs: JobTable, rows: readonly number[]): readonly number[] {
  return rows.toSorted((a, b) => jobs.rank[a] - jobs.rank[b] || jobs.order[a] - jobs.order[b]);
}

describe('a heap', () => {
  test('gives its rows by rank, then order', () => {
    fc.assert(
      fc.property(ranks, (values) => {
        const jobs = new JobTable();
        const { root, rows } = heapOf(jobs, values);
        expect(drained(jobs, root)).toEqual(sorted(jobs, rows));
      }),
    );
  });

  test('melded with another gives the rows of both, whatever was taken before', () => {
    fc.assert(
      fc.property(ranks, ranks, fc.nat(20), (left, right, taken) => {
        const jobs = new JobTable();
        const a = heapOf(jobs, left);
        const b = heapOf(jobs, right);
        let [rootA, rootB] = [a.root, b.root];
        const gone = new Set<number>();
        for (let i = 0; i < taken && rootA !== NONE && rootB !== NONE; i++) {
          gone.add(rootA).add(rootB);
          [rootA, rootB] = [pop(jobs, rootA), pop(jobs, rootB)];
        }
        const remaining = [...a.rows, ...b.rows].filter((row) => !gone.has(row));
        expect(drained(jobs, meld(jobs, rootA, rootB))).toEqual(sorted(jobs, remaining));
      }),
    );
  });

  test('visits every row once', () => {
    fc.assert(
      fc.property(ranks, fc.nat(30), (values, taken) => {
        const jobs = new JobTable();
        const { root, rows } = heapOf(jobs, values);
        let top = root;
        const gone = new Set<number>();
        for (let i = 0; i < taken && top !== NONE; i++) {
          gone.add(top);
          top = pop(jobs, top);
        }
        const seen: number[] = [];
        each(jobs, top, (row) => seen.push(row));
        expect(seen.toSorted((a, b) => a - b)).toEqual(rows.filter((row) => !gone.has(row)).toSorted((a, b) => a - b));
      }),
    );
  });
});

test('a row taken from one heap may go into another', () => {
  const jobs = new JobTable();
  const { root } = heapOf(jobs, [3, 1, 2, 1]);
  const rest = pop(jobs, root);
  const other = push(jobs, NONE, root);
  expect(drained(jobs, other)).toEqual([root]);
  expect(drained(jobs, rest).map((row) => jobs.rank[row])).toEqual([1, 2, 3]);
});
