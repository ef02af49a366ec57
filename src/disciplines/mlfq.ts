import { z } from 'zod';
import type { Job } from '../model.ts';
import { object, positive } from '../params.ts';
import { discipline } from './define.ts';

/** Service of which less than this part is missing is complete: sums of turns are rounded. */
const COMPLETE = 1 - 1e-12;

export const mlfq = discipline({
  name: 'mlfq',
  alsoKnownAs: ['multilevel-feedback-queue', 'mlfb'],
  about: 'Multilevel feedback queue: a task that has used up what its level grants sinks to the next; upper levels first, first come first served within one.',
  source: 'Corbató, Merwin-Daggett and Daley 1962; Kleinrock 1976, section 4.7; Silberschatz, Operating System Concepts, section 5.3.6',
  needs: ['age', 'preempt'],
  cost: 'O(log n) for n waiting, and O(levels)',
  params: object({
    quanta: z
      .array(positive('service that a task is given at the level'))
      .min(1)
      .max(100)
      .describe('service that each level but the last grants a task before it sinks, from the top, in time units on a slot of speed 1'),
    quantum: positive('turns at the last level, in time units; left out, it serves each task to its end').optional(),
    newcomers: z.enum(['preempt', 'wait']).default('preempt').describe('whether they take the slot of a task of a lower level at once, or wait until its turn ends'),
  }),
  examples: [
    { quanta: [0.5, 1], newcomers: 'preempt' },
    { quanta: [0.3], quantum: 1, newcomers: 'preempt' },
    { quanta: [0.5, 1, 2], quantum: 2, newcomers: 'wait' },
  ],
  quantum: ({ quantum = Infinity }) => quantum,
  create({ quanta, quantum = Infinity, newcomers }) {
    // Of all service together: the age at which a task leaves each level.
    const limits = quanta.map((_, level) => quanta.slice(0, level + 1).reduce((sum, granted) => sum + granted, 0));
    const level = ({ age }: Job) => {
      let at = 0;
      while (at < limits.length && age >= limits[at] * COMPLETE) at++;
      return at;
    };
    return {
      mechanism: 'ordered',
      preemptive: newcomers === 'preempt',
      ties: 'first',
      rank: level,
      turn(job, speed) {
        const at = level(job);
        return at < limits.length ? limits[at] - job.age : quantum * speed;
      },
    };
  },
});
