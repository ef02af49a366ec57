import type { AccumulatingRecorder } from '../accumulators.ts';
import type { Recorder, Stream } from '../model.ts';
import type { Scenario } from '../scenario.ts';
import { type Calendar, calendarFor } from './calendar/calendar.ts';
import type { Account } from './account.ts';
import { runPlain } from './plain/plain.ts';
import { System } from './system.ts';

/**
 * Runs one replication of a scenario in simulated time to its horizon, and tells the recorder what happens.
 * `stream` makes this replication's streams by name.
 */
export function simulate(scenario: Scenario, recorder: AccumulatingRecorder, stream: (name: string) => Stream): Account {
  if (!recorder.accumulators) return simulateAny(scenario, recorder, stream);
  const plain = runPlain(scenario, recorder.accumulators, stream);
  return 'account' in plain ? plain.account : simulateAny(plain.left, recorder, stream);
}

function simulateAny(scenario: Scenario, recorder: Recorder, stream: (name: string) => Stream): Account {
  const calendar = calendarFor(scenario);
  const system = new System(scenario, recorder, stream, calendar);
  run(system, calendar, scenario);
  return system.account();
}

function run(system: System, calendar: Calendar, { horizon: { unit, length } }: Scenario): void {
  const lastTime = unit === 'time' ? length : Infinity;
  const lastJob = unit === 'jobs' ? length : Infinity;
  const { pool } = system;
  const mechanism = pool.known;
  const slotTimers = pool.mechanism.timers;
  while (pool.completed + pool.lost < lastJob) {
    const timer = calendar.first();
    const time = calendar.time(timer);
    if (time > lastTime || time === Infinity) break;
    calendar.now = time;
    // As system.fire does: without that call for slots M/M/1 is 5 % faster.
    if (timer < slotTimers) mechanism.fire(timer);
    else system.fire(timer);
  }
  if (lastTime < Infinity) calendar.now = lastTime;
}
