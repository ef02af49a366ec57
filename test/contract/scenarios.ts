/** Scenarios built by hand, for tests that read no file: the suite's own parts, our policies in them, and traces. */
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import type { DispatcherDefinition } from '../../src/dispatchers/define.ts';
import { type Dispatch, policyOf, type Serve } from '../../src/lab/contract/trial.ts';
import type { Scenario } from '../../src/scenario.ts';

export { customers, type Dispatch, type Parts, renewals, scenarioOf, type Serve, setupOf } from '../../src/lab/contract/trial.ts';

/** A dispatcher with parameters, its first example's where none are given. */
export function dispatchBy(definition: DispatcherDefinition, params: unknown = definition.examples[0]): Dispatch {
  return policyOf(definition, params);
}

/** A discipline with parameters, its first example's where none are given. */
export function serveBy(definition: DisciplineDefinition, params: unknown = definition.examples[0]): Serve {
  return policyOf(definition, params);
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
