import { metric } from './define.ts';

export const queue = metric({
  name: 'queue',
  about: 'Queue length: jobs in the system less busy slots, averaged over time; where jobs have several tasks, tasks less busy slots.',
  source: 'Harchol-Balter 2013, section 2.3',
  unit: 'jobs',
  of: ({ jobTime, taskTime = jobTime, busyTime, time }) => {
    if (taskTime === undefined || busyTime === undefined || time === 0) return {};
    const queueTime = taskTime - busyTime;
    // Where nobody waits the two integrals differ by rounding.
    return { mean: queueTime > taskTime * ROUNDING ? queueTime / time : 0 };
  },
});

const ROUNDING = 1e-12;
