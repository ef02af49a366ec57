import type { Node, Source, Workload } from '../../model.ts';
import type { Policy } from '../../policy.ts';
import type { Information, Scenario } from '../../scenario.ts';
import type { DisciplineDefinition } from '../../disciplines/define.ts';
import type { DispatcherDefinition } from '../../dispatchers/define.ts';
import type { Named } from '../../params.ts';
import type { Definition } from '../../registry.ts';
import { catalogue } from '../catalogue.ts';
import { checkClock } from './clock.ts';
import type { Fault } from './faults.ts';
import { checkInformation, resolveInformation } from './information.ts';
import { meanSize, offeredLoad, type Overload, type Split } from './load.ts';
import { checkMemory } from './memory.ts';
import { checkPairing } from './pairing.ts';
import { checkCrashes, resolveRecovery, strainOf } from './recovery.ts';
import { checkPrecision, type Precision, precisionOf } from './precision.ts';
import type { ArrivalEntry, NodeGroup, PoolSection, RunSection } from './schema.ts';
import { resolveSources } from './sources.ts';
import { busiestRate, spanOf } from './span.ts';
import { about, show } from './words.ts';
import { workloadOf } from './workload.ts';

/** How the experiment on a scenario is made; the scenario itself says what one replication does. */
export interface Plan {
  readonly replications: number;
  /** `given`: the scenario's horizon has it. */
  readonly warmup: 'auto' | 'given' | 'none';
  readonly confidence: number;
  readonly precision?: Precision;
  /** Present where the system has no steady state, as the file allows. */
  readonly overload?: Overload;
}

/** The sections of a file that are each well-formed; what is missing had faults of its own. */
export interface Sections {
  readonly name: string;
  readonly seed: string;
  /** By their index in the file. */
  readonly arrivals: ReadonlyMap<number, ArrivalEntry>;
  /** How many the file has, well-formed or not. */
  readonly entries: number;
  readonly pool?: PoolSection | undefined;
  readonly run?: RunSection | undefined;
}

const LONGEST = 1e10;
const MOST_NODES = 1e5;
const MOST_SLOTS = 1e7;

/** What the sections mean together. Adds to `faults`; undefined where something needed is missing or at fault. */
export function resolve(
  { name, seed, arrivals, entries, pool, run }: Sections,
  read: (file: string) => string,
  faults: Fault[],
): { readonly scenario: Scenario; readonly plan: Plan } | undefined {
  const nodes = pool && resolveNodes(pool, faults);
  const { classes, sources } = resolveSources(arrivals, nodes, read, faults);
  if (!pool || !nodes) return undefined;
  const workload = workloadOf(classes, sources);
  const dispatch = resolveDispatch(pool, nodes, faults);
  const capacity = pool.capacity ?? Infinity;
  if (!dispatch) return undefined;
  const complete = entries > 0 && sources.length === entries;
  const discipline: Scenario['pool']['discipline'] = policy(pool.discipline);
  const troubles = resolveRecovery(pool, faults);
  const goTogether = complete && checkPairing(dispatch.policy, discipline, { nodes, classes, sources, workload, troubles }, faults);

  const overload = offeredLoad(sources, nodes, capacity, goTogether ? splitOf(dispatch, workload) : undefined, strainOf(troubles));
  if (overload && run && run.overload !== 'allow') {
    faults.push({ path: ['arrivals'], message: `${overload.message}; lower it, or say overload: allow under run` });
  }
  checkQuantum(pool.discipline, sources, nodes, faults);
  const information = resolveInformation(pool, faults);
  const horizon = run && resolveHorizon(run, sources, { complete, pool, nodes, information, crashes: troubles.faults?.crashes }, faults);
  if (run && complete) checkPrecision(run, { sources, nodes, capacity, horizon, troubles }, faults);
  if (horizon) checkMemory(horizon, sources, nodes, capacity, overload, faults);
  if (!horizon || !run || faults.length > 0) return undefined;
  const finite = sources.every(({ process }) => process.mechanism === 'recorded' || (process.mechanism === 'open' && process.ends !== undefined));
  return {
    scenario: {
      name,
      seed,
      classes,
      sources,
      workload,
      pool: { nodes, capacity, dispatch: dispatch.policy, discipline, ...(information && { information }), ...troubles },
      horizon,
      ...(run['by-size'] && { bySize: true as const }),
      ...(run.thresholds && { thresholds: [...new Set(run.thresholds)].toSorted((a, b) => a - b) }),
    },
    plan: {
      replications: run.replications,
      // Arrivals that end are all there is: nothing of them is warm-up unless the file says so.
      warmup: horizon.warmup > 0 ? 'given' : run.warmup === 'auto' && !finite && !overload ? 'auto' : 'none',
      confidence: run.confidence,
      ...(run.precision && { precision: precisionOf(run.precision) }),
      ...(overload && { overload }),
    },
  };
}

