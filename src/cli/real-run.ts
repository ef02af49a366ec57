/** schedlab run --backend threads: a scenario is carried out by real workers, and simulated on the jobs that these had. */
import { availableParallelism, totalmem } from 'node:os';
import { assembleExecution } from '../lab/execution/assemble.ts';
import { calibrate } from '../lab/execution/calibrate.ts';
import { checkFeasible, doubtsOf, type Machine } from '../lab/execution/feasible.ts';
import { type Listening, realScenario, runReal } from '../lab/execution/run-real.ts';
import { experiment, inThisThread, type Replicator } from '../lab/experiment.ts';
import { crews, type Hire } from '../lab/parallel/crews.ts';
import { assemble } from '../lab/report.ts';
import { readDocument } from '../lab/scenario/document.ts';
import { type ExecutionPlan, executionSection, resolveExecution } from '../lab/scenario/execution.ts';
import { type Fault, ScenarioError } from '../lab/scenario/faults.ts';
import type { Result } from '../result.ts';
import { InputError } from './exit.ts';
import type { FromFile } from './scenario-file.ts';

export type RealBackend = keyof typeof crews;

/** Who is to carry the scenario out. */
export interface Backends {
  /** Whether it is also simulated as its section `run` says. */
  readonly simulated: boolean;
  readonly real: RealBackend | undefined;
}

/** `simulated,threads`; throws an InputError. */
export function backendsIn(text: string): Backends {
  const known = ['simulated', ...Object.keys(crews)];
  const names = text.split(',').map((name) => name.trim());
  const wrong = names.find((name) => !known.includes(name));
  if (wrong !== undefined) throw new InputError(`--backend ${text}: unknown backend ${JSON.stringify(wrong)}; allowed: ${known.join(', ')}, or simulated with one of the others, as in simulated,threads`);
  const real = [...new Set(names.filter((name) => name !== 'simulated'))] as RealBackend[];
  if (real.length > 1) throw new InputError(`--backend ${text}: one at a time of ${real.join(' and ')}`);
  return { simulated: names.includes('simulated'), real: real[0] };
}

export interface RealOptions {
  readonly backend: RealBackend;
  /** Whether the scenario is also simulated as its section `run` says. */
  readonly simulated: boolean;
  readonly calibrate: boolean;
  readonly replay: boolean;
  /** Who simulates, where it is more than the jobs of the real runs. */
  readonly replicator: Replicator;
  readonly onSimulated: (done: number, total: number) => void;
  readonly listening?: Omit<Listening, 'signal'>;
  readonly signal: AbortSignal;
}

/** Throws a ScenarioError where real workers cannot do it, before anything is started. */
export function planReal({ loaded, parcel }: FromFile): ExecutionPlan {
  const faults: Fault[] = [];
  const planned = loaded.execution ?? resolveExecution(executionSection.parse({}), loaded.unit, loaded.scenario, faults);
  checkFeasible(loaded.scenario, machine(), faults);
  if (!planned || faults.length > 0) {
    const { locate } = readDocument(parcel.file, parcel.text, parcel.overrides);
    throw new ScenarioError(parcel.file, faults.map(locate));
  }
  return planned;
}

/** Simulates as planned, or the jobs of the real runs only; then carries these out. */
export async function carryOut({ loaded }: FromFile, planned: ExecutionPlan, options: RealOptions): Promise<Result> {
  const { backend, simulated, signal, listening = {} } = options;
  const scenario = realScenario(loaded.scenario, planned);
  const { precision: _, ...plan } = loaded.plan;
  const alone = { ...loaded, scenario, plan: { ...plan, replications: planned.replications } };
  const measured = simulated
    ? await experiment(loaded.scenario, loaded.plan, { replicator: options.replicator, onProgress: options.onSimulated })
    : await experiment(scenario, alone.plan, { replicator: inThisThread(scenario, signal) });
  const result = assemble(simulated ? loaded : alone, measured);
  if (signal.aborted) return result;
  const hire: Hire = await crews[backend]();
  const calls = listening.callings ? { callings: listening.callings } : {};
  const calibration = options.calibrate ? await calibrate(scenario, planned, hire, { signal, ...calls }) : undefined;
  const real = await runReal(scenario, planned, hire, { ...listening, signal });
  if (real.runs.length === 0 || real.runs.every(({ account }) => account.completed === 0)) return result;
  const { cores, memory } = machine();
  const execution = assembleExecution(loaded, planned, real, {
    backend,
    task: planned.task,
    machine: { cores, memory, platform: `${process.platform} ${process.arch}`, node: process.version },
    doubts: doubtsOf(scenario, planned, machine()),
    replayed: options.replay,
    calibration,
  });
  return { ...result, execution };
}

/** About how long the real runs take, in seconds. */
export function secondsOf({ scenario }: FromFile['loaded'], { horizon, unit, replications }: ExecutionPlan): number {
  const { rate } = scenario.workload;
  const time = horizon.unit === 'time' ? horizon.length : horizon.length / rate;
  return (time * unit * replications) / 1000;
}

function machine(): Machine {
  return { cores: availableParallelism(), memory: totalmem() };
}
