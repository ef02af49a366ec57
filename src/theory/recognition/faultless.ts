import type { Scenario } from '../../scenario.ts';

/** The scenario where nothing goes wrong in it and nothing is done about it; else why formulas of queues without faults do not hold. */
export function faultless(scenario: Scenario): Scenario | string {
  const { faults = {}, recovery } = scenario.pool;
  const wrong = [
    faults.crashes && 'nodes crash',
    faults.failure && 'tasks fail',
    faults.hang && 'tasks hang',
    faults.straggler && 'tasks straggle',
    recovery?.timeout !== undefined && 'tasks are given up after a timeout',
    recovery?.backup && 'slow tasks are backed up',
  ].filter((what) => typeof what === 'string');
  return wrong.length === 0 ? scenario : `${wrong.join(', ')}: no formula here covers that`;
}