function policy<Made, Setup>(chosen: Named<Definition & { create(params: never, setup: Setup): Made }>): Policy<Made, Setup> {
  const { name, params, definition } = chosen;
  return {
    name,
    params: params as Readonly<Record<string, unknown>>,
    needs: definition.needs ?? [],
    create: (setup) => definition.create(params as never, setup),
  };
}

function resolveNodes(pool: PoolSection, faults: Fault[]): readonly Node[] | undefined {
  const groups = pool.nodes;
  const path = ['pool', 'nodes'];
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const slots = groups.reduce((sum, group) => sum + (group.slots === 'unlimited' ? 0 : group.slots * group.count), 0);
  if (count > MOST_NODES) faults.push({ path, message: `has ${show(count)} nodes, more than ${show(MOST_NODES)}` });
  if (slots > MOST_SLOTS) faults.push({ path, message: `has ${show(slots)} slots, more than ${show(MOST_SLOTS)}` });
  const unlimited = groups.filter((group) => group.slots === 'unlimited').length;
  if (unlimited > 0 && unlimited < groups.length) faults.push({ path, message: 'must be unlimited in slots all of them, or none' });
  if (pool.dispatch?.name === 'central') {
    if (unlimited > 0) faults.push({ path, message: 'must have a number of slots under dispatch: central' });
    if (groups.some(({ capacity }) => capacity !== undefined)) {
      faults.push({ path, message: 'must have no capacity under dispatch: central, where jobs wait in the pool; give pool.capacity' });
    }
  }
  for (const [index, group] of groups.entries()) {
    if (group.slots !== 'unlimited' && group.capacity !== undefined && group.capacity < group.slots) {
      const message = `must be at least the node's ${group.slots} slots, not ${group.capacity}`;
      faults.push({ path: [...path, index, 'capacity'], message });
    }
  }
  return count > MOST_NODES || slots > MOST_SLOTS ? undefined : groups.flatMap(nodesOf);
}

function nodesOf({ count, slots, speed, capacity }: NodeGroup): Node[] {
  const node = { slots: slots === 'unlimited' ? Infinity : slots, speed, capacity: capacity ?? Infinity };
  return Array.from({ length: count }, () => node);
}

function resolveDispatch(pool: PoolSection, nodes: readonly Node[], faults: Fault[]) {
  if (!pool.dispatch && nodes.length > 1) {
    faults.push({
      path: ['pool', 'dispatch'],
      message: `is required for a pool of ${nodes.length} nodes`,
      allowed: Object.keys(catalogue.dispatcher),
    });
    return undefined;
  }
  const definition = catalogue.dispatcher.random;
  const chosen: Named<DispatcherDefinition> = pool.dispatch ?? { name: 'random', params: {}, definition };
  return { policy: policy(chosen), split: (workload: Workload) => chosen.definition.split?.(chosen.params, nodes, workload) };
}

