import type { ScenarioCase } from './case.ts';
import type { Effort } from './measure.ts';

export interface Lengths extends Omit<Effort, 'jobs'> {
  /** Jobs of the shortest replication. */
  readonly atLeast: number;
}

/**
 * How long replications have to be. A queue forgets in about (1 − load)⁻² jobs, times the factor that the case declares;
 * systems that lose jobs, or hold any number, forget in a few.
 */
export function effortOf({ memory, forgets }: ScenarioCase, load: number, { atLeast, ...effort }: Lengths): Effort {
  const jobs = memory * Math.max(atLeast, effort.independent * (forgets === 'quickly' ? 5 : 1 / (1 - load) ** 2));
  return { ...effort, jobs: Math.ceil(jobs) };
}
