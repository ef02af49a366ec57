/** Parameters of jobs that fork into one task for every node. */
import { count, positive } from '../../params.ts';
import type { Scenario } from '../../scenario.ts';
import { effectiveDiscipline } from '../recognition/effective.ts';
import { tasksOf } from '../recognition/partition.ts';
import { blindSplit } from '../recognition/reduce.ts';
import { equalPool } from './equal-pool.ts';

export interface Fork {
  readonly lambda: number;
  readonly mu: number;
  readonly nodes: number;
}

export const forkLambda = positive('arrival rate λ, jobs per time unit');
export const forkMu = positive('service rate μ of tasks at each node, per time unit');
export const forkParams = (max: number) => ({ lambda: forkLambda, mu: forkMu, nodes: count('number of nodes n, and of tasks of a job', max) });

/** Jobs of one task for each of several equal nodes, dealt out in turn, each served first come, first served; undefined where it is otherwise. */
export function forkOf(scenario: Scenario): Fork | undefined {
  const { sources, pool } = scenario;
  const tasks = tasksOf(sources);
  if (tasks?.name !== 'deterministic' || tasks.mean !== pool.nodes.length || blindSplit(pool) !== 'round-robin') return undefined;
  const found = equalPool({ ...scenario, pool: { ...pool, discipline: effectiveDiscipline(scenario) } });
  return found?.discipline === 'fcfs' ? { lambda: found.lambda, mu: found.mu, nodes: found.nodes } : undefined;
}
