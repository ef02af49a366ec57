import type { Node, Source } from '../../model.ts';
import type { Horizon } from '../../scenario.ts';
import type { Fault } from './faults.ts';
import { meanWork, type Overload } from './load.ts';
import { about } from './words.ts';

/** Jobs in the system at once; each takes about a hundred bytes. */
const MOST_JOBS = 1e7;

/** Refuses what is sure to fill the memory: unlimited slots that hold too many jobs, an overload that lasts too long. */
export function checkMemory(
  { unit, length }: Horizon,
  sources: readonly Source[],
  nodes: readonly Node[],
  poolCapacity: number,
  overload: Overload | undefined,
  faults: Fault[],
): void {
  if (poolCapacity <= MOST_JOBS) return;
  const open = sources.filter(({ process }) => process.mechanism === 'open');
  if (nodes[0].slots === Infinity) {
    const slowest = nodes.reduce((least, { speed }) => Math.min(least, speed), Infinity);
    const inService = open.reduce((sum, source) => sum + ((source.process as { rate: number }).rate * meanWork(source)) / slowest, 0);
    if (inService > MOST_JOBS) {
      const message = `keep ${about(inService)} ${kept(sources)} in service at once, more than 1e7`;
      faults.push({ path: ['arrivals'], message });
    }
  }
  if (overload) {
    // By the time that so many jobs have left, the load times as many have come.
    const left = (unit === 'time' ? overload.rate * length : length * (overload.load - 1)) * Math.max(...sources.map((source) => source.tasks?.mean ?? 1));
    if (left > MOST_JOBS) {
      const message = `leaves ${about(left)} ${kept(sources)} waiting at this load, more than 1e7`;
      faults.push({ path: ['run', unit === 'time' ? 'until' : 'jobs'], message });
    }
  }
}

/** What is kept of them. */
function kept(sources: readonly Source[]): string {
  return sources.some((source) => source.tasks) ? 'tasks' : 'jobs';
}
