/** Expressions over variables, constants and metrics: what the names mean, and what comes out. */
import { nearest } from '../../registry.ts';
import { type MetricName, metricNames, metricOf, shareAbove } from './metric-names.ts';
import { ExpressionError, parse, type Tree } from './parse.ts';
import { factorOf } from '../scenario/units.ts';

/** What names may mean. */
export interface Vocabulary {
  readonly variables: readonly { readonly name: string; readonly numeric: boolean }[];
  readonly constants: Readonly<Record<string, number>>;
  readonly classes: readonly string[];
  /** The scenario's unit of time. */
  readonly unit?: string | undefined;
}

/** The value of a variable or of a metric, by name. */
export type Values = (name: string) => number;

export interface Expression {
  readonly text: string;
  /** Those of which estimates are needed: none where the value is known exactly. */
  readonly metrics: readonly MetricName[];
  readonly variables: readonly string[];
  evaluate(values: Values): number;
}

/** A comparison as `left − right ≤ 0`. */
export interface Constraint extends Expression {
  /** `response.p99 − 20`, for what is reported. */
  readonly difference: string;
}

const FUNCTIONS: Readonly<Record<string, { readonly arity: readonly [number, number]; readonly of: (...values: number[]) => number }>> = {
  min: { arity: [1, Infinity], of: Math.min },
  max: { arity: [1, Infinity], of: Math.max },
  abs: { arity: [1, 1], of: Math.abs },
  sqrt: { arity: [1, 1], of: Math.sqrt },
  log: { arity: [1, 1], of: Math.log },
  exp: { arity: [1, 1], of: Math.exp },
  ceil: { arity: [1, 1], of: Math.ceil },
  floor: { arity: [1, 1], of: Math.floor },
};

export const functionNames: readonly string[] = Object.keys(FUNCTIONS);

const OPERATIONS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

const COMPARISONS = ['<=', '<', '>=', '>'];

/** Throws an ExpressionError. */
export function expressionOf(text: string | number, vocabulary: Vocabulary): Expression {
  return typeof text === 'number' ? compiled(String(text), { kind: 'number', value: text }, vocabulary) : compiled(text, parse(text), vocabulary);
}

/** Throws an ExpressionError. */
export function constraintOf(text: string, vocabulary: Vocabulary): Constraint {
  const tree = parse(text);
  if (tree.kind !== 'operation' || !COMPARISONS.includes(tree.operator)) throw new ExpressionError('must be a comparison such as response.p99 <= 20', { allowed: COMPARISONS });
  const less = tree.operator.startsWith('<');
  const [left, right] = less ? [tree.left, tree.right] : [tree.right, tree.left];
  const [first, second] = text.split(/\s*[<>]=?\s*/);
  const [lower, upper] = less ? [first, second] : [second, first];
  const difference = upper.trim() === '0' ? lower.trim() : `${lower.trim()} − ${/[-+]/.test(upper) ? `(${upper.trim()})` : upper.trim()}`;
  return { ...compiled(text, { kind: 'operation', operator: '-', left, right }, vocabulary), difference };
}

function compiled(text: string, tree: Tree, vocabulary: Vocabulary): Expression {
  const metrics = new Map<string, MetricName>();
  const variables = new Set<string>();
  const evaluate = compile(tree, vocabulary, metrics, variables);
  return { text, metrics: [...metrics.values()], variables: [...variables], evaluate };
}

function compile(tree: Tree, vocabulary: Vocabulary, metrics: Map<string, MetricName>, variables: Set<string>): (values: Values) => number {
  const inner = (one: Tree) => compile(one, vocabulary, metrics, variables);
  switch (tree.kind) {
    case 'number': {
      const value = tree.value * factor(tree.unit, vocabulary.unit);
      return () => value;
    }
    case 'name':
      return valueOf(tree.name, vocabulary, metrics, variables);
    case 'above': {
      const metric = shareAbove(tree.metric, tree.value * factor(tree.unit, vocabulary.unit), vocabulary.classes);
      metrics.set(metric.name, metric);
      return (values) => values(metric.name);
    }
    case 'negative': {
      const of = inner(tree.of);
      return (values) => -of(values);
    }
    case 'call': {
      if (!Object.hasOwn(FUNCTIONS, tree.name)) throw new ExpressionError(`unknown function ${JSON.stringify(tree.name)}`, { allowed: functionNames, meant: nearest(tree.name, functionNames) });
      const { arity: [least, most], of } = FUNCTIONS[tree.name];
      if (tree.of.length < least || tree.of.length > most) throw new ExpressionError(`${tree.name} takes ${least === most ? 'one value' : 'one value or more'}, not ${tree.of.length}`);
      const values = tree.of.map(inner);
      return (look) => of(...values.map((value) => value(look)));
    }
    case 'operation': {
      const operation = OPERATIONS[tree.operator];
      if (!operation) throw new ExpressionError(tree.operator === '==' ? 'cannot ask that two estimates are equal; say <= or >=' : 'may compare once only, as in response.p99 <= 20; write two constraints, or an expression without comparison');
      const [left, right] = [inner(tree.left), inner(tree.right)];
      return (values) => operation(left(values), right(values));
    }
  }
}

function valueOf(name: string, { variables, constants, classes }: Vocabulary, metrics: Map<string, MetricName>, used: Set<string>): (values: Values) => number {
  if (Object.hasOwn(constants, name)) {
    const value = constants[name];
    return () => value;
  }
  const variable = variables.find((one) => one.name === name);
  if (variable) {
    if (!variable.numeric) throw new ExpressionError(`${name} is a choice among words, not a number`);
    used.add(name);
    return (values) => values(name);
  }
  const metric = metricOf(name, classes);
  if (metric) {
    metrics.set(name, metric);
    return (values) => values(name);
  }
  const known = [...variables.map((one) => one.name), ...Object.keys(constants), ...metricNames, ...functionNames];
  throw new ExpressionError(`unknown name ${JSON.stringify(name)}`, { allowed: known, meant: nearest(name, known) });
}

function factor(unit: string | undefined, own: string | undefined): number {
  if (unit === undefined) return 1;
  const found = factorOf(unit, own);
  if (found === undefined) throw new ExpressionError(`unknown unit ${JSON.stringify(unit)}: ${own === undefined ? 'the scenario names no unit of time' : `times are in ${own}`}`);
  return found;
}
