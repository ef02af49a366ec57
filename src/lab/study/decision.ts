/** The outcome of a comparison that went on until it was decided, and what is promised of it. */
import type { Decision } from '../../study.ts';
import type { Goal } from './goal.ts';
import type { Study } from './load-study.ts';
import type { Settled } from './play-on.ts';
import type { Measured } from './point-reducer.ts';

const PROCEDURE =
  'fully sequential selection on common random numbers: each leader against all rivals, with the boundaries of Kim and Nelson 2001 for good selection; what is proven worse is left out';

export function decisionOf({ base: { plan }, variants }: Study, goal: Goal, { selected, inContention, indifference, more }: NonNullable<Settled['selection']>, { samples }: Measured): Decision {
  const { metric, statistic, size, atMost } = goal;
  const outcome = (index: number) => (index === selected ? 'selected' : inContention.includes(index) ? 'in contention' : 'out');
  return {
    metric,
    statistic,
    ...size,
    indifference,
    confidence: plan.confidence,
    procedure: PROCEDURE,
    guarantee: `with probability ${plan.confidence} or more the selected variant is the best, or within the indifference of the best; so it is the best wherever that is better than all others by the indifference or more`,
    selected: selected === undefined ? null : variants[selected].name,
    firstStage: plan.replications,
    atMost,
    variants: variants.map(({ name }, index) => ({ variant: name, replications: samples[index].length, outcome: outcome(index) })),
    ...(selected === undefined && { more }),
  };
}
