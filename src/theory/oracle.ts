/** The oracle: every formula that applies to a scenario, found without being named, or what stands in the way. */
import { isBounded, type Scenario } from '../scenario.ts';
import type { Prediction } from '../prediction.ts';
import { ParamError } from '../params.ts';
import { byClass } from './classes.ts';
import { type Formula, RANK } from './define.ts';
import { figure } from './figure.ts';
import { type Finding, type Judged, type Oracle, spokesmen, type Verdict } from './finding.ts';
import * as all from './index.ts';
import { wholeOf } from './nodes.ts';
import { faultless } from './recognition/faultless.ts';
import { asSeen } from './recognition/effective.ts';
import { obstacle } from './recognition/obstacle.ts';
import { reduce, type StandingAlone } from './recognition/reduce.ts';
import { loadOf } from './recognition/station.ts';

export function oracle(asWritten: Scenario): Oracle {
  const withoutFaults = faultless(asWritten);
  if (asWritten.sources.some(({ tasks }) => tasks)) return ofTasks(withoutFaults);
  if (typeof withoutFaults === 'string') {
    const faulty = judge((formula) => formula.recogniseFaults?.(asWritten));
    return { findings: overall(faulty.verdicts), reasons: reasonsFor([withoutFaults], faulty) };
  }
  const scenario = asSeen(withoutFaults);
  const stations = reduce(scenario);
  const alone = typeof stations === 'string' ? [] : stations;
  const overload = overloadOf(scenario, alone);
  if (overload !== undefined) return { findings: [], reasons: [overload] };
  const whole = judge((formula) => formula.recogniseScenario?.(scenario));
  const judged = alone.map((one) => ({ ...one, ...judgeStation(one) }));
  const nodes = judged.filter((one) => one.nodes.length > 0);
  const together = nodes.length > 0 ? sumOf(scenario, nodes) : judged.flatMap(({ verdicts }) => verdicts);
  const known = merge([...whole.verdicts, ...together]);
  const perNode = nodes.flatMap(({ nodes: [first], verdicts }) => verdicts.map((verdict) => ({ ...verdict, scope: `node ${first}` })));
  const classes = byClass(scenario, judged, known);
  const inTheWay = typeof stations === 'string' ? [stations] : judged.filter(({ verdicts }) => !isAnswered(verdicts)).map(({ station }) => obstacle(station));
  const refused = [...whole.refused, ...judged.flatMap((one) => one.refused)];
  return {
    findings: [...overall(known), ...perNode, ...classes.findings],
    reasons: [...reasonsFor(inTheWay, { verdicts: known, refused }), ...classes.reasons],
  };
}

/** What is known where jobs have several tasks; or why nothing is, where it is not the same system without faults. */
function ofTasks(scenario: Scenario | string): Oracle {
  if (typeof scenario === 'string') return { findings: [], reasons: [scenario] };
  const overload = overloadOf(scenario, []);
  if (overload !== undefined) return { findings: [], reasons: [overload] };
  const judged = judge((formula) => formula.recogniseTasks?.(asSeen(scenario)));
  const { dispatch, discipline } = scenario.pool;
  return { findings: overall(judged.verdicts), reasons: reasonsFor([`jobs of several tasks by ${dispatch.name} and ${discipline.name}: no exact formula here covers that`], judged) };
}

/** What is known of nodes that each stand alone, all together; nothing where one of them has no formula. */
function sumOf(scenario: Scenario, nodes: readonly Judged[]): readonly Verdict[] {
  const first = spokesmen(nodes);
  return first ? [wholeOf(scenario, nodes, first)] : [];
}

/** Whether the response is known exactly. */
function isAnswered(verdicts: readonly Verdict[]): boolean {
  return verdicts.some(({ formula, prediction }) => formula.kind === 'exact' && 'response' in prediction.values);
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

/** In order of worth, without those that say nothing which is not known exactly already. */
function merge(verdicts: readonly Verdict[]): Verdict[] {
  const ordered = verdicts.toSorted((a, b) => RANK[a.formula.kind] - RANK[b.formula.kind] || weight(b) - weight(a) || a.formula.breadth - b.formula.breadth);
  const exact = new Set<string>();
  const best = tightest(verdicts);
  return ordered.filter(({ formula, prediction }) => {
    const news = keysOf(prediction).filter((key) => !exact.has(key));
    if (formula.kind === 'exact') for (const key of news) exact.add(key);
    return formula.kind === 'bound' ? sidesOf(prediction).some(({ key, side, value }) => news.includes(key) && best.get(key + side) === value) : news.length > 0;
  });
}

/** The largest lower and the smallest upper bound of every value. */
function tightest(verdicts: readonly Verdict[]): ReadonlyMap<string, number> {
  const best = new Map<string, number>();
  for (const { key, side, value } of verdicts.flatMap(({ prediction }) => sidesOf(prediction))) {
    const known = best.get(key + side) ?? value;
    best.set(key + side, side === 'lower' ? Math.max(known, value) : Math.min(known, value));
  }
  return best;
}

function sidesOf({ bounds = {} }: Prediction): readonly { readonly key: string; readonly side: 'lower' | 'upper'; readonly value: number }[] {
  return Object.entries(bounds).flatMap(([key, { lower, upper }]) => [
    ...(lower === undefined ? [] : [{ key, side: 'lower' as const, value: lower }]),
    ...(upper === undefined ? [] : [{ key, side: 'upper' as const, value: upper }]),
  ]);
}

function weight({ prediction }: Verdict): number {
  return keysOf(prediction).length;
}

function keysOf({ values, bounds = {} }: Prediction): string[] {
  return [...Object.keys(values), ...Object.keys(bounds)];
}

/** Why the response is not known exactly, and what is shown in its place. */
function reasonsFor(inTheWay: readonly string[], { verdicts, refused }: Judgement): string[] {
  if (isAnswered(verdicts)) return [];
  const shown = verdicts.filter(({ formula }) => formula.kind !== 'exact').map(({ formula }) => `${formula.title} (${formula.kind})`);
  const reasons = [...new Set(refused.length > 0 ? refused : inTheWay)];
  return [reasons.join('; ') + (shown.length > 0 ? `; shown: ${shown.join(', ')}` : '')];
}

/** Why there is no steady state to predict; undefined where there is one. */
function overloadOf({ pool, sources }: Scenario, stations: readonly StandingAlone[]): string | undefined {
  const alone = stations.filter(({ station }) => station.capacity === Infinity);
  const loads = alone.map(({ station }) => loadOf(station.sources, station.slots * station.speed));
  const whole = pool.nodes.reduce((sum, { slots, speed }) => sum + slots * speed, 0);
  const load = Math.max(...loads, stations.length === 0 && !isBounded(pool) ? loadOf(sources, whole) : 0);
  const { nodes = [] } = alone[loads.indexOf(load)] ?? {};
  const where = nodes.length === 0 || nodes.length === pool.nodes.length ? 'load' : `at node ${nodes[0]} load`;
  return load < 1 ? undefined : `${where} ${figure(load)} is not below 1 and nothing is lost: there is no steady state to predict`;
}
