import type { Scenario } from '../../scenario.ts';
import { pathOf, streamsOf } from './path.ts';
import { recorded } from './identified.ts';

type Period = readonly [start: number, end: number];

/** Rounding of times after a few hundred jobs. */
const SLACK = 1e-9;

/** Where the busy periods of one node of one slot differ from what Lindley's recursion makes of its jobs; undefined: nowhere. */
export function otherBusyPeriods(scenario: Scenario, jobs: number): string | undefined {
  const record = recorded(scenario, streamsOf(scenario), jobs);
  const known = record.sources.flatMap(({ process }) =>
    process.mechanism === 'recorded' ? Array.from(process.times, (arrival, job) => ({ arrival, size: process.sizes![job] })) : [],
  );
  const expected = busyPeriodsOf(known.toSorted((a, b) => a.arrival - b.arrival));
  const path = pathOf({ ...record, horizon: { unit: 'jobs', length: known.length, warmup: 0 } });
  const changes = path.filter(([event]) => event === 'busy').map(([, now]) => now as number);
  const seen = joined(Array.from({ length: changes.length / 2 }, (_, i) => [changes[2 * i], changes[2 * i + 1]]));
  const wrong = Array.from({ length: Math.max(seen.length, expected.length) }, (_, i) => i).find((i) => !near(seen[i], expected[i]));
  return wrong === undefined ? undefined : `busy period ${wrong} is ${words(seen[wrong])}, not ${words(expected[wrong])}`;
}

/** Lindley's recursion for the work left on one server: it never asks who is served. */
function busyPeriodsOf(jobs: readonly { readonly arrival: number; readonly size: number }[]): readonly Period[] {
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

function near(a: Period | undefined, b: Period | undefined): boolean {
  return a !== undefined && b !== undefined && a.every((time, i) => Math.abs(time - b[i]) < SLACK * (1 + time));
}

function words(period: Period | undefined): string {
  return period ? `from ${period[0]} to ${period[1]}` : 'not there';
}
