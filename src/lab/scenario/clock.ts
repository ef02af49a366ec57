import type { Source } from '../../model.ts';
import type { Fault } from './faults.ts';
import type { Span } from './span.ts';
import { about } from './words.ts';

/** A clock of 53 bits tells times apart to this fraction of what it shows, with four digits to spare for a job. */
const FINEST = 1e12;

/** Refuses jobs that are nothing beside the length of the run: the clock would not show when they end. */
export function checkClock({ time, longest }: Span, sources: readonly Source[], faults: Fault[]): void {
  if (longest === 0 || time / longest <= FINEST) return;
  const message = `has jobs so short beside the time of a run, 1 to ${about(time / longest).replace('about ', '')}, that a clock of 16 digits does not show when they end`;
  const recorded = sources.some(({ process }) => process.mechanism === 'recorded' && process.times[process.times.length - 1] > 0);
  faults.push({ path: ['arrivals'], message: recorded ? `${message}; let the times of a trace begin near 0` : message });
}
