import { nearest } from '../../registry.ts';
import { readDocument } from '../scenario/document.ts';
import { type Fault, ScenarioError } from '../scenario/faults.ts';
import type { LoadedScenario, LoadOptions } from '../scenario/load-scenario.ts';
import { nameFault } from '../study/parameters.ts';
import { type Constraint, constraintOf, type Expression, expressionOf, functionNames, type Vocabulary } from './expression.ts';
import { loadAnyLoad } from './load-point.ts';
import { type MetricName, metricNames } from './metric-names.ts';
import { ExpressionError } from './parse.ts';
import type { OptimiseSection } from './section.ts';
import { candidates, type Variable, variablesOf } from './variables.ts';

/** min f(x) subject to g(x) ≤ 0 over the candidates x, with what is needed to run them. */
export interface Problem {
  readonly base: LoadedScenario;
  readonly file: string;
  readonly text: string;
  /** With what expressions need to be measured. */
  readonly options: LoadOptions;
  readonly variables: readonly Variable[];
  readonly where: Readonly<Record<string, number>>;
  readonly objective: Expression;
  readonly constraints: readonly Constraint[];
  /** Everything that expressions need estimates of, each once. */
  readonly metrics: readonly MetricName[];
  readonly confidence: number;
  readonly budget: number;
  readonly indifference: number;
  /** Replications at the first look at a candidate. */
  readonly first: number;
  /** How many candidates there are. */
  readonly size: number;
}

/** Fewer do not tell how much replications vary. */
const FEWEST = 5;

/** Reads a scenario with its section `optimise`. Throws a ScenarioError that has every fault. */
export function loadProblem(file: string, text: string, options: LoadOptions = {}): Problem {
  // What the file itself has in the place of a variable does not matter, and may be too much or too little.
  const base = loadAnyLoad(file, text, options).loaded;
  const { locate } = readDocument(file, text, options.overrides);
  const faults: Fault[] = [];
  const { optimise: section, plan } = base;
  if (!section) {
    throw new ScenarioError(file, [locate({ path: [], message: 'has no section optimise: say what is minimised, as in optimise: { over: { nodes: { path: pool.nodes, integer: [1, 40] } }, minimise: nodes, subject-to: [response <= 2] }' })]);
  }
  if (plan.precision) faults.push({ path: ['run', 'precision'], message: 'is for schedlab run; optimise makes as many replications as its decisions take', at: 'key' });
  if (plan.replications < FEWEST) faults.push({ path: ['run', 'replications'], message: `must be ${FEWEST} or more, the first look at a candidate, not ${plan.replications}` });
  const variables = variablesOf(section.over, faults);
  for (const { name, path } of variables) {
    const fault = nameFault(path, ['optimise', 'over', name, 'path']);
    if (fault) faults.push({ path: fault.path, message: fault.message, allowed: fault.allowed, meant: fault.meant });
  }
  const vocabulary: Vocabulary = { variables, constants: section.where, classes: base.scenario.classes.map(({ name }) => name), unit: base.unit };
  checkNames(section, vocabulary, faults);
  const complete = variables.length === Object.keys(section.over).length;
  const read = <T extends Expression>(path: Fault['path'], make: () => T): T | undefined => attempt(path, make, complete ? faults : []);
  const objective = read(['optimise', 'minimise'], () => expressionOf(section.minimise, vocabulary));
  const constraints = section['subject-to'].flatMap((one, index) => read(['optimise', 'subject-to', index], () => constraintOf(one, vocabulary)) ?? []);
  const used = [objective, ...constraints].flatMap((one) => one?.metrics ?? []);
  const metrics = [...new Map(used.map((metric) => [metric.name, metric])).values()];
  if (objective && faults.length === 0) checkUse(variables, metrics, [objective, ...constraints], faults);
  const size = candidates(variables);
  if (faults.length > 0 || !objective) throw new ScenarioError(file, faults.map(locate));
  const { confidence, budget, indifference } = section;
  const thresholds = [...new Set([...(base.scenario.thresholds ?? []), ...metrics.flatMap(({ threshold }) => threshold ?? [])])];
  const measured = thresholds.length === 0 ? options : { ...options, overrides: [...(options.overrides ?? []), { path: ['run', 'thresholds'], value: thresholds }] };
  return { base, file, text, options: measured, variables, where: section.where, objective, constraints, metrics, confidence, budget, indifference, first: plan.replications, size };
}

function attempt<T>(path: Fault['path'], make: () => T, faults: Fault[]): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    faults.push({ path, message: error.message, allowed: error.allowed, meant: error.meant });
    return undefined;
  }
}

/** Names that expressions can use. */
const NAME = /^[A-Za-z_][A-Za-z_0-9]{0,59}$/;

/** A name has one meaning. */
function checkNames({ over, where }: OptimiseSection, { classes }: Vocabulary, faults: Fault[]): void {
  const taken = new Map<string, string>([...metricNames.map((name) => [name, 'a metric'] as const), ...functionNames.map((name) => [name, 'a function'] as const), ...classes.map((name) => [name, 'a class'] as const)]);
  for (const [section, names] of [['over', over], ['where', where]] as const) {
    for (const name of Object.keys(names)) {
      if (!NAME.test(name)) faults.push({ path: ['optimise', section, name], message: 'must be a word of at most 60 letters, digits and underscores, so that expressions can use it', at: 'key' });
      if (taken.has(name)) faults.push({ path: ['optimise', section, name], message: `${name} is ${taken.get(name)} too: give it another name`, at: 'key' });
      taken.set(name, section === 'over' ? 'a variable' : 'a constant');
    }
  }
}

/** What changes nothing that is asked for cannot be optimised. */
function checkUse(variables: readonly Variable[], metrics: readonly MetricName[], expressions: readonly Expression[], faults: Fault[]): void {
  if (metrics.length > 0) return;
  const used = expressions.flatMap((expression) => expression.variables);
  for (const { name } of variables.filter((one) => !used.includes(one.name))) {
    faults.push({ path: ['optimise', 'over', name], message: `changes nothing: no expression uses it, or a metric${near(name, used)}`, at: 'key' });
  }
}

function near(name: string, used: readonly string[]): string {
  const meant = nearest(name, used);
  return meant === undefined ? '' : ` (${meant} is used)`;
}
