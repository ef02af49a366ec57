import { Calendar } from '../../kernel/calendar.ts';
import { System } from '../../kernel/system.ts';
import { Watch } from '../../kernel/watch.ts';
import type { Watcher } from '../../model.ts';
import { stream } from '../../random/stream.ts';
import type { Scenario } from '../../scenario.ts';
import { StreamingRecorder } from '../../stats/recorder.ts';
import type { Replicate } from '../simulated/replicate.ts';
import type { Crew, Hire, Task } from './crew.ts';
import { MeasuredService } from './measured-service.ts';
import { WorkerTimers } from './worker-timers.ts';

export interface Execution {
  /** What a task does for as long as its size says: wait, or keep a processor busy. */
  readonly task: Task['kind'];
  /** Milliseconds in a time unit of the scenario. */
  readonly unit: number;
  /** Ends the run early: what is done by then is what is reported. */
  readonly signal?: AbortSignal;
  /** Told of every job; takes its time in the thread that decides. */
  readonly watcher?: Watcher;
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
}

/** The process is let attend to other things, such as signals, so often: milliseconds. */
const TURN_MS = 20;

/**
 * Runs one replication of a scenario in real time: the kernel decides under the very policies that it simulates, the
 * workers of a crew do what they are told, one for each slot, and clocks say how long it took. Holds the calling thread
 * but for a moment every 20 ms.
 */
export async function execute(scenario: Scenario, index: number, hire: Hire, execution: Execution): Promise<Executed> {
  const slots = scenario.pool.nodes.reduce((sum, node) => sum + node.slots, 0);
  const crew = await hire(slots);
  try {
    return await run(scenario, index, crew, execution);
  } finally {
    await crew.dismiss();
  }
}

async function run(scenario: Scenario, index: number, crew: Crew, { task, unit, signal, watcher }: Execution): Promise<Executed> {
  const { horizon, pool, classes, thresholds } = scenario;
  const calendar = new Calendar();
  const timers = new WorkerTimers(calendar, crew, { task, unit });
  const streaming = new StreamingRecorder({ classes: classes.length, speeds: pool.nodes.map(({ speed }) => speed), horizon, ...(thresholds && { thresholds }) });
  const watch = watcher && new Watch(watcher, timers, streaming);
  const recorder = new MeasuredService(watch ?? streaming);
  const system = new System(scenario, recorder, (name) => stream(`${scenario.seed}/${index}/${name}`), watch ?? timers);
  watch?.attach(system);
  const { mechanism } = system.pool;
  timers.handOver(mechanism);
  const start = crew.now();
  const clock = () => (crew.now() - start) / unit;
  const [lastJob, lastTime] = horizon.unit === 'jobs' ? [horizon.length, Infinity] : [Infinity, horizon.length];
  let turn = TURN_MS / unit;
  let [arrivals, lateness, dispatch, inflation] = [0, 0, 0, 0];
  while (system.departed < lastJob) {
    const timer = calendar.first();
    const due = calendar.time(timer);
    const now = clock();
    if (Math.min(now, due) >= lastTime || signal?.aborted) break;
    if (now >= turn) {
      await new Promise((resolve) => setImmediate(resolve));
      turn = now + TURN_MS / unit;
      continue;
    }
    if (due <= now) {
      timers.now = Math.max(timers.now, due);
      arrivals++;
      lateness += now - due;
      system.fire(timer);
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
    const worked = crew.worked(slot) / unit;
    recorder.service = timers.served(slot);
    dispatch += recorder.service - worked;
    inflation += worked - timers.planned(slot);
    mechanism.fire(slot);
    watch?.look();
  }
  timers.now = Math.max(timers.now, Math.min(clock(), lastTime));
  const account = system.account();
  const jobs = Math.max(1, account.completed);
  return {
    recording: streaming.finish(account.endTime),
    account,
    overheads: { arrivalLateness: lateness / Math.max(1, arrivals), dispatch: dispatch / jobs, inflation: inflation / jobs },
  };
}
