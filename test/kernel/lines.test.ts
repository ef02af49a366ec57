import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JobTable, JobView, NONE } from '../../src/kernel/jobs.ts';
import { linesFor } from '../../src/kernel/lines.ts';
import type { Ordered } from '../../src/policy.ts';

const steps = fc.array(fc.record({ add: fc.boolean(), station: fc.nat(2), size: fc.integer({ min: 1, max: 4 }) }), { maxLength: 120 });
const bySize: NonNullable<Ordered['rank']> = (job) => job.size;

describe.each([
  { ties: 'first' as const, rank: undefined },
  { ties: 'last' as const, rank: undefined },
  { ties: 'first' as const, rank: bySize },
  { ties: 'last' as const, rank: bySize },
])('lines with ties $ties, rank $rank', ({ ties, rank }) => {
  test('give the tasks of each station in the order of the discipline', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const jobs = new JobTable();
        const lines = linesFor({ mechanism: 'ordered', preemptive: false, ties, rank }, 3, jobs, new JobView(jobs, [{ name: 'job', priority: 0, weight: 1 }]));
        const waiting: { row: number; size: number; came: number }[][] = [[], [], []];
        for (const [came, { add, station, size }] of sequence.entries()) {
          if (add) {
            const row = jobs.create(0, 0, size);
            lines.add(station, row);
            waiting[station].push({ row, size, came });
            continue;
          }
          const line = waiting[station].toSorted(
            (a, b) => (rank ? a.size - b.size : 0) || (ties === 'first' ? a.came - b.came : b.came - a.came),
          );
          const expected = line[0];
          expect(lines.take(station)).toBe(expected?.row ?? NONE);
          if (!expected) continue;
          waiting[station] = waiting[station].filter((task) => task !== expected);
          jobs.release(expected.row);
        }
      }),
    );
  });
});
