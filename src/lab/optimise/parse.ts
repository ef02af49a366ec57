/** The syntax of expressions: from text to a tree, by jsep with our operators, names that have dots, and units. */
import jsep from 'jsep';

export type Tree =
  | { readonly kind: 'number'; readonly value: number; readonly unit?: string }
  | { readonly kind: 'name'; readonly name: string }
  /** `response.above(20 ms)`: the share of jobs of which the metric is more than that. */
  | { readonly kind: 'above'; readonly metric: string; readonly value: number; readonly unit?: string }
  | { readonly kind: 'call'; readonly name: string; readonly of: readonly Tree[] }
  | { readonly kind: 'operation'; readonly operator: string; readonly left: Tree; readonly right: Tree }
  | { readonly kind: 'negative'; readonly of: Tree };

/** What is wrong with an expression. */
export class ExpressionError extends Error {
  readonly allowed: readonly string[] | undefined;
  readonly meant: string | undefined;
  constructor(message: string, hint: { readonly allowed?: readonly string[] | undefined; readonly meant?: string | undefined } = {}) {
    super(message);
    this.name = 'ExpressionError';
    this.allowed = hint.allowed;
    this.meant = hint.meant;
  }
}

jsep.removeAllBinaryOps();
jsep.removeAllUnaryOps();
jsep.removeAllLiterals();
for (const sign of ['-', '+']) jsep.addUnaryOp(sign);
for (const [operator, precedence] of Object.entries({ '<=': 1, '>=': 1, '<': 1, '>': 1, '==': 1, '+': 2, '-': 2, '*': 3, '/': 3 })) jsep.addBinaryOp(operator, precedence);

// `response.p99.9` is one name: jsep would take it for a property of a property, and stumble over the 9.
const METRIC = /[A-Za-z_][A-Za-z_0-9]*(?:\.[A-Za-z_][A-Za-z_0-9]*(?:\.\d+)?)*(?!\w|\s*\()/y;
// A number may have a unit behind it: 20 ms, 5 %.
const ABOVE = /([A-Za-z_][A-Za-z_0-9]*(?:\.[A-Za-z_][A-Za-z_0-9]*)?)\.above\(\s*(\d+\.?\d*|\.\d+)\s*([A-Za-zµμ]+)?\s*\)/y;
const NUMBER = /((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:\s*(%|[A-Za-zµμ]+(?![\w.(])))?/y;

jsep.hooks.add('gobble-token', function (found) {
  ABOVE.lastIndex = this.index;
  const [share, metric, threshold, time] = ABOVE.exec(this.expr) ?? [];
  if (share !== undefined) {
    this.index += share.length;
    found.node = { type: 'Above', metric, value: Number(threshold), unit: time };
    return;
  }
  METRIC.lastIndex = this.index;
  NUMBER.lastIndex = this.index;
  const [name] = METRIC.exec(this.expr) ?? [];
  const [number = '', value, unit] = (name === undefined && NUMBER.exec(this.expr)) || [];
  this.index += (name ?? number).length;
  if (name !== undefined) found.node = { type: 'Identifier', name };
  else if (value !== undefined) found.node = { type: 'Literal', value: Number(value), raw: number, unit };
});

/** Throws an ExpressionError. */
export function parse(text: string): Tree {
  let syntax: jsep.Expression;
  try {
    syntax = jsep(text);
  } catch (error) {
    const { index = 0, description = 'is no expression' } = error as { readonly index?: number; readonly description?: string };
    throw new ExpressionError(`${lower(description)}, after ${JSON.stringify(text.slice(0, index))}`);
  }
  return treeOf(syntax as jsep.CoreExpression);
}

/** What our own hook makes of `response.above(20 ms)`. */
interface Above extends jsep.Expression {
  type: 'Above';
  metric: string;
  value: number;
  unit: string | undefined;
}

function treeOf(node: jsep.CoreExpression | Above): Tree {
  const inner = (one: jsep.Expression) => treeOf(one as jsep.CoreExpression);
  switch (node.type) {
    case 'Literal':
      if (typeof node.value !== 'number') throw new ExpressionError(`${node.raw} is no number`);
      return { kind: 'number', value: node.value, ...(node.unit !== undefined && { unit: node.unit as string }) };
    case 'Above':
      return { kind: 'above', metric: node.metric, value: node.value, ...(node.unit !== undefined && { unit: node.unit }) };
    case 'Identifier':
      return { kind: 'name', name: node.name };
    case 'UnaryExpression':
      return node.operator === '-' ? { kind: 'negative', of: inner(node.argument) } : inner(node.argument);
    case 'BinaryExpression':
      return { kind: 'operation', operator: node.operator, left: inner(node.left), right: inner(node.right) };
    case 'CallExpression':
      if (node.callee.type === 'Identifier') return { kind: 'call', name: node.callee.name as string, of: node.arguments.map(inner) };
      break;
    case 'Compound':
      throw new ExpressionError(node.body.length === 0 ? 'is empty' : 'has two expressions beside one another: an operator is missing');
  }
  throw new ExpressionError('may have numbers, names, + − * /, brackets and functions only');
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
