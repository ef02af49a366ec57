import type { JobTable } from './jobs.ts';

/** The exact account at the end of a run; the self-checks are made from it. Work is in units of size. */
export interface Account {
  readonly endTime: number;
  readonly arrived: number;
  readonly completed: number;
  readonly lost: number;
  readonly unfinished: number;
  /** Of those lost: dead letters, and the time that they spent in the system. */
  readonly dead: number;
  readonly deadTime: number;
  /** Whether no further job was to come. */
  readonly over: boolean;
  readonly arrivedWork: number;
  readonly completedWork: number;
  readonly lostWork: number;
  /** Of the jobs still in the system: their sizes, the service they have received, and the time since they came. */
  readonly unfinishedWork: number;
  readonly unfinishedService: number;
  readonly unfinishedTime: number;
  /** Where jobs have several tasks, the time that those spent in the system that are not done or were given up. */
  readonly unfinishedTaskTime?: number;
  /** Service given to copies that were taken back, and to tasks that began again. */
  readonly wastedWork: number;
  /** Sizes of copies beyond the first, and what sizes that were drawn again have grown by; those of copies that were taken back. */
  readonly addedWork: number;
  readonly withdrawnWork: number;
}

/** What is to be said of the jobs that a table still holds at the end, whose ages are up to date; copies of one job are one job. O(rows). */
export function unfinished(jobs: JobTable, endTime: number): Pick<Account, 'unfinishedWork' | 'unfinishedService' | 'unfinishedTime'> {
  let [unfinishedWork, unfinishedService, unfinishedTime] = [0, 0, 0];
  const counted = new Set<number>();
  for (const row of jobs.held()) {
    if (jobs.withdrawn[row]) continue;
    unfinishedWork += jobs.size[row];
    unfinishedService += jobs.age[row];
    if (!counted.has(jobs.id[row])) unfinishedTime += endTime - jobs.arrival[row];
    counted.add(jobs.id[row]);
  }
  return { unfinishedWork, unfinishedService, unfinishedTime };
}
