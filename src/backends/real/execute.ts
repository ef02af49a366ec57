import { type Calendar, calendarFor } from '../../kernel/calendar/calendar.ts';
import { System } from '../../kernel/system.ts';
import { Watch } from '../../kernel/watch.ts';
import type { Watcher } from '../../model.ts';
import { stream } from '../../random/stream.ts';
import type { Scenario } from '../../scenario.ts';
import { StreamingRecorder } from '../../stats/recorder.ts';
import type { Replicate } from '../simulated/replicate.ts';
import { type Calling, type DeadLetter, functionsOf, type TaskResult, type Unfinished } from './calls.ts';
import type { Crew, Hire, Terms } from './crew.ts';
import { Endings } from './endings.ts';
import type { Ledger } from './ledger.ts';
import { MeasuredService } from './measured-service.ts';
import { Operations } from './operations.ts';
import { spinRate } from './spin-rate.ts';
import { tasksOf } from './tasks.ts';
import { Turns, type TurnsSetup } from './turns.ts';
import { WorkerTimers } from './worker-timers.ts';

export interface Execution {
  /** What a task does: wait for as long as its size says, or compute as much as takes so long where nothing else runs. */
  readonly task: 'sleep' | 'spin';
  /** Steps of a spin that a worker does in a millisecond where nothing else runs. Where it is not given it is measured when the workers are there. */
  readonly spinRate?: number;
  /** Milliseconds in a time unit of the scenario. */
  readonly unit: number;
  /** By class, where the tasks of a class are calls instead. Their sizes are what they are measured to be. */
  readonly callings?: readonly (Calling | undefined)[];
  /** Is told of every job that is done, and what its call returned. */
  readonly onResult?: (result: TaskResult) => void;
  /** Is told of every job that was given up. */
  readonly onDeadLetter?: (letter: DeadLetter) => void;
  /** Is told, at the end, of every task that had come and was not done: a run ends with the last job that its horizon counts. */
  readonly onUnfinished?: (unfinished: Unfinished) => void;
  /** Is filled in with what tasks took beyond their plan. */
  readonly ledger?: Ledger;
  /** Ends the run early: what is done by then is what is reported. */
  readonly signal?: AbortSignal;
  /** Told of every job; takes its time in the thread that decides. */
  readonly watcher?: Watcher;
  /** Called every 20 ms, at `now` in time units: a moment to look at the crew. */
  readonly onTurn?: (crew: Crew, now: number) => void;
}

/** Where the time went that the plan does not know of; means per job, in time units. */
export interface Overheads {
  /** From when a job was due to come until it was dealt with. */
  readonly arrivalLateness: number;
  /** From when a slot was given a task until its worker began it, and from when it ended until that was noticed. */
  readonly dispatch: number;
  /** By how much tasks took longer than planned at the worker itself. */
  readonly inflation: number;
}

export interface Executed extends Replicate {
  readonly overheads: Overheads;
  /** By which sizes were made steps, where tasks spin. */
  readonly spinRate?: number;
}

/** The process is let attend to other things, such as signals, so often: milliseconds. */
const TURN_MS = 20;

/**
 * Runs one replication of a scenario in real time: the kernel decides under the very policies that it simulates, the
 * workers of a crew do what they are told, one for each slot, and clocks say how long it took. What fails is tried again
 * as the scenario says, else given up; what the scenario has fail is made to fail in fact. Holds the calling thread but for
 * a moment every 20 ms. Throws what `hire` throws, and an Error where a result cannot be sent back.
 */
