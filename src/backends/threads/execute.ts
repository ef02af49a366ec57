import { Calendar } from '../../kernel/calendar.ts';
import { System } from '../../kernel/system.ts';
import type { Recorder } from '../../model.ts';
import { stream } from '../../random/stream.ts';
import type { Scenario } from '../../scenario.ts';
import { StreamingRecorder } from '../../stats/recorder.ts';
import type { Replicate } from '../simulated/replicate.ts';
import { Crew } from './crew.ts';
import { SLEEP, SPIN } from './protocol.ts';
import { WorkerTimers } from './worker-timers.ts';

export interface Execution {
  /** What a task does for as long as its size says: wait, or keep a processor busy. */
  readonly task: 'sleep' | 'spin';
  /** Milliseconds in a time unit of the scenario. */
  readonly unit: number;
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

/**
 * Runs one replication of a scenario in real time: the kernel decides under the very policies that it simulates, a thread
 * for each slot does what it is told, and clocks say how long it took. Blocks the calling thread.
 */
export async function execute(scenario: Scenario, index: number, { task, unit }: Execution): Promise<Executed> {
  const slots = scenario.pool.nodes.reduce((sum, node) => sum + node.slots, 0);
  const crew = new Crew(slots);
  try {
    await crew.ready();
    return run(scenario, index, crew, { task: task === 'sleep' ? SLEEP : SPIN, unit });
  } finally {
    await crew.dismiss();
  }
}

function run(scenario: Scenario, index: number, crew: Crew, order: { readonly task: number; readonly unit: number }): Executed {
  const { horizon, pool, classes, thresholds } = scenario;
  const calendar = new Calendar();
  const timers = new WorkerTimers(calendar, crew, order);
  const streaming = new StreamingRecorder({ classes: classes.length, speeds: pool.nodes.map(({ speed }) => speed), horizon, ...(thresholds && { thresholds }) });
  const recorder = new MeasuredService(streaming);
  const system = new System(scenario, recorder, (name) => stream(`${scenario.seed}/${index}/${name}`), timers);
  const { mechanism } = system.pool;
  timers.handOver(mechanism);
  const start = crew.now();
  const clock = () => (crew.now() - start) / order.unit;
  const [lastJob, lastTime] = horizon.unit === 'jobs' ? [horizon.length, Infinity] : [Infinity, horizon.length];
  let [arrivals, lateness, dispatch, inflation] = [0, 0, 0, 0];
  while (system.departed < lastJob) {
    const timer = calendar.first();
    const due = calendar.time(timer);
    const now = clock();
    if (Math.min(now, due) >= lastTime) break;
    if (due <= now) {
      timers.now = Math.max(timers.now, due);
      arrivals++;
      lateness += now - due;
      system.fire(timer);
      continue;
    }
    const slot = crew.next();
    if (slot < 0) {
      crew.wait((Math.min(due, lastTime) - now) * order.unit);
      continue;
    }
    timers.now = Math.max(timers.now, now);
    const worked = crew.worked(slot) / order.unit;
    recorder.service = timers.served(slot);
    dispatch += recorder.service - worked;
    inflation += worked - timers.planned(slot);
    mechanism.fire(slot);
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

/** Puts the time that a slot was really held in the place of the time that was planned. */
class MeasuredService implements Recorder {
  service = 0;
  private readonly recorder: Recorder;

  constructor(recorder: Recorder) {
    this.recorder = recorder;
  }
  entered(now: number, jobClass: number, node: number): void {
    this.recorder.entered(now, jobClass, node);
  }
  lost(now: number, jobClass: number, node: number): void {
    this.recorder.lost(now, jobClass, node);
  }
  busy(now: number, node: number, change: 1 | -1): void {
    this.recorder.busy(now, node, change);
  }
  copies(now: number, node: number, change: 1 | -1): void {
    this.recorder.copies(now, node, change);
  }
  completed(now: number, jobClass: number, node: number, response: number, service: number, size: number, deadline: number): void {
    this.recorder.completed(now, jobClass, node, response, Math.max(service, Math.min(this.service, response)), size, deadline);
  }
}
