/** Orders that change: turns, ranks that move while tasks wait, tasks that begin again; straight from the definitions, and nothing is clever. */
import type { TracedJob } from '../contract/scenarios.ts';

export interface Task extends TracedJob {
  /** Index of the job in the trace, which is in order of arrival. */
  readonly job: number;
  readonly weight: number;
  /** As it is drawn now. */
  size: number;
  attained: number;
  /** Counts who came, or came back at the end of a turn. */
  order: number;
  /** For disciplines that remember something of a task. */
  pass: number;
}

export interface Rules {
  readonly preemptive?: boolean;
  /** Looked at for every task at every decision. */
  rank(task: Task, now: number): number;
  /** Work of a turn. */
  turn?(task: Task, speed: number): number;
  /** What becomes of the size of a task that is preempted, which begins again; it goes on where it stopped where this is absent. */
  again?(task: Task): number;
  /** The task joins the line for the first time, or at the end of a turn. */
  comes?(task: Task): void;
  started?(task: Task): void;
}

interface Run {
  readonly slot: number;
  readonly task: Task;
  readonly since: number;
  readonly work: number;
  readonly end: number;
}

/** Completion times; `speeds` from the fastest down. What ends at one moment does so in the order in which it began. */
export function byRules(jobs: readonly TracedJob[], speeds: readonly number[], rules: Rules): readonly number[] {
  const completions: number[] = [];
  const runs: Run[] = [];
  const waiting: Task[] = [];
  let comings = 0;
  let coming = 0;
  const begin = (slot: number, now: number, task: Task) => {
    const work = Math.min(task.size - task.attained, rules.turn?.(task, speeds[slot]) ?? Infinity);
    rules.started?.(task);
    runs.push({ slot, task, since: now, work, end: now + work / speeds[slot] });
  };
  const take = (now: number): Task | undefined => {
    const [first] = waiting.toSorted((a, b) => rules.rank(a, now) - rules.rank(b, now) || a.order - b.order);
    if (first) waiting.splice(waiting.indexOf(first), 1);
    return first;
  };
  const arrive = (job: TracedJob) => {
    const now = job.arrival;
    const task: Task = { ...job, weight: job.weight ?? 1, job: coming++, attained: 0, order: ++comings, pass: 0 };
    rules.comes?.(task);
    const idle = speeds.findIndex((_, slot) => runs.every((run) => run.slot !== slot));
    if (idle >= 0) {
      begin(idle, now, task);
      return;
    }
    // Running tasks as they are now, the one that gives way first.
    const [{ run, asNow }] = runs
      .map((each) => ({ run: each, asNow: { ...each.task, attained: each.task.attained + (now - each.since) * speeds[each.slot] } }))
      .toSorted((a, b) => rules.rank(b.asNow, now) - rules.rank(a.asNow, now) || b.asNow.order - a.asNow.order);
    if (!rules.preemptive || !(rules.rank(task, now) < rules.rank(asNow, now))) {
      waiting.push(task);
      return;
    }
    runs.splice(runs.indexOf(run), 1);
    waiting.push(rules.again ? { ...asNow, attained: 0, size: rules.again(asNow) } : asNow);
    begin(run.slot, now, task);
  };
  while (coming < jobs.length || runs.length > 0) {
    const [ending] = runs.toSorted((a, b) => a.end - b.end);
    if (!ending || (coming < jobs.length && jobs[coming].arrival < ending.end)) {
      arrive(jobs[coming]);
      continue;
    }
    const { slot, task, work, end } = ending;
    runs.splice(runs.indexOf(ending), 1);
    task.attained += work;
    if (task.size - task.attained < 1e-11) {
      completions[task.job] = end;
    } else {
      task.order = ++comings;
      rules.comes?.(task);
      waiting.push(task);
    }
    const following = take(end);
    if (following) begin(slot, end, following);
  }
  return completions;
}
