import { watch } from '../backends/simulated/watch.ts';
import type { Watcher } from '../model.ts';
import type { Scenario } from '../scenario.ts';

/** Simulates the first replication once more before a watcher, until `enough` was seen or it is over; returns the time then. */
export function watchFirst(scenario: Scenario, watcher: Watcher, enough: () => boolean): number {
  return watch(scenario, 0, watcher, enough);
}
