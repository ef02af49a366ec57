import type { Stream, Watcher } from '../model.ts';
import type { Scenario } from '../scenario.ts';
import { calendarFor } from './calendar/calendar.ts';
import { System } from './system.ts';
import { Watch } from './watch.ts';

/**
 * Runs one replication as `simulate` does and tells a watcher of every job, until it has seen `enough` or the horizon is
 * reached. Returns the time at the end. A loop of its own, so that runs that nobody watches are no slower.
 */
export function simulateWatched(scenario: Scenario, watcher: Watcher, stream: (name: string) => Stream, enough: () => boolean = () => false): number {
  const { unit, length } = scenario.horizon;
  const [lastJob, lastTime] = unit === 'jobs' ? [length, Infinity] : [Infinity, length];
  const calendar = calendarFor(scenario);
  const watch = new Watch(watcher, calendar);
  const system = new System(scenario, watch, stream, watch);
  watch.attach(system);
  while (system.departed < lastJob && !enough()) {
    const timer = calendar.first();
    const time = calendar.time(timer);
    if (time > lastTime || time === Infinity) return lastTime < Infinity ? lastTime : calendar.now;
    calendar.now = time;
    system.fire(timer);
    watch.look();
  }
  return calendar.now;
}
