import { simulate } from '../../kernel/simulation.ts';
import type { Account } from '../../kernel/account.ts';
import type { Scenario } from '../../scenario.ts';
import { stream } from '../../random/stream.ts';
import { StreamingRecorder } from '../../stats/recorder.ts';
import type { Recording } from '../../stats/recording.ts';

/** What one replication yields: plain data. */
export interface Replicate {
  readonly recording: Recording;
  readonly account: Account;
  /** Slots were held for longer than the work in them took, as real ones are. */
  readonly held?: true;
}

/**
 * Runs replication number `index` of a scenario. Its streams are named `seed/index/…`, so that it is the same whoever
 * runs it, whenever, and that policies under one seed meet the same jobs.
 */
export function replicate(scenario: Scenario, index: number): Replicate {
  const recorder = new StreamingRecorder({
    classes: scenario.classes.length,
    speeds: scenario.pool.nodes.map(({ speed }) => speed),
    horizon: scenario.horizon,
    ...(scenario.bySize && { bySize: true }),
    ...(scenario.thresholds && { thresholds: scenario.thresholds }),
  });
  const account = simulate(scenario, recorder, (name) => stream(`${scenario.seed}/${index}/${name}`));
  return { recording: recorder.finish(account.endTime), account };
}
