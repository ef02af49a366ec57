/** What stands where in the rows of Accumulators (model.ts). */

// Of a node: jobs there that are not counted elsewhere, ∫ jobs dt, busy slots now, ∫ busy slots dt, jobs done, lost, Σ response of those done.
export const NODE_JOBS = 0;
export const NODE_JOB_TIME = 1;
export const NODE_BUSY = 2;
export const NODE_BUSY_TIME = 3;
export const NODE_COMPLETED = 4;
export const NODE_LOST = 5;
export const NODE_RESPONSE = 6;
export const NODE_ROW = 8;

// Of a class: jobs in the system now, ∫ jobs dt.
export const CLASS_JOBS = 0;
export const CLASS_JOB_TIME = 1;
export const CLASS_ROW = 2;

export const MOST_PENDING = 256;
