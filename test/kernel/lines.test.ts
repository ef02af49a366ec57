import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JobTable, JobView, NONE } from '../../src/kernel/jobs.ts';
import { TournamentCalendar } from '../../src/kernel/calendar/tournament-calendar.ts';
import { linesFor } from '../../src/kernel/mechanisms/lines.ts';
import type { Workings } from '../../src/kernel/mechanisms/mechanism.ts';
import { Stations } from '../../src/kernel/stations.ts';
import type { Ordered } from '../../src/policy.ts';
import { stream } from '../../src/random/stream.ts';

const steps = fc.array(fc.record({ add: fc.boolean(), station: fc.nat(2), size: fc.integer({ min: 1, max: 4 }) }), { maxLength: 120 });
const bySize: NonNullable<Ordered['rank']> = (job) => job.size;

const ignore = () => {};

/** Three stations of one slot each, at which nobody is told anything. */
function workingsOf(jobs: JobTable): Workings {
  const node = { slots: 1, speed: 1, capacity: Infinity };
  return {
    calendar: new TournamentCalendar(),
    jobs,
    job: new JobView(jobs, [{ name: 'job', priority: 0, weight: 1 }], false),
    stations: new Stations([node, node, node], false),
    host: { busy: ignore, started: ignore, discard: ignore, beginsAgain: ignore, done: ignore },
    classes: 1,
    stream: stream('lines'),
    withdraws: false,
    closes: false,
    tellStarts: false,
  };
}

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
        const discipline: Ordered = { mechanism: 'ordered', preemptive: false, ties, ...(rank && { rank }) };
        const lines = linesFor([discipline, discipline, discipline], workingsOf(jobs));
        const waiting: { row: number; size: number; came: number }[][] = [[], [], []];
        for (const [came, { add, station, size }] of sequence.entries()) {
          if (add) {
            const row = jobs.create(0, 0, size);
            // As mechanisms do: of equal ranks the smaller order is first.
            jobs.order[row] = ties === 'first' ? came : -came;
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
