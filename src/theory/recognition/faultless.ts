import { deterministic } from '../../random/distributions/deterministic.ts';
import { mixture } from '../../random/distributions/mixture.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import type { Pool, Scenario } from '../../scenario.ts';

/** The same system without faults, where there is one; else why formulas of queues in which nothing goes wrong do not hold. */
export function faultless(scenario: Scenario): Scenario | string {
  const { faults = {}, recovery } = scenario.pool;
  const { straggler } = faults;
  const wrong = [
    faults.crashes && 'nodes crash',
    faults.failure && 'tasks fail',
    faults.hang && 'tasks hang',
    straggler && 'tasks straggle',
    recovery?.timeout !== undefined && 'tasks are given up after a timeout',
    recovery?.backup && 'slow tasks have backups',
  ].filter((what) => typeof what === 'string');
  // Where no try fails, a retry has nothing to do.
  if (wrong.length === 0) return scenario;
  const slower = wrong.length === 1 && straggler ? withStragglers(scenario, straggler) : undefined;
  return slower ?? `${wrong.join(', ')}: no exact formula here covers that`;
}

/** A try that straggles is a task of a greater size, which no policy foresees: to it the size is an estimate. */
function withStragglers(scenario: Scenario, { probability, factor }: NonNullable<NonNullable<Pool['faults']>['straggler']>): Scenario | undefined {
  if (scenario.sources.some(({ size }) => !size)) return undefined;
  const sources = scenario.sources.map((source) => ({
    ...source,
    size: mixture.create({ of: [{ weight: 1 - probability, distribution: source.size! }, { weight: probability, distribution: scaled(source.size!, factor) }] }),
    estimate: source.estimate ?? deterministic.create({ value: 1 }),
  }));
  return { ...scenario, sources };
}
