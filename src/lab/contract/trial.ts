/** Scenarios put together from parts, which no file says. */
import { fcfs } from '../../disciplines/fcfs.ts';
import { central } from '../../dispatchers/central.ts';
import type { Distribution, JobClass, Node, Source, Workload } from '../../model.ts';
import type { Discipline, Dispatcher, DisciplineSetup, DispatchSetup, Policy } from '../../policy.ts';
import { exponential } from '../../random/distributions/exponential.ts';
import { stream } from '../../random/stream.ts';
import type { Definition } from '../../registry.ts';
import type { Faults, Recovery, Scenario } from '../../scenario.ts';
import { workloadOf } from '../scenario/workload.ts';

export type Dispatch = Policy<Dispatcher, DispatchSetup>;
export type Serve = Policy<Discipline>;

/** The definition with its parameters. */
export function policyOf<Params, Made, Setup>(
  definition: Definition<Params, Made> & { create(params: Params, setup: Setup): Made },
  params: Params,
): Policy<Made, Setup> {
  const { name, needs = [] } = definition;
  return { name, params: params as Readonly<Record<string, unknown>>, needs, create: (setup) => definition.create(params, setup) };
}

/** What is wanted otherwise than in M/M/1 at load 0.8, first come, first served, for 300 jobs. */
export interface Parts {
  readonly name?: string;
  readonly seed?: string;
  readonly nodes?: readonly Partial<Node>[];
  /** Of the pool. */
  readonly capacity?: number;
  readonly faults?: Faults;
  readonly recovery?: Recovery;
  readonly dispatch?: Dispatch;
  readonly discipline?: Serve;
  readonly classes?: readonly JobClass[];
  readonly sources?: readonly Source[];
  /** Worked out from the sources where it is not given. */
  readonly workload?: Workload;
  readonly jobs?: number;
  /** Ends the run at this time instead of after `jobs`. */
  readonly until?: number;
  /** In jobs, or in time where `until` is given. */
  readonly warmup?: number;
}

export function scenarioOf(parts: Parts = {}): Scenario {
  const classes = parts.classes ?? [{ name: 'job', priority: 0, weight: 1 }];
  const sources = parts.sources ?? [renewals('jobs', 0, exponential.create({ mean: 1.25 }), exponential.create({ mean: 1 }))];
  return {
    name: parts.name ?? 'test',
    seed: parts.seed ?? 'test',
    classes,
    sources,
    workload: parts.workload ?? workloadOf(classes, sources),
    pool: {
      nodes: (parts.nodes ?? [{}]).map((node) => ({ slots: 1, speed: 1, capacity: Infinity, ...node })),
      capacity: parts.capacity ?? Infinity,
      dispatch: parts.dispatch ?? policyOf(central, {}),
      discipline: parts.discipline ?? policyOf(fcfs, {}),
      ...(parts.faults && { faults: parts.faults }),
      ...(parts.recovery && { recovery: parts.recovery }),
    },
    horizon: {
      unit: parts.until === undefined ? 'jobs' : 'time',
      length: parts.until ?? parts.jobs ?? 300,
      warmup: parts.warmup ?? 0,
    },
  };
}

/** Jobs one by one, or `batch` at once, after independent gaps. */
export function renewals(name: string, jobClass: number, gap: Distribution, size: Distribution, batch = 1): Source {
  return {
    name,
    class: jobClass,
    size,
    process: {
      name: 'test',
      mechanism: 'open',
      rate: batch / gap.mean,
      begin: (chance) => {
        let count = 0;
        return { next: () => (count++ % batch === 0 ? gap.sample(chance) : 0) };
      },
    },
  };
}

export function customers(name: string, jobClass: number, population: number, think: Distribution, size: Distribution): Source {
  return { name, class: jobClass, size, process: { name: 'closed', mechanism: 'closed', population, think } };
}

/** What the scenario's policies are given when they are made, with a chance that is nobody else's. */
export function setupOf({ pool, classes, workload }: Scenario): DispatchSetup & DisciplineSetup {
  return { nodes: pool.nodes, classes, workload, stream: stream('unused') };
}
