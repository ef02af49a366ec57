/** Measures the machine, so that a prediction can include what it takes. */
import type { Crew, Hire } from '../../backends/real/crew.ts';
import { execute } from '../../backends/real/execute.ts';
import { type Beyond, Ledger } from '../../backends/real/ledger.ts';
import { type Holding, replicateHolding } from '../../backends/simulated/holding.ts';
import type { Replicate } from '../../backends/simulated/replicate.ts';
import { stream } from '../../random/stream.ts';
import type { Scenario } from '../../scenario.ts';
import type { ExecutionPlan } from '../scenario/execution.ts';
import type { Listening } from './run-real.ts';

/** What a machine takes beyond what tasks are to take: samples in time units, one of each task. */
export interface Calibration {
  readonly samples: readonly Beyond[];
  /** Tasks of no length handed over one after the other: how many a second, and how long each took in time units. */
  readonly handOver: { readonly perSecond: number; readonly mean: number };
}

/** Milliseconds. */
const TASKS_MS = 1500;
const HAND_OVER_MS = 300;

/**
 * Runs other jobs of the same scenario for a second and a half, under its own load, and tasks of no length one after the
 * other. Throws what `execute` throws.
 */
export async function calibrate(scenario: Scenario, { task, unit }: ExecutionPlan, hire: Hire, listening: Pick<Listening, 'callings' | 'signal'> = {}): Promise<Calibration> {
  const ledger = new Ledger();
  const other: Scenario = { ...scenario, seed: `${scenario.seed}/calibration`, horizon: { unit: 'time', length: TASKS_MS / unit, warmup: 0 } };
  await execute(other, 0, hire, { task, unit, ledger, ...listening });
  const crew = await hire([0], listening.signal ? { signal: listening.signal } : {});
  try {
    return { samples: ledger.all(), handOver: await handOver(crew, unit) };
  } finally {
    await crew.dismiss();
  }
}

async function handOver(crew: Crew, unit: number): Promise<Calibration['handOver']> {
  const start = crew.now();
  let done = 0;
  while (crew.now() - start < HAND_OVER_MS) {
    crew.begin(0, { kind: 'sleep', duration: 0 });
    while (crew.next() < 0) await crew.wait(1);
    done++;
  }
  const elapsed = crew.now() - start;
  return { perSecond: (1000 * done) / elapsed, mean: elapsed / done / unit };
}

/** Runs the simulator on replication `index`, every task taking beyond its size what one of those that were measured took, drawn at random. */
export function predict(scenario: Scenario, index: number, { samples }: Calibration): Replicate {
  const chance = stream(`${scenario.seed}/${index}/machine`);
  const beyond = samples.map(({ arrival, dispatch, service }) => arrival + dispatch + service);
  const holding: Holding = { beyond: () => (beyond.length === 0 ? 0 : beyond[chance.integer(beyond.length)]) };
  return replicateHolding(scenario, index, holding);
}
