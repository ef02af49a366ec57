/** What a comparison is to settle: whether what is asked for can be had, and what it comes to. */
import { oracle } from '../../theory/oracle.ts';
import { factorOf } from '../scenario/units.ts';
import type { Fault } from '../scenario/faults.ts';
import type { LoadedScenario } from '../scenario/load-scenario.ts';
import { checkMeasured } from '../scenario/precision.ts';
import type { GoalSection, Size } from '../scenario/study-sections.ts';
import { COMPARED } from './verdict.ts';

/** Replications are added until it is reached, or until each variant has `atMost`. */
export interface Goal {
  /** `decided`: one variant is selected; `precise`: the intervals of the differences are narrow enough. */
  readonly until: 'decided' | 'precise';
  readonly metric: string;
  readonly statistic: string;
  /** The indifference, or the half-width: a fraction of the best, or in the unit of the metric. */
  readonly size: { readonly relative: number } | { readonly absolute: number };
  readonly atMost: number;
}

/** The first stage of a selection: from fewer samples a variance is not known well enough. */
export const FIRST_STAGE = 10;

/** The goal of `schedlab compare`; undefined where it makes the replications that are planned. Adds to `faults`. */
export function goalOf(section: GoalSection, { plan, unit }: LoadedScenario, untilDecided: boolean, faults: Fault[]): Goal | undefined {
  const { metric, statistic, indifference, precision, 'at-most': atMost } = section;
  const fault = (key: string, message: string, path = ['compare', key]) => void faults.push({ path, message, at: 'key' });
  if (untilDecided && !indifference) fault('', 'has no indifference: the least difference that matters, as in indifference: 2 %', ['compare']);
  if (untilDecided && precision) fault('precision', 'cannot stand beside --until-decided: one of them says when to stop');
  const asked = untilDecided ? indifference : precision;
  if (!asked) return undefined;
  const least = untilDecided ? FIRST_STAGE : 2;
  if (plan.replications < least) fault('', `must be ${least} or more to begin with, not ${plan.replications}`, ['run', 'replications']);
  if (atMost < plan.replications) fault('at-most', `must be at least the ${plan.replications} replications to begin with, not ${atMost}`);
  if (!COMPARED.has(metric)) faults.push({ path: ['compare', 'metric'], message: `${metric} is not compared: less of it is not better`, allowed: [...COMPARED] });
  if (statistic === 'variance') fault('statistic', 'must be the mean, a percentile, or a share above a threshold: variances are not compared');
  const size = sizeIn(asked, metric, statistic, unit);
  if (typeof size === 'string') fault(untilDecided ? 'indifference' : 'precision', size);
  else return { until: untilDecided ? 'decided' : 'precise', metric, statistic, size, atMost };
  return undefined;
}

const TIMES: ReadonlySet<string> = new Set(['response', 'waiting', 'drained']);

/** In the unit of the metric; what is wrong with it, where it has no such unit. */
function sizeIn(size: Size, metric: string, statistic: string, own: string | undefined): Goal['size'] | string {
  if ('relative' in size) return size;
  if (size.unit === undefined) return { absolute: size.absolute };
  if (!TIMES.has(metric) || statistic.startsWith('above ')) return `has the unit ${size.unit}, and ${metric} ${statistic} is no time`;
  const factor = factorOf(size.unit, own);
  return factor === undefined ? `has the unit ${size.unit}, which cannot be told in the scenario's own${own === undefined ? ': it names none' : `, ${own}`}` : { absolute: size.absolute * factor };
}

/** What can be asked of every variant: the metric is measured, and has a finite mean. Adds to `faults`. */
export function checkGoal({ metric, statistic }: Goal, variants: readonly { readonly name: string; readonly loaded: LoadedScenario }[], faults: Fault[]): void {
  if (variants.length < 2) faults.push({ path: ['compare'], message: 'has one variant: there is no difference to be settled' });
  const found: Fault[] = [];
  for (const { name, loaded: { scenario, plan } } of variants) {
    const { sources, pool, horizon, thresholds = [] } = scenario;
    checkMeasured({ metric, statistic }, { sources, nodes: pool.nodes, capacity: pool.capacity, horizon, thresholds, troubles: pool }, ['compare'], found);
    if (plan.overload) found.push({ path: ['compare'], message: `has a variant without a steady state, of which there is no mean to compare: ${name}` });
    else if (statistic === 'mean' && oracle(scenario).findings.some(({ scope, formula, prediction }) => scope === 'overall' && formula.kind === 'exact' && prediction.values[metric] === Infinity)) {
      found.push({ path: ['compare', 'metric'], message: `mean ${metric} is infinite, by theory, of ${name}: no number of replications settles a difference` });
    }
  }
  const messages = new Set<string>();
  for (const fault of found) {
    if (!messages.has(fault.message)) faults.push(fault);
    messages.add(fault.message);
  }
}
