/** What policies amount to in a scenario, by names that formulas know them by. */
import type { Discipline, Policy } from '../../policy.ts';
import { ParamError } from '../../params.ts';
import { stream } from '../../random/stream.ts';
import type { Pool, Scenario } from '../../scenario.ts';

export const FCFS: Policy<Discipline> = { name: 'fcfs', params: {}, needs: [], create: () => ({ mechanism: 'ordered', preemptive: false, ties: 'first' }) };

/**
 * The scenario, in which policies have other names where they do not see things as they are, so that no formula about them is
 * found: those that look at sizes where they see but estimates, and dispatchers that look at loads where they are told late.
 */
export function asSeen(scenario: Scenario): Scenario {
  const { pool, sources } = scenario;
  const dispatch = toldLate(pool) ? { ...pool.dispatch, name: `${pool.dispatch.name} with late information` } : pool.dispatch;
  const seen = { ...scenario, pool: { ...pool, dispatch } };
  if (!sources.some(({ estimate }) => estimate)) return seen;
  return { ...seen, pool: { ...pool, dispatch: byEstimates(dispatch), discipline: byEstimates(pool.discipline) } };
}

/** One choice of a queue is none, however late it is. */
function toldLate({ information, dispatch: { name, needs, params } }: Pool): boolean {
  const blind = name === 'power-of-d' && params['d'] === 1 && !params['memory'];
  return information !== undefined && !blind && needs.some((signal) => signal === 'queued' || signal === 'work');
}

function byEstimates<P extends Pick<Policy<unknown>, 'name' | 'needs'>>(policy: P): P {
  return policy.needs.includes('size') ? { ...policy, name: `${policy.name} by estimates` } : policy;
}

/** A simpler discipline that does the same here: priorities and weights that are all the same tell nobody apart. */
export function effectiveDiscipline(scenario: Scenario): Policy<Discipline> {
  const { pool: { discipline }, sources, classes } = scenario;
  const { name, params } = discipline;
  const single = new Set(sources.map((source) => source.class)).size === 1;
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
    case 'dps':
    case 'gittins':
    case 'gps':
      return madeSimpler(scenario);
    case 'drr':
    case 'wfq':
      return single ? FCFS : discipline;
    // A task never outlives a size that is known.
    case 'srpt-bounce':
      return { ...discipline, name: 'srpt' };
    default:
      return discipline;
  }
}

/** By what the discipline makes of the classes and of the distributions of their sizes, where it says so itself. */
function madeSimpler({ pool: { discipline }, sources, classes, workload }: Scenario): Policy<Discipline> {
  const present = [...new Set(sources.map((source) => source.class))];
  try {
    const made = discipline.create({ classes, workload, stream: stream('theory') });
    if (made.mechanism === 'attained') return { ...discipline, name: 'las', params: {} };
    if (made.mechanism !== 'shared') return discipline;
    const { weights, per = 'task' } = made;
    const alike = !weights || present.length === 1 || (per === 'task' && present.every((index) => weights[index] === weights[present[0]]));
    return alike ? { ...discipline, name: 'ps', params: {} } : discipline;
  } catch (error) {
    if (error instanceof ParamError) return discipline;
    throw error;
  }
}
