import type { Distribution, Source } from '../../model.ts';
import { deterministic } from '../../random/distributions/deterministic.ts';

/** Tasks of an arbitrary job, where the jobs of all sources have them alike; undefined where they do not. */
export function tasksOf(sources: readonly Source[]): Distribution | undefined {
  const [first, ...others] = sources.map(({ tasks }) => tasks ?? deterministic.create({ value: 1 }));
  const alike = (one: Distribution) => one === first || (one.name === 'deterministic' && first.name === 'deterministic' && one.mean === first.mean);
  return others.every(alike) ? first : undefined;
}
