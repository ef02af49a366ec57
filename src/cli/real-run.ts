/** schedlab run --backend threads: a scenario is carried out by real workers, and simulated on the jobs that these had. */
import { availableParallelism, totalmem } from 'node:os';
import { assembleExecution } from '../lab/execution/assemble.ts';
import { type Calibration, calibrate } from '../lab/execution/calibrate.ts';
import { checkFeasible, doubtsOf, type Machine } from '../lab/execution/feasible.ts';
import { type Listening, realScenario, type RealRuns, runReal } from '../lab/execution/run-real.ts';
import { experiment, inThisThread, type Replicator } from '../lab/experiment.ts';
import { crews, type Hire } from '../lab/parallel/crews.ts';
import { assemble } from '../lab/report.ts';
import { readDocument } from '../lab/scenario/document.ts';
import { type ExecutionPlan, executionSection, resolveExecution } from '../lab/scenario/execution.ts';
import { type Fault, ScenarioError } from '../lab/scenario/faults.ts';
import type { LoadedScenario } from '../lab/scenario/load-scenario.ts';
import type { Result } from '../result.ts';
import { InputError } from './exit.ts';
import { asFault, callingsOf, Outcomes } from './real-calls.ts';
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
  /** Path of a file for the results of all jobs. */
  readonly results: string | undefined;
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

/** What came of real runs. */
export interface CarriedOut {
  readonly result: Result;
  /** What is to be said of jobs that were given up. */
  readonly lament: string | undefined;
}

/**
 * Carries the scenario out, and simulates it as planned, or the jobs of the real runs only. Calls are simulated afterwards,
 * with the sizes that they were measured to have. Throws a ScenarioError where a function cannot be had.
 */
export async function carryOut(from: FromFile, planned: ExecutionPlan, options: RealOptions): Promise<CarriedOut> {
  const outcomes = new Outcomes(from.loaded.scenario, planned.calls, options.results);
  try {
    const result = planned.calls.length > 0 ? await measureFirst(from, planned, options, outcomes) : await simulateFirst(from, planned, options, outcomes);
    outcomes.keep();
    return { result, lament: outcomes.lament };
  } catch (error) {
    outcomes.drop();
    throw asFault(error, planned, from);
  }
}

async function simulateFirst(from: FromFile, planned: ExecutionPlan, options: RealOptions, outcomes: Outcomes): Promise<Result> {
  const { loaded } = from;
  const result = await simulate(loaded, planned, options);
  if (options.signal.aborted) return result;
  const done = await work(from, planned, options, outcomes);
  return worthwhile(done.real) ? { ...result, execution: executionOf(loaded, planned, options, done) } : result;
}

async function measureFirst(from: FromFile, planned: ExecutionPlan, options: RealOptions, outcomes: Outcomes): Promise<Result> {
  const done = await work(from, planned, options, outcomes);
  if (!worthwhile(done.real)) throw new Error(outcomes.lament ?? 'stopped before any job was done');
  const known = outcomes.measured(from);
  // What has been measured is laid beside theory even where no more is to be done.
  const result = await simulate(known, asFarAs(done.real, planned), { ...options, simulated: options.simulated && !options.signal.aborted, signal: new AbortController().signal });
  return { ...result, execution: executionOf(from.loaded, planned, options, done, known) };
}

/** With fewer jobs there is nothing to simulate. */
const FEWEST_JOBS = 20;

/** The plan, as far as the first run went where it was stopped. */
function asFarAs({ runs: [first], interrupted }: RealRuns, planned: ExecutionPlan): ExecutionPlan {
  if (!interrupted) return planned;
  const { unit, length, warmup } = planned.horizon;
  const { endTime, completed, lost } = first.account;
  const reached = Math.min(length, unit === 'time' ? endTime : Math.max(FEWEST_JOBS, completed + lost));
  return { ...planned, horizon: { unit, length: reached, warmup: Math.min(warmup, Math.floor(reached / 2)) } };
}

async function simulate(loaded: LoadedScenario, planned: ExecutionPlan, { simulated, replicator, onSimulated, signal }: RealOptions): Promise<Result> {
  if (simulated) {
    const own = planned.calls.length > 0 ? inThisThread(loaded.scenario, signal) : replicator;
    return assemble(loaded, await experiment(loaded.scenario, loaded.plan, { replicator: own, onProgress: onSimulated }));
  }
  const { precision: _, ...plan } = loaded.plan;
  const scenario = realScenario(loaded.scenario, planned);
  const alone = { ...loaded, scenario, plan: { ...plan, replications: planned.replications } };
  return assemble(alone, await experiment(scenario, alone.plan, { replicator: inThisThread(scenario, signal) }));
}

interface Done {
  readonly real: RealRuns;
  readonly calibration: Calibration | undefined;
}

/** The real part. */
async function work({ loaded, parcel }: FromFile, planned: ExecutionPlan, { backend, calibrate: calibrates, signal, listening = {} }: RealOptions, outcomes: Outcomes): Promise<Done> {
  const scenario = realScenario(loaded.scenario, planned);
  const hire: Hire = await crews[backend]();
  const calls = planned.calls.length > 0 ? { callings: callingsOf(planned, parcel.file) } : {};
  const calibration = calibrates ? await calibrate(scenario, planned, hire, { signal, ...calls }) : undefined;
  return { real: await runReal(scenario, planned, hire, { ...listening, ...outcomes.listening, ...calls, signal }, calibration?.spin?.alone), calibration };
}

function worthwhile({ runs }: RealRuns): boolean {
  return runs.some(({ account }) => account.completed > 0);
}

/** `known`: the scenario with the sizes that were measured. */
function executionOf(loaded: LoadedScenario, planned: ExecutionPlan, { backend, replay }: RealOptions, { real, calibration }: Done, known?: LoadedScenario): Result['execution'] {
  const { cores, memory } = machine();
  return assembleExecution(loaded, planned, real, {
    backend,
    task: planned.calls.some((call) => call) ? 'call' : planned.task,
    machine: { cores, memory, platform: `${process.platform} ${process.arch}`, node: process.version },
    doubts: doubtsOf(known?.scenario ?? loaded.scenario, planned, machine()),
    replayed: replay,
    calibration,
    ...(known && { measured: realScenario(known.scenario, planned) }),
  });
}

/** About how long the real runs take, in seconds. */
export function secondsOf({ scenario }: FromFile['loaded'], { horizon, unit, replications }: ExecutionPlan): number {
  const rate = scenario.sources.reduce((sum, { process }) => sum + (process.mechanism === 'closed' ? NaN : process.rate), 0);
  const time = horizon.unit === 'time' ? horizon.length : horizon.length / rate;
  return (time * unit * replications) / 1000;
}

function machine(): Machine {
  return { cores: availableParallelism(), memory: totalmem() };
}
