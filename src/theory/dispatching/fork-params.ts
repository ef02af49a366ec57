/** Parameters of jobs that fork into one task for every node. */
import { count, positive } from '../../params.ts';

export interface Fork {
  readonly lambda: number;
  readonly mu: number;
  readonly nodes: number;
}

export const forkLambda = positive('arrival rate λ, jobs per time unit');
export const forkMu = positive('service rate μ of tasks at each node, per time unit');
export const forkParams = (max: number) => ({ lambda: forkLambda, mu: forkMu, nodes: count('number of nodes n, and of tasks of a job', max) });