function splitOf({ policy: { needs }, split }: NonNullable<ReturnType<typeof resolveDispatch>>, workload: Workload): Split | undefined {
  const shares = split(workload);
  const alike = needs.includes('size') && workload.size?.variance === 0;
  return shares && { shares, because: alike ? 'all sizes are the same, and no cutoff splits them; take a dispatcher that does not go by size' : 'its share of the jobs does not depend on its speed' };
}

function checkQuantum(
  { name, params, definition }: Named<DisciplineDefinition>,
  sources: readonly Source[],
  nodes: readonly Node[],
  faults: Fault[],
): void {
  const quantum = definition.quantum?.(params) ?? Infinity;
  const largest = sources.reduce((most, source) => Math.max(most, meanSize(source)), 0);
  const turns = largest / (quantum * nodes.reduce((least, { speed }) => Math.min(least, speed), Infinity));
  if (turns > 1e4) {
    const message = `is so short that a mean job takes ${about(turns)} turns; at most 10000 are simulated, and ps is the limit`;
    faults.push({ path: ['pool', 'discipline', name, 'quantum'], message });
  }
}

interface Surroundings {
  /** Whether the sources are all that the file has; only then is it known how many jobs its records hold. */
  readonly complete: boolean;
  readonly pool: PoolSection;
  readonly nodes: readonly Node[];
  readonly information: Information | undefined;
  readonly crashes: NonNullable<Scenario['pool']['faults']>['crashes'];
}

function resolveHorizon(
  run: RunSection,
  sources: readonly Source[],
  { complete, pool, nodes, information, crashes }: Surroundings,
  faults: Fault[],
): Scenario['horizon'] | undefined {
  const atMost = run.precision?.['at-most'];
  if (atMost !== undefined && atMost < run.replications) {
    const message = `must be at least the ${run.replications} replications to begin with, not ${atMost}`;
    faults.push({ path: ['run', 'precision', 'at-most'], message });
  }
  if (run.jobs !== undefined && run.until !== undefined) {
    faults.push({ path: ['run', 'until'], message: 'cannot stand beside jobs: a run is measured by one of them', at: 'key' });
    return undefined;
  }
  if (run.precision && run.replications === 1) {
    faults.push({ path: ['run', 'precision'], message: 'needs replications: 2 or more, and adds to them', at: 'key' });
  }
  const unit = run.until === undefined ? 'jobs' : 'time';
  const rows = sources.map(({ process }) => (process.mechanism === 'recorded' ? process.times.length : Infinity));
  const recorded = complete ? rows.reduce((sum, count) => sum + count, 0) : Infinity;
  const length = run.until ?? Math.min(run.jobs ?? (recorded < Infinity ? recorded : 1e5), recorded);
  const warmup = typeof run.warmup === 'number' ? run.warmup : 0;
  if (unit === 'jobs' && !Number.isInteger(warmup)) {
    faults.push({ path: ['run', 'warmup'], message: `must be a whole number of jobs, not ${warmup}` });
  }
  if (warmup >= length) faults.push({ path: ['run', 'warmup'], message: `must be less than the run's ${show(length)}, not ${show(warmup)}` });
  const rate = sources.reduce((sum, source) => sum + busiestRate(source, pool.capacity ?? Infinity, nodes), 0);
  if (unit === 'time' && rate * length > LONGEST) {
    const endless = 'means jobs without end: customers who are lost and do not think come back at once';
    const message = rate === Infinity ? endless : `means ${about(rate * length)} jobs in a replication, more than ${show(LONGEST)}`;
    faults.push({ path: ['run', 'until'], message });
  } else if (complete) {
    const span = spanOf({ unit, length, warmup }, rate, sources, nodes);
    checkClock(span, sources, faults);
    if (information) checkInformation(information, span, nodes, faults);
    if (crashes) checkCrashes(crashes, span, nodes, faults);
  }
  return { unit, length, warmup };
}
