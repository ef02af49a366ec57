/** Parameters of jobs of several tasks. */
import type { Distribution } from '../model.ts';
import { positive } from '../params.ts';
import { distributionParam } from '../random/distributions/param.ts';
import { speedParam } from './station-params.ts';

export interface JobsOfTasks {
  readonly lambda: number;
  readonly tasks: Distribution;
  readonly size: Distribution;
  readonly speed: number;
}

export const tasksParams = () => ({
  lambda: positive('arrival rate λ, jobs per time unit'),
  tasks: distributionParam('tasks of a job n: whole numbers, 1 or more'),
  size: distributionParam('size of a task, in time units on a node of speed 1'),
  speed: speedParam,
});
