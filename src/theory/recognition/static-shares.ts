import type { Scenario } from '../../scenario.ts';
import { squareRootSplit } from '../../square-root-split.ts';
import { blindSplit } from './reduce.ts';

/** The fraction of the jobs that each node gets by chance, or in turn, whoever they are and whatever the state; undefined where it is not so. */
export function staticShares({ pool, workload }: Pick<Scenario, 'pool' | 'workload'>): readonly number[] | undefined {
  const { nodes, dispatch: { name, params } } = pool;
  if (blindSplit(pool)) return nodes.map(() => 1 / nodes.length);
  const capacities = nodes.map(({ slots, speed }) => slots * speed);
  const capacity = capacities.reduce((sum, each) => sum + each, 0);
  if (name === 'weighted-random') {
    if (params['weights'] === 'speed') return capacity < Infinity ? capacities.map((each) => each / capacity) : undefined;
    const weights = params['weights'] as readonly number[];
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  }
  if (name !== 'optimal-split' || !workload.size) return undefined;
  const load = workload.rate * workload.size.mean;
  return load > 0 && load < capacity && capacity < Infinity ? squareRootSplit(load, capacities).map((flow) => flow / load) : undefined;
}
