/** Nodes that stand alone side by side, as one. */
import type { Scenario } from '../scenario.ts';
import type { Prediction } from '../prediction.ts';
import type { Kind } from './define.ts';
import { randomSplit, type Branch } from './dispatching/random-split.ts';
import { roundRobinSplit } from './dispatching/round-robin-split.ts';
import type { Judged, Verdict } from './finding.ts';
import { blindSplit } from './recognition/reduce.ts';
import { openRate } from './recognition/station.ts';
import { together } from './together.ts';

/** What is known of all nodes together, from one verdict per kind of node. */
export function wholeOf(scenario: Scenario, kinds: readonly Judged[], verdicts: readonly Verdict[]): Verdict {
  const branches = kinds.flatMap(({ slots, nodes }, kind) => nodes.map((): Branch => ({ formula: verdicts[kind].formula, params: verdicts[kind].params, slots })));
  const titles = [...new Set(verdicts.map(({ formula }) => formula.title))];
  const base = blindSplit(scenario.pool) === 'round-robin' ? { ...roundRobinSplit, create: randomSplit.create, steps: randomSplit.steps } : randomSplit;
  const kind = weakest(verdicts.map(({ formula }) => formula.kind));
  return {
    formula: { ...base, kind, title: `${base.title.split(':')[0]}: ${titles.join(' or ')} per node` },
    params: { lambda: openRate(scenario.sources), branches },
    prediction: together(besides(kinds, verdicts.map(({ prediction }) => prediction))),
  };
}

function weakest(kinds: readonly Kind[]): Kind {
  const order: readonly Kind[] = ['asymptotic', 'approximation', 'bound'];
  return order.find((kind) => kinds.includes(kind)) ?? 'exact';
}

/** One entry per node, from one per kind of node. */
export function besides(kinds: readonly Judged[], predictions: readonly Prediction[]) {
  const share = 1 / kinds.reduce((sum, { nodes }) => sum + nodes.length, 0);
  return kinds.flatMap(({ slots, nodes }, kind) => nodes.map(() => ({ prediction: predictions[kind], slots, share })));
}
