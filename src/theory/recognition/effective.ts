/** What policies amount to in a scenario, by names that formulas know them by. */
import type { Discipline, Policy } from '../../policy.ts';
import type { Scenario } from '../../scenario.ts';

export const FCFS: Policy<Discipline> = { name: 'fcfs', params: {}, needs: [], create: () => ({ mechanism: 'ordered', preemptive: false, ties: 'first' }) };

/**
 * The scenario, in which policies that look at sizes have other names where they see but estimates: no formula that is
 * about them, or about a dispatcher by size, then takes estimates for sizes.
 */
export function asSeen(scenario: Scenario): Scenario {
  const { pool, sources } = scenario;
  if (!sources.some(({ estimate }) => estimate)) return scenario;
  return { ...scenario, pool: { ...pool, dispatch: byEstimates(pool.dispatch), discipline: byEstimates(pool.discipline) } };
}

function byEstimates<P extends Pick<Policy<unknown>, 'name' | 'needs'>>(policy: P): P {
  return policy.needs.includes('size') ? { ...policy, name: `${policy.name} by estimates` } : policy;
}

/** A simpler discipline that does the same here: priorities and weights that are all the same tell nobody apart. */
export function effectiveDiscipline({ pool: { discipline }, sources, classes }: Scenario): Policy<Discipline> {
  const { name, params } = discipline;
  const alike = (trait: 'priority' | 'weight') => new Set(sources.map((source) => classes[source.class][trait])).size === 1;
  switch (name) {
    case 'priority':
      return alike('priority') ? FCFS : discipline;
    case 'priority-ageing':
      if (alike('priority')) return FCFS;
      return params['rate'] === 0 ? { ...discipline, name: 'priority', params: { preemptive: params['preemptive'], afterwards: 'resume' } } : discipline;
    case 'accumulating-priority':
      return alike('weight') ? FCFS : discipline;
    case 'random-order':
    case 'lottery':
    case 'stride':
      return alike('weight') ? { ...discipline, params: { ...params, weighted: false } } : discipline;
    // A task never outlives a size that is known.
    case 'srpt-bounce':
      return { ...discipline, name: 'srpt' };
    default:
      return discipline;
  }
}
