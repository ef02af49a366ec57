import { expect, test } from 'vitest';
import { central } from '../../src/dispatchers/central.ts';
import { identified } from './identified.ts';
import { disciplines, dispatchers, holdsFor, label } from './laws.ts';
import { pathOf, streamsOf } from './observe.ts';
import { scenarioFor, workloads } from './spread.ts';
import { type TracedJob, dispatchBy, scenarioOf, traceOf } from './scenarios.ts';

type Period = readonly [start: number, end: number];

const SLACK = 1e-9;

/** Lindley's recursion for the work left on one server: it never asks who is served. */
function busyPeriodsOf(jobs: readonly TracedJob[]): readonly Period[] {
  const periods: [number, number][] = [];
  for (const { arrival, size } of jobs) {
    const last = periods.at(-1);
    if (last && arrival <= last[1]) last[1] += size;
    else periods.push([arrival, arrival + size]);
  }
  return joined(periods);
}

/** Periods that touch are one: whether a slot is idle for no time between them is a matter of simultaneous events. */
function joined(periods: readonly Period[]): readonly Period[] {
  const result: [number, number][] = [];
  for (const [start, end] of periods) {
    const last = result.at(-1);
    if (last && start - last[1] <= SLACK) last[1] = end;
    else result.push([start, end]);
  }
  return result;
}

const recordable = workloads.filter((workload) => workload.sources(1).every(({ process }) => process.mechanism === 'open'));

function jobsOf(workload: (typeof workloads)[number], seed: string): readonly TracedJob[] {
  const scenario = { ...scenarioFor({ name: 'one slot', nodes: [{}] }, workload, dispatchBy(central), disciplines[0]), seed };
  const { scenario: known, sizes } = identified(scenario, streamsOf(scenario));
  const jobs = known.sources.flatMap(({ process }) =>
    process.mechanism === 'recorded'
      ? Array.from(process.times.subarray(0, 150), (arrival, job) => ({
          arrival,
          size: sizes[process.classes![job]],
          priority: known.classes[process.classes![job]].priority,
        }))
      : [],
  );
  return jobs.toSorted((a, b) => a.arrival - b.arrival);
}

for (const discipline of disciplines) {
  test.runIf(holdsFor('busy periods', discipline))(`${label(discipline)} is busy when every discipline is`, () => {
    for (const dispatch of dispatchers.filter((each) => holdsFor('busy periods', each))) {
      for (const workload of recordable) {
        const jobs = jobsOf(workload, 'busy');
        const path = pathOf(scenarioOf({ ...traceOf(jobs), dispatch, discipline, jobs: jobs.length }));
        const changes = path.filter(([event]) => event === 'busy').map(([, now]) => now as number);
        const seen = joined(Array.from({ length: changes.length / 2 }, (_, i) => [changes[2 * i], changes[2 * i + 1]]));
        const expected = busyPeriodsOf(jobs);
        expect(seen.length, `${label(dispatch)}, ${workload.name}`).toBe(expected.length);
        for (const [i, [start, end]] of seen.entries()) {
          expect(Math.abs(start - expected[i][0])).toBeLessThan(SLACK * (1 + start));
          expect(Math.abs(end - expected[i][1])).toBeLessThan(SLACK * (1 + end));
        }
      }
    }
  });
}
