/** Short runs of pools under a dispatcher, each held to the laws that every run keeps. */
import { replicate } from '../../src/backends/simulated/replicate.ts';
import { fcfs } from '../../src/disciplines/fcfs.ts';
import type { DispatcherDefinition } from '../../src/dispatchers/define.ts';
import { selfChecks } from '../../src/lab/checks.ts';
import type { Distribution, Node } from '../../src/model.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { joinClasses, type Section } from '../../src/stats/recording.ts';
import type { Information, Scenario } from '../../src/scenario.ts';
import { type Dispatch, dispatchBy, renewals, scenarioOf, type Serve, serveBy } from '../contract/scenarios.ts';

export interface Farm {
  readonly nodes: readonly Partial<Node>[];
  readonly dispatch: Dispatch;
  readonly load?: number;
  readonly size?: Distribution;
  readonly discipline?: Serve;
  readonly jobs?: number;
  readonly warmup?: number;
  readonly seed?: string;
  readonly key?: Distribution;
  readonly information?: Information;
}

/** Poisson arrivals at a load of all nodes together. */
export function farm({ nodes, dispatch, load = 0.7, size = exponential.create({ mean: 1 }), jobs = 20_000, warmup = jobs / 10, key, information, ...others }: Farm): Scenario {
  const capacity = nodes.reduce((sum, { slots = 1, speed = 1 }) => sum + slots * speed, 0);
  const source = renewals('jobs', 0, exponential.create({ mean: size.mean / (load * capacity) }), size);
  const scenario = scenarioOf({ nodes, dispatch, discipline: others.discipline ?? serveBy(fcfs), sources: [key ? { ...source, key } : source], jobs, warmup, seed: others.seed ?? 'farm' });
  return information ? { ...scenario, pool: { ...scenario.pool, information } } : scenario;
}

export interface Outcome {
  readonly response: number;
  readonly sections: readonly Section[];
  /** Fraction of completed jobs by node. */
  readonly shares: readonly number[];
}

/** Replication `index`, after its warm-up. Throws where a law is broken. */
export function run(scenario: Scenario, index = 0): Outcome {
  const result = replicate(scenario, index);
  selfChecks(result);
  const sections = scenario.horizon.warmup > 0 ? result.recording.sections.slice(1) : result.recording.sections;
  const { response } = joinClasses(sections.flatMap(({ classes }) => classes));
  const completed = scenario.pool.nodes.map((_, node) => sections.reduce((sum, section) => sum + section.nodes!.completed[node], 0));
  const all = completed.reduce((sum, count) => sum + count, 0);
  return { response: response.moments.mean, sections, shares: completed.map((count) => count / all) };
}

export interface Measured {
  readonly mean: number;
  readonly error: number;
}

/** Mean response and its standard error, from independent replications. */
export function meanResponse(scenario: Scenario, replications = 8): Measured {
  const means = Array.from({ length: replications }, (_, index) => run(scenario, index).response);
  const mean = means.reduce((sum, each) => sum + each, 0) / replications;
  const variance = means.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (replications - 1);
  return { mean, error: Math.sqrt(variance / replications) };
}

/** By how many standard errors it is off. */
export const z = ({ mean, error }: Measured, truth: number): number => (mean - truth) / error;

/** The definition with its defaults, some of them replaced. */
export function by(definition: DispatcherDefinition, params: Readonly<Record<string, unknown>> = {}): Dispatch {
  return dispatchBy(definition, definition.params.parse(params));
}
