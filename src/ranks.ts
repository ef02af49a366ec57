import type { Job } from './model.ts';

// Ranks that are a property of the job. Whoever finds that a discipline has one of them may look at the property himself.

export const bySize = (job: Job): number => job.size;

/** What is left of the size. */
export const byRest = (job: Job): number => job.size - job.age;

export const byPriority = (job: Job): number => job.priority;

/** Whether the rank, which may be that of all tasks, is known to stay as it is however long a task waits and is served. */
export const isConstant = (rank: unknown): boolean => rank === undefined || rank === bySize || rank === byPriority;
