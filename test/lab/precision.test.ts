/** A precision can only be asked for of what is measured. */
import { expect, test } from 'vitest';
import { faultsOf, poisson } from './scenario-text.ts';

const run = (metric: string) => `{ jobs: 1000, precision: { metric: ${metric}, relative: 0.1 } }`;
const D = 'deadline: { deterministic: { value: 9 } }';

test.each<[string, string, string, string[]]>([
  ['missed', poisson(), '{ nodes: 1 }', ['run.precision.metric: missed is not measured here: no jobs have a deadline']],
  ['missed', poisson(D), '{ nodes: 1 }', []],
  ['loss', poisson(), '{ nodes: 1 }', ['run.precision.metric: loss is not measured here: nothing can be lost where no capacity is given']],
  ['loss', poisson(), '{ nodes: 1, capacity: 3 }', []],
  ['loss', poisson(), '{ nodes: { capacity: 3 } }', []],
  ['utilisation', poisson(), '{ nodes: { slots: unlimited } }', ['run.precision.metric: utilisation is not measured here: of unlimited slots no fraction is busy']],
  ['utilisation', poisson(), '{ nodes: 1 }', []],
])('%s of %s on %s', (metric, arrivals, pool, faults) => {
  expect(faultsOf([arrivals], pool, run(metric))).toEqual(faults);
});
