import type { Accumulators, OpenArrivals, Source, Stream } from '../../model.ts';
import type { Discipline } from '../../policy.ts';
import type { Scenario } from '../../scenario.ts';
import type { Account } from '../account.ts';
import { type PlainPolicies, PlainSystem } from './plain-system.ts';
import { hasSmoothGaps, isSmooth } from './smooth.ts';

/**
 * Runs a scenario to its horizon where it is plain, that is where jobs of one task come from open sources to nodes of one slot each,
 * which hold any number of them and never fail; undefined where it is not.
 */
export function runPlain(scenario: Scenario, accumulators: Accumulators, stream: (name: string) => Stream): Account | undefined {
  const sources = plainSources(scenario);
  const policies = sources && plainPolicies(scenario, stream);
  return sources && policies && new PlainSystem(scenario, sources, policies, accumulators, stream).run(scenario.horizon);
}

type OpenSource = Source & { readonly process: OpenArrivals };

function plainSources({ sources }: Scenario): readonly OpenSource[] | undefined {
  if (!sources.every((source): source is OpenSource => isPlain(source))) return undefined;
  // Where neither sizes nor gaps are smooth, ends and arrivals coincide, and it matters which was set first.
  return sources.every(({ size }) => isSmooth(size)) || sources.every(hasSmoothGaps) ? sources : undefined;
}

function isPlain({ process, tasks, estimate, deadline, key }: Source): boolean {
  return process.mechanism === 'open' && !tasks && !estimate && !deadline && !key;
}

function plainPolicies({ pool, classes, workload }: Scenario, stream: (name: string) => Stream): PlainPolicies | undefined {
  const { nodes, capacity, faults, recovery, information, dispatch } = pool;
  const anyLost = capacity < Infinity || nodes.some((node) => node.capacity < Infinity);
  if (anyLost || faults || recovery || information || dispatch.needs.includes('work') || nodes.some(({ slots }) => slots !== 1)) return undefined;
  const dispatcher = dispatch.create({ nodes, stream: stream('dispatch/pool'), workload, late: false });
  const discipline = pool.discipline.create({ classes, workload, stream: stream('discipline/pool') });
  return dispatcher.mechanism === 'push' && isPlainDiscipline(discipline) ? { dispatcher, discipline } : undefined;
}

/** Whether the order is known by rank or by who came when, and what ranks are is known when a task comes or is preempted. */
function isPlainDiscipline(discipline: Discipline): boolean {
  if (discipline.mechanism === 'shared') return discipline.weights === undefined;
  if (discipline.mechanism === 'attained') return true;
  const { afterwards = 'resume', rank, slope, restless, lots, next, turn, started, stateful } = discipline;
  const before = rank !== undefined && rank.length > 2;
  return afterwards === 'resume' && !before && !slope && !restless && !lots && !next && !turn && !started && !stateful;
}
