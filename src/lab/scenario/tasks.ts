/** How many tasks the jobs of a source have. */
import { z } from 'zod';
import type { Distribution, Source } from '../../model.ts';
import { deterministic } from '../../random/distributions/deterministic.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { notWhole } from '../../random/distributions/whole.ts';
import { requireDrawn } from './probe.ts';

/** Tasks of one job, on average too: more fill the memory and take long for each. */
const MOST_TASKS = 10_000;

const ABOUT = `tasks of a job, each with a size of its own: a whole number from 1 to ${MOST_TASKS}, or a distribution of such; the job is done when all are`;

const some = distributionParam(ABOUT);

/** A number, or a distribution. */
export const tasksParam: z.ZodType<Distribution> = z
  .unknown()
  .transform((value, context): Distribution => {
    if (typeof value === 'number') {
      if (Number.isInteger(value) && value >= 1 && value <= MOST_TASKS) return deterministic.create({ value });
      context.addIssue({ code: 'custom', message: `must be a whole number from 1 to ${MOST_TASKS}, or a distribution of such, not ${value}`, input: value });
      return z.NEVER;
    }
    const parsed = some.safeParse(value, { reportInput: true });
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) context.addIssue({ ...issue } as never);
    return z.NEVER;
  })
  .meta({ anyOf: [{ type: 'integer', minimum: 1, maximum: MOST_TASKS }, { $ref: '#/$defs/distribution' }] })
  .describe(ABOUT);

/** The tasks of a source's jobs, absent where every job is one; tells of numbers that mean nothing. */
export function resolveTasks(tasks: Distribution | undefined, fault: (message: string) => void): Pick<Source, 'tasks'> {
  if (!tasks || tasks.support[1] === 1) return {};
  const broken = notWhole(tasks);
  if (broken !== undefined) fault(`must be a whole number of tasks, 1 or more; ${broken}`);
  else if (!(tasks.mean <= MOST_TASKS)) fault(`must have a mean of at most ${MOST_TASKS} tasks, not ${Number(tasks.mean.toPrecision(4))}`);
  else requireDrawn(tasks, fault);
  return { tasks };
}