export async function execute(given: Scenario, index: number, hire: Hire, execution: Execution): Promise<Executed> {
  const scenario = withRecovery(given);
  const { horizon, pool, classes, thresholds } = scenario;
  const calendar = calendarFor(scenario);
  const timers = new WorkerTimers(calendar, execution.unit);
  const streaming = new StreamingRecorder({ classes: classes.length, speeds: pool.nodes.map(({ speed }) => speed), horizon, ...(thresholds && { thresholds }) });
  const watch = execution.watcher && new Watch(execution.watcher, timers, streaming);
  const recorder = new MeasuredService(watch ?? streaming, given.pool.recovery !== undefined || given.pool.faults !== undefined, (job, jobClass, reason, after) => endings.buried(job, jobClass, reason, after));
  const operations = new Operations();
  const system = new System(scenario, recorder, (name) => stream(`${scenario.seed}/${index}/${name}`), watch ?? timers, operations);
  watch?.attach(system);
  if (!system.pool.mechanism.serving) throw new Error(`real workers serve one task at a time, which ${pool.discipline.name} and unlimited slots do not`);
  const crew = await hire([...system.pool.stations.slotNode], termsOf(scenario, execution));
  const turns = execution.task === 'spin' || execution.ledger ? new Turns(turnsOf(given, system, crew, (...cut) => endings.cut(...cut))) : undefined;
  const parts: Parts = { calendar, timers, recorder, system, watch, crew, operations, turns };
  const endings: Endings = new Endings(execution, parts);
  try {
    const rate = execution.task === 'spin' ? (execution.spinRate ?? (await spinRate(crew))) : undefined;
    operations.begin(system, crew, execution.ledger);
    timers.handOver(system.pool.mechanism, crew, tasksOf(system, scenario, execution, rate), turns);
    const overheads = await run(scenario, execution, parts, endings);
    if (execution.onUnfinished) for (const { job, class: jobClass, arrival, ...part } of system.present()) execution.onUnfinished({ job, ...(system.pool.forks && part), class: jobClass, arrival });
    const account = system.account();
    return { recording: streaming.finish(account.endTime), account, held: true, overheads, ...(rate !== undefined && { spinRate: rate }) };
  } finally {
    await crew.dismiss();
  }
}

/** Something may fail that nobody planned for: it is given up. Where jobs have copies, tries of their own are not provided for. */
function withRecovery(scenario: Scenario): Scenario {
  const { pool } = scenario;
  if (pool.faults || pool.recovery || pool.dispatch.needs.includes('cancel')) return scenario;
  return { ...scenario, pool: { ...pool, recovery: { sizes: 'same' } } };
}

function turnsOf({ pool }: Scenario, system: System, crew: Crew, onCut: TurnsSetup['onCut']): TurnsSetup {
  return {
    who: (slot) => ({ job: system.jobIn(slot).id, attempt: system.tryIn(slot) }),
    stepsOf: crew.steps?.bind(crew),
    afterwards: !pool.discipline.needs.includes('preempt') ? 'over' : pool.faults || pool.recovery ? 'either' : 'resumed',
    onCut,
  };
}

function termsOf({ pool }: Scenario, { callings = [], unit, signal }: Execution): Terms {
  const { heartbeat } = pool.recovery ?? {};
  return {
    functions: functionsOf(callings).functions,
    ...(heartbeat && { heartbeat: { everyMs: heartbeat.every * unit, misses: heartbeat.misses } }),
    ...(signal && { signal }),
  };
}

export interface Parts {
  readonly calendar: Calendar;
  readonly timers: WorkerTimers;
  readonly recorder: MeasuredService;
  readonly system: System;
  readonly watch: Watch | undefined;
  readonly crew: Crew;
  readonly operations: Operations;
  /** What slots are at, where it matters. */
  readonly turns: Turns | undefined;
}

async function run({ horizon }: Scenario, execution: Execution, parts: Parts, endings: Endings): Promise<Overheads> {
  const { unit, signal, onTurn } = execution;
  const { calendar, timers, system, watch, crew, operations } = parts;
  const start = crew.now();
  const clock = () => (crew.now() - start) / unit;
  const [lastJob, lastTime] = horizon.unit === 'jobs' ? [horizon.length, Infinity] : [Infinity, horizon.length];
  let turn = TURN_MS / unit;
  let [arrivals, lateness] = [0, 0];
  while (system.departed < lastJob) {
    const timer = calendar.first();
    const due = calendar.time(timer);
    const now = clock();
    if (Math.min(now, due) >= lastTime || signal?.aborted || (due === Infinity && system.pool.inPool === 0)) break;
    if (now >= turn) {
      onTurn?.(crew, now);
      await new Promise((resolve) => setImmediate(resolve));
      turn = now + TURN_MS / unit;
      continue;
    }
    if (due <= now) {
      timers.now = Math.max(timers.now, due);
      timers.late = now - due;
      arrivals++;
      lateness += now - due;
      system.fire(timer);
      watch?.look();
      continue;
    }
    if (operations.look(Math.max(timers.now, now), timers)) {
      watch?.look();
      continue;
    }
    const slot = crew.next();
    if (slot < 0) {
      const waiting = crew.wait((Math.min(due, lastTime, turn) - now) * unit);
      if (waiting) await waiting;
      continue;
    }
    timers.now = Math.max(timers.now, now);
    timers.late = 0;
    endings.take(slot);
    watch?.look();
  }
  timers.now = Math.max(timers.now, Math.min(clock(), lastTime));
  const jobs = Math.max(1, system.pool.completed);
  return { arrivalLateness: lateness / Math.max(1, arrivals), dispatch: endings.dispatch / jobs, inflation: endings.inflation / jobs };
}
