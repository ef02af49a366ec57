import { expect } from 'vitest';
import { TournamentCalendar } from '../../src/kernel/calendar/tournament-calendar.ts';
import { System } from '../../src/kernel/system.ts';
import type { Recorder } from '../../src/model.ts';
import { stream } from '../../src/random/stream.ts';
import type { Scenario } from '../../src/scenario.ts';

/** What is done to a system from outside, as real workers do it. */
export type Act = (system: System) => void;

/** Plays a scenario until then, with acts at the times given, in order; no job and no work is lost or made up. */
export function playActs(scenario: Scenario, recorder: Recorder, acts: readonly (readonly [number, Act])[], until: number): void {
  const calendar = new TournamentCalendar();
  const system = new System(scenario, recorder, stream, calendar);
  for (const [time, act] of [...acts, [until, () => undefined] as const]) {
    while (calendar.time(calendar.first()) < time) {
      calendar.now = calendar.time(calendar.first());
      system.fire(calendar.first());
    }
    calendar.now = time;
    act(system);
  }
  const { arrived, completed, lost, unfinished, arrivedWork, addedWork, completedWork, lostWork, withdrawnWork, unfinishedWork } = system.account();
  expect(completed + lost + unfinished).toBe(arrived);
  expect(completedWork + lostWork + withdrawnWork + unfinishedWork).toBeCloseTo(arrivedWork + addedWork, 9);
}
