/** The mechanisms again, straight from their definitions: every task is looked at at every event, and nothing is clever. */
import type { TracedJob } from '../contract/scenarios.ts';

interface Task {
  /** Index of the job in the trace, which is in order of arrival. */
  readonly job: number;
  readonly size: number;
  readonly priority: number;
  attained: number;
}

/** How fast each task is served, and for how long at most that stays so while none comes or goes. */
interface Sharing {
  readonly rates: readonly number[];
  readonly lasts: number;
}

const NEAR = 1e-11;

function taskOf({ size, priority }: TracedJob, job: number): Task {
  return { job, size, priority, attained: 0 };
}

/** Completion times where every task present may be served at some rate. */
export function fluid(jobs: readonly TracedJob[], share: (tasks: readonly Task[]) => Sharing): readonly number[] {
  const completions: number[] = [];
  let tasks: Task[] = [];
  let now = 0;
  let coming = 0;
  while (coming < jobs.length || tasks.length > 0) {
    const { rates, lasts } = share(tasks);
    const untilDone = tasks.map(({ size, attained }, i) => (size - attained) / rates[i]);
    const untilArrival = coming < jobs.length ? jobs[coming].arrival - now : Infinity;
    const step = Math.min(lasts, untilArrival, ...untilDone);
    for (const [i, task] of tasks.entries()) task.attained += rates[i] * step;
    now += step;
    for (const { job } of tasks.filter(({ size, attained }) => size - attained < NEAR)) completions[job] = now;
    tasks = tasks.filter(({ size, attained }) => size - attained >= NEAR);
    if (step === untilArrival) tasks.push(taskOf(jobs[coming], coming++));
  }
  return completions;
}

/** All tasks at equal rates, the fastest slots first, none more than one slot to the task. */
export function equally(speeds: readonly number[]): (tasks: readonly Task[]) => Sharing {
  return (tasks) => {
    const total = sum(speeds.slice(0, tasks.length));
    return { rates: tasks.map(() => total / tasks.length), lasts: Infinity };
  };
}

/** The tasks of least attained service take the fastest slots; those of equal attained service share theirs equally. */
export function leastAttained(speeds: readonly number[]): (tasks: readonly Task[]) => Sharing {
  return (tasks) => {
    const rates = tasks.map(() => 0);
    let free = [...speeds];
    const order = tasks.map((_, i) => i).toSorted((a, b) => tasks[a].attained - tasks[b].attained);
    for (let first = 0; first < order.length; ) {
      let end = first + 1;
      while (end < order.length && tasks[order[end]].attained - tasks[order[end - 1]].attained < NEAR) end++;
      const group = order.slice(first, end);
      for (const i of group) rates[i] = sum(free.slice(0, group.length)) / group.length;
      free = free.slice(group.length);
      first = end;
    }
    let lasts = Infinity;
    for (let k = 1; k < order.length; k++) {
      const [below, above] = [order[k - 1], order[k]];
      const distance = tasks[above].attained - tasks[below].attained;
      const closing = rates[below] - rates[above];
      if (distance >= NEAR && closing > 0) lasts = Math.min(lasts, distance / closing);
    }
    return { rates, lasts };
  };
}

export interface Order {
  readonly preemptive: boolean;
  /** Negative where the first goes before the second; never 0. */
  compare(a: Task, b: Task): number;
}

/** Completion times where a slot serves one task at a time, the first in order that waits; `speeds` from the fastest down. */
export function inOrder(jobs: readonly TracedJob[], speeds: readonly number[], { preemptive, compare }: Order): readonly number[] {
  const completions: number[] = [];
  const slots: (Task | undefined)[] = speeds.map(() => undefined);
  let waiting: Task[] = [];
  let now = 0;
  let coming = 0;
  while (coming < jobs.length || slots.some(Boolean)) {
    const untilDone = slots.map((task, slot) => (task ? (task.size - task.attained) / speeds[slot] : Infinity));
    const untilArrival = coming < jobs.length ? jobs[coming].arrival - now : Infinity;
    const step = Math.min(untilArrival, ...untilDone);
    now += step;
    for (const [slot, task] of slots.entries()) if (task) task.attained += speeds[slot] * step;
    if (step < untilArrival) {
      const slot = untilDone.indexOf(step);
      completions[slots[slot]!.job] = now;
      const [following] = waiting.toSorted(compare);
      slots[slot] = following;
      waiting = waiting.filter((task) => task !== following);
      continue;
    }
    const task = taskOf(jobs[coming], coming++);
    const idle = slots.indexOf(undefined);
    const last = slots.filter((running) => running !== undefined).toSorted(compare).at(-1);
    if (idle >= 0) {
      slots[idle] = task;
    } else if (preemptive && compare(task, last!) < 0) {
      slots[slots.indexOf(last)] = task;
      waiting.push(last!);
    } else {
      waiting.push(task);
    }
  }
  return completions;
}

/** Completion times where tasks take turns of at most `quantum` time units; turns that end at once do so in the order in which they began. */
export function inTurns(jobs: readonly TracedJob[], speeds: readonly number[], quantum: number): readonly number[] {
  const completions: number[] = [];
  const turns: { slot: number; end: number; work: number; task: Task }[] = [];
  const queue: Task[] = [];
  let coming = 0;
  const begin = (slot: number, now: number, task: Task) => {
    // In units of work, so that turns which end together do so to the last bit, as in the simulator.
    const work = Math.min(quantum * speeds[slot], task.size - task.attained);
    turns.push({ slot, end: now + work / speeds[slot], work, task });
  };
  while (coming < jobs.length || turns.length > 0) {
    const [ending] = turns.toSorted((a, b) => a.end - b.end);
    if (!ending || (coming < jobs.length && jobs[coming].arrival < ending.end)) {
      const now = jobs[coming].arrival;
      const idle = speeds.findIndex((_, slot) => turns.every((turn) => turn.slot !== slot));
      const task = taskOf(jobs[coming], coming++);
      if (idle < 0) queue.push(task);
      else begin(idle, now, task);
      continue;
    }
    const { slot, end, work, task } = ending;
    turns.splice(turns.indexOf(ending), 1);
    task.attained += work;
    if (task.size - task.attained < NEAR) completions[task.job] = end;
    else queue.push(task);
    const following = queue.shift();
    if (following) begin(slot, end, following);
  }
  return completions;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
