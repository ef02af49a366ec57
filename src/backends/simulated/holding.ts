import { type Calendar, calendarFor } from '../../kernel/calendar/calendar.ts';
import { System } from '../../kernel/system.ts';
import type { Timers } from '../../kernel/timers.ts';
import { stream } from '../../random/stream.ts';
import type { Scenario } from '../../scenario.ts';
import { StreamingRecorder } from '../../stats/recorder.ts';
import { MeasuredService } from '../real/measured-service.ts';
import type { Replicate } from './replicate.ts';

/** For how long tasks hold a slot beyond what they need, in time units: each time that one is given a slot, for as long as is planned. `attempt`: which of the tries of its task, from 1. */
export interface Holding {
  beyond(job: number, planned: number, attempt: number): number;
  /** By how much the size of the job turns out to be another than was expected, as time in its slot. */
  grown?(job: number, attempt: number): number;
  /** A task of the job, or a turn of it, has ended. */
  ended?(job: number, attempt: number): void;
}

/** How far a run went that was stopped early: time, and jobs that had left or were lost by then. */
export interface Reach {
  readonly time: number;
  readonly jobs: number;
}

const WHOLE: Reach = { time: Infinity, jobs: Infinity };

/**
 * Runs replication number `index` of a scenario, of the very jobs and chances that `replicate` has, on slots that take
 * longer than the sizes of tasks say, as real workers do; no farther than `reach`, where that is given. A loop of its own, so that plain simulation is no slower.
 */
export function replicateHolding(scenario: Scenario, index: number, holding: Holding, reach: Reach = WHOLE): Replicate {
  const { classes, pool, horizon, thresholds } = scenario;
  const calendar = calendarFor(scenario);
  const timers = new HoldingTimers(calendar);
  const streaming = new StreamingRecorder({ classes: classes.length, speeds: pool.nodes.map(({ speed }) => speed), horizon, ...(thresholds && { thresholds }) });
  const recorder = new MeasuredService(streaming);
  const system = new System(scenario, recorder, (name) => stream(`${scenario.seed}/${index}/${name}`), timers);
  const { mechanism } = system.pool;
  timers.handOver(mechanism.firstTimer, mechanism.timers, (slot, planned) => holding.beyond(system.jobIn(slot).id, planned, system.tryIn(slot)));
  const [lastJob, lastTime] = horizon.unit === 'jobs' ? [horizon.length, Infinity] : [Infinity, horizon.length];
  while (system.departed < lastJob) {
    const timer = calendar.first();
    const time = calendar.time(timer);
    if (time > lastTime || time === Infinity || (time > reach.time && system.departed >= reach.jobs)) break;
    calendar.now = time;
    const slot = timer - mechanism.firstTimer;
    if (slot >= 0 && slot < mechanism.timers && mechanism.serving!(slot) >= 0) {
      const { id, size } = system.jobIn(slot);
      const attempt = system.tryIn(slot);
      const grown = holding.grown?.(id, attempt) ?? 0;
      if (grown !== 0) system.measured(slot, Math.max(0, size + grown * system.pool.stations.speedOf(slot)));
      holding.ended?.(id, attempt);
      const [held, planned] = [timers.served(slot), timers.planned(slot)];
      recorder.measure(held, held >= planned, held - planned);
    }
    system.fire(timer);
  }
  if (lastTime < Infinity && reach === WHOLE) calendar.now = lastTime;
  const account = system.account();
  return { recording: streaming.finish(account.endTime), account, held: true };
}

/** Timers of which those of slots go off later than they are set to; whoever asks is told when they were to. */
class HoldingTimers implements Timers {
  private readonly calendar: Calendar;
  private first = 0;
  private ends = new Float64Array(0);
  private begun = new Float64Array(0);
  private beyond: (slot: number, planned: number) => number = () => 0;

  constructor(calendar: Calendar) {
    this.calendar = calendar;
  }

  /** From now on so many timers from the first, of which none is set, are those of slots. */
  handOver(first: number, count: number, beyond: (slot: number, planned: number) => number): void {
    this.first = first;
    this.ends = new Float64Array(count).fill(Infinity);
    this.begun = new Float64Array(count);
    this.beyond = beyond;
  }

  /** How long ago the slot was given its task. */
  served(slot: number): number {
    return this.now - this.begun[slot];
  }

  /** How long the slot's task was to last when it was given. */
  planned(slot: number): number {
    return this.ends[slot] - this.begun[slot];
  }

  get now(): number {
    return this.calendar.now;
  }

  allocate(count: number): number {
    return this.calendar.allocate(count);
  }

  time(timer: number): number {
    const slot = timer - this.first;
    // A task that is late has not ended.
    return slot >= 0 && slot < this.ends.length ? Math.max(this.ends[slot], this.now + Number.EPSILON * (1 + this.now)) : this.calendar.time(timer);
  }

  set(timer: number, time: number): void {
    const slot = timer - this.first;
    if (!(slot >= 0 && slot < this.ends.length)) {
      this.calendar.set(timer, time);
      return;
    }
    this.ends[slot] = time;
    this.begun[slot] = this.now;
    // A call may turn out to be shorter than was expected.
    this.calendar.set(timer, time === Infinity ? Infinity : Math.max(this.now, time + this.beyond(slot, time - this.now)));
  }

  clear(timer: number): void {
    this.set(timer, Infinity);
  }
}
