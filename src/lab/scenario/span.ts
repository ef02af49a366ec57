import type { Node, Source } from '../../model.ts';
import { type Horizon, isBounded } from '../../scenario.ts';
import { meanSize, meanWork, poolSpeed } from './load.ts';

/** About how long a replication is. */
export interface Span {
  readonly jobs: number;
  readonly time: number;
  /** Time that the pool takes for the work of so many jobs, at least. */
  readonly service: number;
  /** Jobs per time unit, at most. */
  readonly rate: number;
  /** Mean time that the longest jobs take on the fastest node. */
  readonly longest: number;
}

/** Jobs per time unit that a source can send at most, on average; a closed one is held back by its thinking, and by service unless jobs can be lost. */
export function busiestRate({ process, size }: Source, poolCapacity: number, nodes: readonly Node[]): number {
  if (process.mechanism !== 'closed') return process.rate;
  const lossy = isBounded({ nodes, capacity: poolCapacity });
  return process.population / (process.think.mean + (lossy ? 0 : (size?.mean ?? 0) / fastest(nodes)));
}

/** The span of a horizon, of sources that together send so many jobs per time unit at most. */
export function spanOf({ unit, length }: Horizon, rate: number, sources: readonly Source[], nodes: readonly Node[]): Span {
  const recorded = sources.reduce((most, { process }) => Math.max(most, process.mechanism === 'recorded' ? process.times[process.times.length - 1] : 0), 0);
  const endless = sources.some(({ process }) => process.mechanism !== 'recorded');
  const jobs = unit === 'jobs' ? length : rate * length;
  const sizes = sources.map(meanSize);
  const works = sources.map(meanWork);
  return {
    jobs,
    time: unit === 'time' ? length : Math.max(recorded, endless && rate > 0 ? length / rate : 0),
    service: (jobs * Math.min(...works)) / poolSpeed(nodes),
    rate,
    longest: Math.max(0, ...sizes) / fastest(nodes),
  };
}

function fastest(nodes: readonly Node[]): number {
  return nodes.reduce((most, { speed }) => Math.max(most, speed), 0);
}
