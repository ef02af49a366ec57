/** What tries of tasks stand on: their pool, and what its scenario says of faults. */
import type { Reason } from '../../model.ts';
import type { Faults, Recovery as Rules } from '../../scenario.ts';
import type { Forks } from '../forks.ts';
import type { Host } from '../mechanisms/mechanism.ts';
import type { PoolSetup } from '../pool-setup.ts';

/** What the recovery asks of its pool. */
export interface Ground extends Host {
  /** The station that a task goes to, as the dispatcher picks it. */
  choose(row: number): number;
  /** Sends a task of a job that is in the pool to the station; false where that is full. */
  place(row: number, station: number): boolean;
  /** A task has lost the service that it had had at its station. */
  retracted(row: number, received: number): void;
  /** A task has left its station without being done. */
  left(row: number): void;
  /** A job in the pool is given up. */
  bury(row: number, reason: Reason): void;
  /** The dispatcher is told that the task that it sent to the node came to nothing there. */
  refused(row: number, node: number): void;
  /** The dispatcher is told that what is known of the node has changed. */
  tell(node: number): void;
  queued(node: number): number;
  /** The jobs that tasks are of, where jobs have several. */
  readonly forks: Pick<Forks, 'link' | 'unlink'> | undefined;
  withdrawnWork: number;
  addedWork: number;
}

export interface AttemptsSetup extends Pick<PoolSetup, 'calendar' | 'jobs' | 'recorder' | 'stream' | 'redraw' | 'estimated'> {
  readonly faults: Faults;
  readonly rules: Rules;
  readonly pull: boolean;
  readonly nodes: number;
  /** Work per time unit of the fastest slot. */
  readonly fastest: number;
  readonly ground: Ground;
}
