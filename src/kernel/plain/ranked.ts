import type { Ordered } from '../../policy.ts';
import { byPriority, byRest, bySize } from '../../ranks.ts';
import { AGE, ID, type JobRows, NUMBERS, ORDER, RANK, type RowView, SERVED, SIZE } from './job-rows.ts';
import { NONE } from '../jobs.ts';
import { pop, push } from './row-heap.ts';
import type { Service, Shop } from './service.ts';

// Of a station: its speed, and from when the service of the running task is still to be accounted for.
const SPEED = 0;
const SINCE = 1;
// The running task, and the root of the heap of those that wait.
const RUNNING = 0;
const ROOT = 1;

/** The task of least rank is next; where the discipline preempts, a newcomer of lesser rank than the running task takes its slot. */
export class Ranked implements Service {
  private readonly jobs: JobRows;
  private readonly job: RowView;
  private readonly clock: Float64Array;
  private readonly due: Float64Array;
  private readonly discipline: Ordered;
  private readonly rank: Ordered['rank'];
  // Which of the known ranks it is: asking costs 12 ns.
  private readonly bySize: boolean;
  private readonly byRest: boolean;
  private readonly byPriority: boolean;
  private readonly preemptive: boolean;
  private readonly sign: 1 | -1;
  private readonly state: Float64Array;
  private readonly tasks: Int32Array;

  constructor({ jobs, clock, due, speeds }: Shop, discipline: Ordered, job: RowView) {
    this.jobs = jobs;
    this.job = job;
    this.clock = clock;
    this.due = due;
    this.discipline = discipline;
    this.rank = discipline.rank;
    this.bySize = this.rank === bySize;
    this.byRest = this.rank === byRest;
    this.byPriority = this.rank === byPriority;
    this.preemptive = discipline.preemptive;
    this.sign = discipline.ties === 'first' ? 1 : -1;
    this.state = new Float64Array(2 * due.length);
    this.tasks = new Int32Array(2 * due.length).fill(NONE);
    for (const [station, speed] of speeds.entries()) this.state[2 * station + SPEED] = speed;
  }

  join(station: number, row: number): void {
    const { jobs, tasks } = this;
    const { numbers } = jobs;
    const at = NUMBERS * row;
    numbers[at + AGE] = 0;
    numbers[at + SERVED] = 0;
    numbers[at + ORDER] = this.sign * numbers[at + ID];
    const running = tasks[2 * station + RUNNING];
    if (running === NONE) {
      this.start(station, row);
      return;
    }
    const rank = this.rankOf(row);
    numbers[at + RANK] = rank;
    if (this.preemptive) {
      this.pause(station, running);
      const ahead = this.rankOf(running);
      if (rank < ahead || (rank === ahead && numbers[at + ORDER] < numbers[NUMBERS * running + ORDER])) {
        numbers[NUMBERS * running + RANK] = ahead;
        tasks[2 * station + ROOT] = push(jobs, tasks[2 * station + ROOT], running);
        this.start(station, row);
        return;
      }
    }
    tasks[2 * station + ROOT] = push(jobs, tasks[2 * station + ROOT], row);
  }

  next(station: number): number {
    const { jobs, tasks } = this;
    const row = tasks[2 * station + RUNNING];
    jobs.numbers[NUMBERS * row + SERVED] += this.clock[0] - this.state[2 * station + SINCE];
    const following = tasks[2 * station + ROOT];
    if (following === NONE) {
      tasks[2 * station + RUNNING] = NONE;
      this.due[station] = Infinity;
    } else {
      tasks[2 * station + ROOT] = pop(jobs, following);
      this.start(station, following);
    }
    return row;
  }

  settle(): void {
    for (let station = 0; station < this.due.length; station++) {
      const row = this.tasks[2 * station + RUNNING];
      if (row !== NONE) this.pause(station, row);
    }
  }

  /** Accounts for the service that the running task has had until now. */
  private pause(station: number, row: number): void {
    const { numbers } = this.jobs;
    const { state } = this;
    const at = NUMBERS * row;
    const now = this.clock[0];
    const elapsed = now - state[2 * station + SINCE];
    numbers[at + AGE] = Math.min(numbers[at + SIZE], numbers[at + AGE] + elapsed * state[2 * station + SPEED]);
    numbers[at + SERVED] += elapsed;
    state[2 * station + SINCE] = now;
  }

  private start(station: number, row: number): void {
    const { numbers } = this.jobs;
    const { state } = this;
    const at = NUMBERS * row;
    const now = this.clock[0];
    const speed = state[2 * station + SPEED];
    const work = Math.max(0, numbers[at + SIZE] - numbers[at + AGE]);
    this.tasks[2 * station + RUNNING] = row;
    state[2 * station + SINCE] = now;
    this.due[station] = now + (speed === 1 ? work : work / speed);
  }

  private rankOf(row: number): number {
    const { numbers } = this.jobs;
    if (this.byRest) return numbers[NUMBERS * row + SIZE] - numbers[NUMBERS * row + AGE];
    if (this.bySize) return numbers[NUMBERS * row + SIZE];
    if (this.byPriority) return this.job.at(row).priority;
    return this.rank ? this.rank.call(this.discipline, this.job.at(row), this.clock[0], NaN) : 0;
  }
}
