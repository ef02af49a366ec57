import { object } from '../params.ts';
import { weightsOf, weightsParam } from './class-weights.ts';
import { discipline } from './define.ts';

export const wfq = discipline<{ weights?: Readonly<Record<string, number>> | undefined }>({
  name: 'wfq',
  alsoKnownAs: ['weighted-fair-queueing'],
  about: 'Weighted fair queueing by class, self-clocked: tasks in the order in which sharing by weights would about end them, without preemption.',
  source: 'Golestani 1994, INFOCOM (self-clocked fair queueing); after Demers, Keshav and Shenker 1989',
  needs: ['size'],
  cost: 'O(log n) for n waiting',
  params: object({ weights: weightsParam }),
  examples: [{}],
  create({ weights: given }, { classes }) {
    const weights = weightsOf(classes, given);
    /** The tag of the latest task of each class, and of the task that was last given a slot: the virtual time. */
    const latest = new Float64Array(classes.length);
    let virtual = 0;
    return {
      mechanism: 'ordered',
      preemptive: false,
      ties: 'first',
      rank(job) {
        latest[job.class] = Math.max(virtual, latest[job.class]) + job.size / weights[job.class];
        return latest[job.class];
      },
      started(_, rank) {
        virtual = rank;
      },
      stateful: true,
    };
  },
});
