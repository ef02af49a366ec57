import type { Accumulators } from '../../accumulators.ts';
import type { Source, Stream } from '../../model.ts';
import type { Discipline, Policy } from '../../policy.ts';
import { isBounded, type Pool, type Scenario } from '../../scenario.ts';
import type { Account } from '../account.ts';
import type { OpenSource } from './jobs-of-source.ts';
import { manyNodes, oneNode } from './loops.ts';
import { type PlainDiscipline, type PlainSetup, type PlainSystem, toBeAsked, wayOf } from './plain-system.ts';
import { hasSmoothGaps, isSmooth } from './smooth.ts';

/**
 * Runs a scenario to its horizon where it is plain: jobs of one task come from open sources to nodes that never fail, the dispatcher
 * pushes and sees the present, or nodes have one queue, and there is a way of serving for the discipline (`wayOf`). Where it is not:
 * what is to be run otherwise, with the policies that were made for a look.
 */
export function runPlain(scenario: Scenario, accumulators: Accumulators, stream: (name: string) => Stream): { readonly account: Account } | { readonly left: Scenario } {
  const sources = plainSources(scenario);
  if (!sources || !isPlainPool(scenario.pool)) return { left: scenario };
  const { pool, classes, workload } = scenario;
  const dispatcher = pool.dispatch.create({ nodes: pool.nodes, stream: stream('dispatch/pool'), workload, late: false });
  const discipline = pool.discipline.create({ classes, workload, stream: stream('discipline/pool') });
  if (dispatcher.mechanism !== 'replicate' && isPlainDiscipline(discipline)) {
    const way = wayOf({ scenario, dispatcher, discipline });
    if (way !== undefined) return { account: systemFor({ scenario, sources, dispatcher, discipline, way, accumulators, stream }).run(scenario.horizon) };
  }
  return { left: { ...scenario, pool: { ...pool, dispatch: already(dispatcher, pool.dispatch), discipline: already(discipline, pool.discipline) } } };
}

function systemFor(setup: PlainSetup): PlainSystem {
  const { way } = setup;
  return way === 'inSlots' || isBounded(setup.scenario.pool) || toBeAsked(setup) ? new manyNodes[way](setup) : new oneNode[way](setup);
}

/** The policy whose first object has been made. */
function already<T, Setup>(first: T, policy: Policy<T, Setup>): Policy<T, Setup> {
  let given = false;
  const create = (setup: Setup): T => {
    if (given) return policy.create(setup);
    given = true;
    return first;
  };
  return { ...policy, create };
}

function plainSources({ sources }: Scenario): readonly OpenSource[] | undefined {
  if (!sources.every((source): source is OpenSource => isPlain(source))) return undefined;
  // Where neither sizes nor gaps are smooth, ends and arrivals coincide, and it matters which was set first.
  return sources.every(({ size }) => isSmooth(size)) || sources.every(hasSmoothGaps) ? sources : undefined;
}

function isPlain({ process, tasks, estimate, deadline, key }: Source): boolean {
  return process.mechanism === 'open' && !tasks && !estimate && !deadline && !key;
}

function isPlainPool({ faults, recovery, information, dispatch }: Pool): boolean {
  return !faults && !recovery && !information && !dispatch.needs.includes('work');
}

/** Whether the order is known by rank or by who came when, and what ranks are is known when a task comes or is preempted. */
function isPlainDiscipline(discipline: Discipline): discipline is PlainDiscipline {
  if (discipline.mechanism === 'shared') return discipline.weights === undefined;
  if (discipline.mechanism === 'attained') return true;
  const { afterwards = 'resume', rank, slope, restless, lots, next, turn, started, stateful } = discipline;
  const before = rank !== undefined && rank.length > 2;
  return afterwards === 'resume' && !before && !slope && !restless && !lots && !next && !turn && !started && !stateful;
}
