/** The oracle: every formula that applies to a scenario, found without being named, or what stands in the way. */
import type { Prediction, Scenario, Station } from '../model.ts';
import { ParamError } from '../params.ts';
import { classParts } from './class-parts.ts';
import type { Formula } from './define.ts';
import { figure } from './figure.ts';
import * as all from './index.ts';
import { obstacle } from './obstacle.ts';
import { randomSplit, type Branch } from './random-split.ts';
import { reduce, type StandingAlone } from './reduce.ts';
import { isClassBlind, poissonInput } from './station.ts';
import { together } from './together.ts';

export interface Finding {
  readonly formula: Formula;
  /** `overall`, `node INDEX` (the first of its kind) or `class NAME`. */
  readonly scope: string;
  readonly prediction: Prediction;
  readonly params: unknown;
}

export interface Oracle {
  /** Exact ones first, and of these the one that says most. */
  readonly findings: readonly Finding[];
  /** In plain English: why there is no finding, or not every one. */
  readonly reasons: readonly string[];
}

export function oracle(scenario: Scenario): Oracle {
  const stations = reduce(scenario);
  if (typeof stations === 'string') return { findings: [], reasons: [stations] };
  const judged = stations.map((alone) => ({ ...alone, ...judge(alone) }));
  const reasons = [...new Set(judged.flatMap(({ reason }) => reason ?? []))];
  if (stations[0].nodes.length === 0) {
    const [{ verdicts }] = judged;
    const findings = verdicts.map((verdict) => ({ ...verdict, scope: 'overall' }));
    const classes = byClass(scenario, stations, verdicts.slice(0, 1));
    return { findings: [...findings, ...classes.findings], reasons: [...reasons, ...classes.reasons] };
  }
  const perNode = judged.flatMap(({ nodes, verdicts }) => verdicts.map((verdict) => ({ ...verdict, scope: `node ${nodes[0]}` })));
  if (judged.some(({ verdicts }) => verdicts.length === 0)) return { findings: perNode, reasons };
  const overall = wholeOf(scenario, judged.map((alone) => ({ ...alone, verdict: alone.verdicts[0] })));
  const classes = byClass(scenario, stations, judged.map(({ verdicts }) => verdicts[0]));
  return { findings: [overall, ...perNode, ...classes.findings], reasons: [...reasons, ...classes.reasons] };
}

type Verdict = Omit<Finding, 'scope'>;

/** What is known of one station: no verdict repeats what those before it say. */
function judge({ station, slots }: StandingAlone): { verdicts: readonly Verdict[]; reason?: string } {
  const load = loadOf(station);
  if (load >= 1 && station.capacity === Infinity) {
    return { verdicts: [], reason: `load ${figure(load)} is not below 1 and nothing is lost: there is no steady state to predict` };
  }
  try {
    const known = Object.values<Formula>(all)
      .map((formula) => ({ formula, params: formula.recognise(station) as unknown }))
      .filter(({ params }) => params !== undefined)
      .map(({ formula, params }): Verdict => ({ formula, params, prediction: ofSlots(formula.create(params), station.slots / slots) }))
      .toSorted((a, b) => Number(b.formula.kind === 'exact') - Number(a.formula.kind === 'exact') || weight(b) - weight(a) || a.formula.breadth - b.formula.breadth);
    const said = new Set<string>();
    const verdicts = known.filter(({ prediction }) => {
      const news = Object.keys(prediction.values).filter((key) => !said.has(key));
      for (const key of news) said.add(key);
      return news.length > 0;
    });
    return verdicts.length > 0 ? { verdicts } : { verdicts, reason: obstacle(station) };
  } catch (error) {
    if (!(error instanceof ParamError)) throw error;
    return { verdicts: [], reason: error.message };
  }
}

/** Utilisation as a fraction of all slots that are there. */
function ofSlots(prediction: Prediction, used: number): Prediction {
  const { utilisation, ...values } = prediction.values;
  if (utilisation === undefined || used === 1) return prediction;
  return { ...prediction, values: used > 0 ? { ...values, utilisation: utilisation * used } : values };
}

function weight({ prediction }: Verdict): number {
  return Object.keys(prediction.values).length;
}

function loadOf({ sources, slots, speed }: Station): number {
  const input = poissonInput(sources);
  return input ? (input.lambda * input.size.mean) / (slots * speed) : 0;
}

/** The nodes of a random split together. */
function wholeOf(scenario: Scenario, kinds: readonly (StandingAlone & { verdict: Verdict })[]): Finding {
  const branches = kinds.flatMap(({ slots, nodes, verdict: { formula, params } }) => nodes.map((): Branch => ({ formula, params, slots })));
  const params = { lambda: poissonInput(scenario.sources)!.lambda, branches };
  const titles = [...new Set(kinds.map(({ verdict }) => verdict.formula.title))];
  const formula = { ...randomSplit, title: `${randomSplit.title}: ${titles.join(' or ')} per node` };
  return { formula, scope: 'overall', params, prediction: together(besides(kinds, kinds.map(({ verdict }) => verdict.prediction))) };
}

/** Each class on its own, where there are several and the discipline treats them alike. */
function byClass(scenario: Scenario, stations: readonly StandingAlone[], verdicts: readonly Verdict[]): Oracle {
  const [{ station }] = stations;
  if (verdicts.length === 0 || new Set(station.sources.map((source) => source.class)).size < 2) return { findings: [], reasons: [] };
  const { name } = station.discipline;
  // Shortest remaining time looks at classes only through their sizes.
  if (!isClassBlind(station.discipline) && name !== 'srpt') return { findings: [], reasons: [`${name} treats classes differently: no formula here predicts them one by one`] };
  if (verdicts.some(({ formula }) => !formula.ofClass)) return { findings: [], reasons: [] };
  const findings = scenario.classes.flatMap(({ name: className }, index): Finding[] => {
    const predictions = verdicts.map(({ formula, params, prediction }, kind) => {
      const part = classParts(stations[kind].station).get(index);
      return part && formula.ofClass!(params, part, prediction);
    });
    if (!predictions.every((prediction) => prediction !== undefined)) return [];
    const merged = stations[0].nodes.length === 0 ? predictions[0] : together(besides(stations, predictions));
    return [{ formula: verdicts[0].formula, params: verdicts[0].params, scope: `class ${className}`, prediction: merged }];
  });
  return { findings, reasons: [] };
}

/** One entry per node, from one per kind of node. */
function besides(kinds: readonly StandingAlone[], predictions: readonly Prediction[]) {
  const share = 1 / kinds.reduce((sum, { nodes }) => sum + nodes.length, 0);
  return kinds.flatMap(({ slots, nodes }, kind) => nodes.map(() => ({ prediction: predictions[kind], slots, share })));
}
