import { simulateWatched } from '../../kernel/watched-simulation.ts';
import type { Watcher } from '../../model.ts';
import { stream } from '../../random/stream.ts';
import type { Scenario } from '../../scenario.ts';

/** Runs replication number `index` of a scenario, the same that `replicate` runs, before a watcher, until `enough` was seen; returns the time at the end. */
export function watch(scenario: Scenario, index: number, watcher: Watcher, enough: () => boolean): number {
  return simulateWatched(scenario, watcher, (name) => stream(`${scenario.seed}/${index}/${name}`), enough);
}
