import type { Node, Source } from '../../model.ts';
import type { Horizon } from '../../scenario.ts';
import type { Fault } from './faults.ts';
import { meanSize } from './load.ts';
import { about } from './words.ts';

/** A clock of 53 bits tells times apart to this fraction of what it shows, with four digits to spare for a job. */
const FINEST = 1e12;

/** Jobs per time unit that a source can send at most, on average; a closed one is held back by its thinking, and by service unless jobs can be lost. */
export function busiestRate({ process, size }: Source, poolCapacity: number, nodes: readonly Node[]): number {
  if (process.mechanism !== 'closed') return process.rate;
  const lossy = poolCapacity < Infinity || nodes.some(({ capacity }) => capacity < Infinity);
  return process.population / (process.think.mean + (lossy ? 0 : (size?.mean ?? 0) / fastest(nodes)));
}

/** Refuses jobs that are nothing beside the length of the run: the clock would not show when they end. */
export function checkClock({ unit, length }: Horizon, rate: number, sources: readonly Source[], nodes: readonly Node[], faults: Fault[]): void {
  const recorded = sources.reduce((most, { process }) => Math.max(most, process.mechanism === 'recorded' ? process.times[process.times.length - 1] : 0), 0);
  const endless = sources.some(({ process }) => process.mechanism !== 'recorded');
  const time = unit === 'time' ? length : Math.max(recorded, endless && rate > 0 ? length / rate : 0);
  const longest = sources.reduce((most, source) => Math.max(most, meanSize(source)), 0) / fastest(nodes);
  if (longest === 0 || time / longest <= FINEST) return;
  const message = `has jobs so short beside the time of a run, 1 to ${about(time / longest).replace('about ', '')}, that a clock of 16 digits does not show when they end`;
  faults.push({ path: ['arrivals'], message: recorded > 0 ? `${message}; let the times of a trace begin near 0` : message });
}

function fastest(nodes: readonly Node[]): number {
  return nodes.reduce((most, { speed }) => Math.max(most, speed), 0);
}
