import { observe } from '../../backends/simulated/observe.ts';
import type { Scenario } from '../../scenario.ts';
import { Audit } from './audit.ts';
import { identified } from './identified.ts';
import { LawBroken, type Violation } from './law.ts';
import { streamsOf } from './path.ts';

/** Runs the scenario as it is and with its jobs told apart, under audit. */
export function audited(scenario: Scenario): readonly Violation[] {
  return broken(() => {
    const asIs = new Audit(scenario);
    const account = observe(scenario, 0, asIs);
    // Tasks of one job cannot be told apart by class.
    if (scenario.sources.some(({ tasks }) => tasks)) return asIs.finish(account);
    const known = identified(scenario, streamsOf(scenario), Math.ceil((1.2 * account.arrived) / scenario.sources.length) + 10);
    const apart = new Audit(known.scenario, known.sizes);
    return [...asIs.finish(account), ...apart.finish(observe(known.scenario, 0, apart))];
  });
}

/** The violations that the run finds, or what it broke off at. */
export function broken(run: () => readonly Violation[]): readonly Violation[] {
  try {
    return run();
  } catch (error) {
    if (error instanceof LawBroken) return [{ law: error.law, message: error.message }];
    if (error instanceof RangeError) return [{ law: 'valid answers', message: error.message }];
    throw error;
  }
}
