import type { Scenario } from '../../scenario.ts';
import { BucketCalendar } from './bucket-calendar.ts';
import type { Timers } from '../timers.ts';
import { TournamentCalendar } from './tournament-calendar.ts';

/** A list of events to come. Simultaneous ones leave it in the order in which they were set. */
export interface Calendar extends Timers {
  /** The simulated time. */
  now: number;
  /** The timer whose event is next; its time is Infinity where none is pending. There is at least one timer. */
  first(): number;
}

/** With so many timers buckets are faster than a tournament. */
const MANY = 1000;

/** The calendar that is the fastest for so many slots and customers; all give the same order. */
export function calendarFor({ pool, sources }: Scenario): Calendar {
  const slots = pool.nodes.reduce((sum, node) => sum + (node.slots < Infinity ? node.slots : 1), 0);
  const customers = sources.reduce((sum, { process }) => sum + (process.mechanism === 'closed' ? process.population : 1), 0);
  return slots + customers > MANY ? new BucketCalendar() : new TournamentCalendar();
}
