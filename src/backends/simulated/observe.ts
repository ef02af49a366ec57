import { simulate } from '../../kernel/simulation.ts';
import type { Account } from '../../kernel/account.ts';
import type { Recorder } from '../../model.ts';
import { stream } from '../../random/stream.ts';
import type { Scenario } from '../../scenario.ts';

export type { Account } from '../../kernel/account.ts';

/** Runs replication number `index` of a scenario, the same that `replicate` runs, before a recorder of one's own. */
export function observe(scenario: Scenario, index: number, recorder: Recorder): Account {
  return simulate(scenario, recorder, (name) => stream(`${scenario.seed}/${index}/${name}`));
}
