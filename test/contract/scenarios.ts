/** Scenarios built by hand, for tests that read no file. */
import { fcfs } from '../../src/disciplines/fcfs.ts';
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import { central } from '../../src/dispatchers/central.ts';
import type { DispatcherDefinition } from '../../src/dispatchers/define.ts';
import type { Distribution, JobClass, Node, Source, Workload } from '../../src/model.ts';
import type { Discipline, Dispatcher, DispatchSetup, Policy } from '../../src/policy.ts';
import type { Scenario } from '../../src/scenario.ts';
import { workloadOf } from '../../src/lab/scenario/workload.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';

export type Dispatch = Policy<Dispatcher, DispatchSetup>;

/** A dispatcher with parameters, its first example's where none are given. */
export function dispatchBy(definition: DispatcherDefinition, params = definition.examples[0]): Dispatch {
  return { name: definition.name, params, needs: definition.needs, create: (setup) => definition.create(params, setup) };
}

/** A discipline with parameters, its first example's where none are given. */
export function serveBy(definition: DisciplineDefinition, params = definition.examples[0]): Policy<Discipline> {
  return { name: definition.name, params, needs: definition.needs, create: (setup) => definition.create(params, setup) };
}

/** What a test wants otherwise than in M/M/1 at load 0.8, for 300 jobs. */
export interface Parts {
  readonly name?: string;
  readonly seed?: string;
  readonly nodes?: readonly Partial<Node>[];
  /** Of the pool. */
  readonly capacity?: number;
  readonly dispatch?: Dispatch;
  readonly discipline?: Policy<Discipline>;
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
      dispatch: parts.dispatch ?? dispatchBy(central),
      discipline: parts.discipline ?? serveBy(fcfs),
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
      begin: (stream) => {
        let count = 0;
        return { next: () => (count++ % batch === 0 ? gap.sample(stream) : 0) };
      },
    },
  };
}

export function customers(name: string, jobClass: number, population: number, think: Distribution, size: Distribution): Source {
  return { name, class: jobClass, size, process: { name: 'closed', mechanism: 'closed', population, think } };
}

/** One job of a trace, each a class of its own, so that it can be told from the others. */
export interface TracedJob {
  readonly arrival: number;
  readonly size: number;
  readonly priority: number;
  readonly weight?: number;
}

/** Nothing is known beforehand of a trace but its rate. */
export function traceOf(jobs: readonly TracedJob[]): Pick<Scenario, 'classes' | 'sources' | 'workload'> {
  return {
    workload: { rate: 1, classes: jobs.map(() => ({ rate: 1 / jobs.length })) },
    classes: jobs.map(({ priority, weight = 1 }, index) => ({ name: `job ${index}`, priority, weight })),
    sources: [
      {
        name: 'trace',
        class: 0,
        process: {
          name: 'recorded',
          mechanism: 'recorded',
          rate: 1,
          times: Float64Array.from(jobs, ({ arrival }) => arrival),
          sizes: Float64Array.from(jobs, ({ size }) => size),
          classes: Int32Array.from(jobs, (_, index) => index),
        },
      },
    ],
  };
}
