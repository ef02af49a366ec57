/** The oracle: every formula that applies to a scenario, found without being named, or what stands in the way. */
import type { Prediction, Scenario } from '../model.ts';
import { ParamError } from '../params.ts';
import { byClass } from './classes.ts';
import type { Formula, Kind } from './define.ts';
import { figure } from './figure.ts';
import * as all from './index.ts';
import { wholeOf } from './nodes.ts';
import { obstacle } from './recognition/obstacle.ts';
import { reduce, type StandingAlone } from './recognition/reduce.ts';
import { loadOf } from './recognition/station.ts';

export interface Finding {
  readonly formula: Formula;
  /** `overall`, `node INDEX` (the first of its kind) or `class NAME`. */
  readonly scope: string;
  readonly prediction: Prediction;
  readonly params: unknown;
}

/** What a formula says of a part of a scenario. */
export type Verdict = Omit<Finding, 'scope'>;

export interface Oracle {
  /** Exact ones first, and of these the one that says most; then bounds, approximations and limits. */
  readonly findings: readonly Finding[];
  /** In plain English: why there is no finding, or not an exact one, or not every one. */
  readonly reasons: readonly string[];
}

/** A station with what is known of it. */
export interface Judged extends StandingAlone {
  readonly verdicts: readonly Verdict[];
}

export function oracle(scenario: Scenario): Oracle {
  const stations = reduce(scenario);
  const overload = overloadOf(scenario, typeof stations === 'string' ? [] : stations);
  if (overload !== undefined) return { findings: [], reasons: [overload] };
  const dependent = judge((formula) => formula.recogniseScenario?.(scenario));
  if (typeof stations === 'string') return { findings: overall(dependent.verdicts), reasons: reasonsFor(stations, dependent) };
  const judged = stations.map((alone) => ({ ...alone, ...judgeStation(alone) }));
  if (judged[0].nodes.length === 0) {
    const known = merge([...dependent.verdicts, ...judged[0].verdicts]);
    const classes = byClass(scenario, judged, known.slice(0, 1));
    const reasons = reasonsFor(obstacle(judged[0].station), { verdicts: known, refused: [...dependent.refused, ...judged[0].refused] });
    return { findings: [...overall(known), ...classes.findings], reasons: [...reasons, ...classes.reasons] };
  }
  return ofNodes(scenario, judged, dependent);
}

/** Nodes that each stand alone, and what is known of all of them together. */
function ofNodes(scenario: Scenario, judged: readonly (Judged & Judgement)[], dependent: Judgement): Oracle {
  const perNode = judged.flatMap(({ nodes, verdicts }) => verdicts.map((verdict) => ({ ...verdict, scope: `node ${nodes[0]}` })));
  const reasons = [...new Set(judged.flatMap((one) => reasonsFor(obstacle(one.station), one)))];
  const first = judged.map(({ verdicts }) => verdicts.find(({ formula }) => formula.kind !== 'bound'));
  if (!first.every((verdict) => verdict !== undefined)) return { findings: [...overall(dependent.verdicts), ...perNode], reasons };
  const known = merge([wholeOf(scenario, judged, first), ...dependent.verdicts]);
  const classes = byClass(scenario, judged, first);
  return { findings: [...overall(known), ...perNode, ...classes.findings], reasons: [...reasons, ...classes.reasons] };
}

function overall(verdicts: readonly Verdict[]): Finding[] {
  return verdicts.map((verdict) => ({ ...verdict, scope: 'overall' }));
}

interface Judgement {
  readonly verdicts: readonly Verdict[];
  /** Why formulas that are about such a system refuse this one. */
  readonly refused: readonly string[];
}

/** What every formula says that recognises its parameters. */
function judge(recognise: (formula: Formula) => unknown): Judgement {
  const verdicts: Verdict[] = [];
  const refused: string[] = [];
  for (const formula of Object.values<Formula>(all)) {
    try {
      const params = recognise(formula);
      if (params !== undefined) verdicts.push({ formula, params, prediction: formula.create(params) });
    } catch (error) {
      if (!(error instanceof ParamError)) throw error;
      refused.push(error.message);
    }
  }
  return { verdicts: merge(verdicts), refused };
}

function judgeStation({ station, slots }: StandingAlone): Judgement {
  const { verdicts, refused } = judge((formula) => formula.recognise?.(station));
  return { verdicts: verdicts.map((verdict) => ({ ...verdict, prediction: ofSlots(verdict.prediction, station.slots / slots) })), refused };
}

/** Utilisation as a fraction of all slots that are there. */
function ofSlots(prediction: Prediction, used: number): Prediction {
  const { utilisation, ...values } = prediction.values;
  if (utilisation === undefined || used === 1) return prediction;
  return { ...prediction, values: used > 0 ? { ...values, utilisation: utilisation * used } : values };
}

const RANK: Readonly<Record<Kind, number>> = { exact: 0, bound: 1, approximation: 2, asymptotic: 3 };

/** In order of worth, without those that say nothing which is not known exactly already. */
function merge(verdicts: readonly Verdict[]): Verdict[] {
  const ordered = verdicts.toSorted((a, b) => RANK[a.formula.kind] - RANK[b.formula.kind] || weight(b) - weight(a) || a.formula.breadth - b.formula.breadth);
  const exact = new Set<string>();
  return ordered.filter(({ formula, prediction }) => {
    const news = keysOf(prediction).filter((key) => !exact.has(key));
    if (formula.kind === 'exact') for (const key of news) exact.add(key);
    return news.length > 0;
  });
}

function weight({ prediction }: Verdict): number {
  return keysOf(prediction).length;
}

function keysOf({ values, bounds = {} }: Prediction): string[] {
  return [...Object.keys(values), ...Object.keys(bounds)];
}

/** What stands in the way of an exact answer, and what is shown in its place. */
function reasonsFor(inTheWay: string, { verdicts, refused }: Judgement): string[] {
  if (verdicts.some(({ formula }) => formula.kind === 'exact')) return [];
  if (verdicts.length === 0 && refused.length > 0) return [...new Set(refused)];
  const shown = verdicts.map(({ formula }) => `${formula.title} (${formula.kind})`);
  return [inTheWay + (shown.length > 0 ? `; shown: ${shown.join(', ')}` : '')];
}

/** Why there is no steady state to predict; undefined where there is one. */
function overloadOf({ pool, sources }: Scenario, stations: readonly StandingAlone[]): string | undefined {
  const loads = stations.filter(({ station }) => station.capacity === Infinity).map(({ station }) => loadOf(station.sources, station.slots * station.speed));
  const whole = pool.nodes.reduce((sum, { slots, speed }) => sum + slots * speed, 0);
  const lossless = pool.capacity === Infinity && pool.nodes.every(({ capacity }) => capacity === Infinity);
  const load = Math.max(...loads, stations.length === 0 && lossless ? loadOf(sources, whole) : 0);
  return load < 1 ? undefined : `load ${figure(load)} is not below 1 and nothing is lost: there is no steady state to predict`;
}
