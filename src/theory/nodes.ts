/** Nodes that stand alone side by side, as one. */
import type { Scenario } from '../scenario.ts';
import type { Prediction } from '../prediction.ts';
import { type Formula, type Kind, LONGEST_SHORT } from './define.ts';
import { randomSplit, type Branch } from './dispatching/random-split.ts';
import { roundRobinSplit } from './dispatching/round-robin-split.ts';
import { weightedSplit } from './dispatching/weighted-split.ts';
import type { Judged, Verdict } from './finding.ts';
import { blindSplit } from './recognition/reduce.ts';
import { openRate } from './recognition/station.ts';
import { together } from './together.ts';

/** What is known of all nodes together, from one verdict per kind of node. */
export function wholeOf(scenario: Scenario, kinds: readonly Judged[], verdicts: readonly Verdict[]): Verdict {
  const branches = kinds.flatMap(({ slots, nodes, share }, kind) => nodes.map((): Branch => ({ formula: verdicts[kind].formula, params: verdicts[kind].params, slots, share })));
  const titles = [...new Set(verdicts.map(({ formula }) => formula.title))];
  const short = `${[...new Set(verdicts.map(({ formula }) => formula.short ?? formula.title))].join(' or ')} per node`;
  const base = splitOf(scenario);
  const kind = weakest(verdicts.map(({ formula }) => formula.kind));
  return {
    formula: { ...base, kind, title: `${base.title.split(':')[0]}: ${titles.join(' or ')} per node`, short: short.length <= LONGEST_SHORT ? short : base.short! },
    params: { lambda: openRate(scenario.sources), branches },
    prediction: ofAllSlots(together(besides(kinds, verdicts.map(({ prediction }) => prediction))), scenario, kinds),
  };
}

/** The formula of the split, for nodes of any kind. */
function splitOf(scenario: Scenario): Formula {
  const { create, steps } = randomSplit;
  if (blindSplit(scenario.pool) === 'round-robin') return { ...roundRobinSplit, create, steps };
  if (blindSplit(scenario.pool)) return randomSplit;
  const [, ...equations] = randomSplit.equations;
  return { ...weightedSplit, equations: [weightedSplit.equations[0], ...equations], symbols: { ...randomSplit.symbols, 'pᵢ': weightedSplit.symbols['pᵢ'] }, create, steps };
}

/** Utilisation as a fraction of all slots, also of nodes to which no job comes. */
function ofAllSlots(prediction: Prediction, { pool }: Scenario, kinds: readonly Judged[]): Prediction {
  const { utilisation } = prediction.values;
  const used = kinds.reduce((sum, { slots, nodes }) => sum + slots * nodes.length, 0);
  const all = pool.nodes.reduce((sum, { slots }) => sum + slots, 0);
  return utilisation === undefined || used === all ? prediction : { ...prediction, values: { ...prediction.values, utilisation: utilisation * (used / all) } };
}

function weakest(kinds: readonly Kind[]): Kind {
  const order: readonly Kind[] = ['asymptotic', 'approximation', 'bound'];
  return order.find((kind) => kinds.includes(kind)) ?? 'exact';
}

/** One entry per node, from one per kind of node. */
export function besides(kinds: readonly Judged[], predictions: readonly Prediction[]) {
  return kinds.flatMap(({ slots, nodes, share }, kind) => nodes.map(() => ({ prediction: predictions[kind], slots, share })));
}
