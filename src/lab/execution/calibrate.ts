/** Measures the machine, so that a prediction can include what it takes. */
import type { Crew, Hire } from '../../backends/real/crew.ts';
import { execute } from '../../backends/real/execute.ts';
import { type Beyond, Ledger } from '../../backends/real/ledger.ts';
import { crowdedRate, spinRate } from '../../backends/real/spin-rate.ts';
import { type Holding, type Reach, replicateHolding } from '../../backends/simulated/holding.ts';
import type { Replicate } from '../../backends/simulated/replicate.ts';
import type { Stream } from '../../model.ts';
import { choice } from '../../random/choice.ts';
import { stream } from '../../random/stream.ts';
import type { Scenario } from '../../scenario.ts';
import type { ExecutionPlan } from '../scenario/execution.ts';
import type { Listening } from './run-real.ts';

/** What a machine takes beyond what tasks are to take: samples in time units, one of each task. */
export interface Calibration {
  readonly samples: readonly Beyond[];
  /** Tasks of no length handed over one after the other: how many a second, and how long each took in time units. */
  readonly handOver: { readonly perSecond: number; readonly mean: number };
  /** Where tasks spin: steps that a worker does in a millisecond while no other works, and while all do. */
  readonly spin?: { readonly alone: number; readonly together: number };
}

/** Milliseconds. */
const TASKS_MS = 1500;
const HAND_OVER_MS = 300;

/**
 * Runs other jobs of the same scenario for a second and a half, under its own load, and tasks of no length one after the
 * other; where tasks spin, it first finds out how fast workers compute. Throws what `execute` throws.
 */
export async function calibrate(scenario: Scenario, { task, unit }: ExecutionPlan, hire: Hire, listening: Pick<Listening, 'callings' | 'signal'> = {}): Promise<Calibration> {
  const spin = task === 'spin' ? await rates(scenario, hire, listening.signal) : undefined;
  const ledger = new Ledger();
  const other: Scenario = { ...scenario, seed: `${scenario.seed}/calibration`, horizon: { unit: 'time', length: TASKS_MS / unit, warmup: 0 } };
  await execute(other, 0, hire, { task, unit, ledger, ...listening, ...(spin && { spinRate: spin.alone }) });
  const crew = await hire([0], listening.signal ? { signal: listening.signal } : {});
  try {
    return { samples: ledger.all(), handOver: await handOver(crew, unit), ...(spin && { spin }) };
  } finally {
    await crew.dismiss();
  }
}

async function rates({ pool: { nodes } }: Scenario, hire: Hire, signal: AbortSignal | undefined): Promise<NonNullable<Calibration['spin']>> {
  const nodeOfSlot = nodes.flatMap(({ slots }, node) => new Array<number>(slots).fill(node));
  const crew = await hire(nodeOfSlot, signal ? { signal } : {});
  try {
    const alone = await spinRate(crew);
    return { alone, together: await crowdedRate(crew, nodeOfSlot.length, alone) };
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

/**
 * Runs the simulator on replication `index`, every task taking beyond its size what one of those that were measured took,
 * drawn at random; where tasks spin, in proportion to its size, since they slow one another down.
 */
export function predict(scenario: Scenario, index: number, { samples, spin }: Calibration, reach?: Reach): Replicate {
  const chance = stream(`${scenario.seed}/${index}/machine`);
  const beyond = samples.map(({ arrival, dispatch, restart, service }) => arrival + dispatch + restart + (spin ? 0 : service));
  const drawn = () => (beyond.length === 0 ? 0 : beyond[chance.integer(beyond.length)]);
  const stretch = spin ? stretchOf(samples) : undefined;
  const holding: Holding = { beyond: (_, planned) => drawn() + (stretch ? planned * stretch(chance) : 0) };
  return replicateHolding(scenario, index, holding, reach);
}

/** Draws by how much tasks took longer, relative to their plan: as often as there was work that was slowed down so. */
function stretchOf(samples: readonly Beyond[]): (chance: Stream) => number {
  const timed = samples.filter(({ planned }) => planned > 0);
  if (timed.length === 0) return () => 0;
  const index = choice(timed.map(({ planned }) => planned));
  const stretches = timed.map(({ planned, service }) => service / planned);
  return (chance) => stretches[index(chance)];
}
