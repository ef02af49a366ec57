import { describe, expect, it } from 'vitest';
import { constraintOf, expressionOf, type Vocabulary } from '../../../src/lab/optimise/expression.ts';
import { ExpressionError } from '../../../src/lab/optimise/parse.ts';

const words: Vocabulary = {
  variables: [{ name: 'nodes', numeric: true }, { name: 'policy', numeric: false }],
  constants: { price: 3 },
  classes: ['web', 'batch'],
  unit: 'ms',
};
const known: Record<string, number> = { nodes: 4, response: 2, 'response.p99.9': 30, 'web.response.p99': 7, loss: 0.25, 'response.above(20)': 0.1, 'web.response.above(5)': 0.3 };
const value = (text: string | number) => expressionOf(text, words).evaluate((name) => known[name]);

describe('expressions', () => {
  it.each([
    ['nodes * price', 12],
    ['nodes + 2 * price - 1', 9],
    ['(nodes + 2) * price / 9', 2],
    ['-nodes + 10 - 2 - 1', 3],
    ['response.p99.9 - web.response.p99', 23],
    ['max(response, nodes, 1) + min(2, 7) + abs(-1)', 7],
    ['sqrt(nodes) + log(exp(2)) + ceil(0.2) + floor(1.8)', 6],
    ['20 ms + 2 s + 1e-1 ms', 2020.1],
    ['loss * 4 + 50 %', 1.5],
    ['1e3/2', 500],
    [7, 7],
    ['2 * response.above(0.02 s) + web.response.above(5)', 0.5],
  ])('%s is %d', (text, expected) => expect(value(text)).toBeCloseTo(expected, 12));

  it('knows which metrics and variables it rests on', () => {
    const { metrics, variables } = expressionOf('nodes * response + web.response.p99 - response', words);
    expect(metrics).toEqual([
      { name: 'response', scope: 'overall', metric: 'response', statistic: 'mean' },
      { name: 'web.response.p99', of: 0, scope: 'class web', metric: 'response', statistic: 'p99' },
    ]);
    expect(variables).toEqual(['nodes']);
  });

  it.each([
    ['response.p99.9 <= 20 ms', 10, 'response.p99.9 − 20 ms'],
    ['20 >= response', -18, 'response − 20'],
    ['loss > 0', -0.25, '0 − loss'],
    ['loss <= 0', 0.25, 'loss'],
    ['nodes < response + 1', 1, 'nodes − (response + 1)'],
  ])('%s is %d above 0', (text, expected, difference) => {
    const constraint = constraintOf(text, words);
    expect(constraint.evaluate((name) => known[name])).toBeCloseTo(expected, 12);
    expect(constraint.difference).toBe(difference);
  });

  it.each([
    ['nods * 3', /unknown name "nods"/, 'nodes'],
    ['respons * 3', /unknown name "respons"/, 'response'],
    ['response.p98', /unknown statistic "p98" of response/, 'p90'],
    ['web.respnse', /unknown metric "respnse"/, 'response'],
    ['loss.p99', /unknown statistic "p99" of loss/, undefined],
    ['srt(nodes)', /unknown function "srt"/, 'sqrt'],
    ['sqrt(1, 2)', /sqrt takes one value, not 2/, undefined],
    ['policy * 2', /policy is a choice among words/, undefined],
    ['loss.above(3)', /only response is measured against a threshold/, undefined],
    ['respons.above(3)', /only response is measured/, undefined],
    ['response.above(0)', /must be more than 0/, undefined],
    ['nodes +', /after "nodes \+"/, undefined],
    ['(nodes', /unclosed \(/, undefined],
    ['nodes price', /operator is missing/, undefined],
    ['', /empty/, undefined],
    ['nodes <= 2', /may compare once only/, undefined],
    ['20 parsecs', /unknown unit "parsecs": times are in ms/, undefined],
    ['nodes ? 1 : 2', /may have numbers, names/, undefined],
    ['"three"', /no number/, undefined],
    ['this', /unknown name "this"/, undefined],
    ['constructor(2)', /unknown function "constructor"/, undefined],
    ['nodes[1]', /operator is missing/, undefined],
  ])('refuses %j', (text, message, meant) => {
    let error: unknown;
    try {
      expressionOf(text, words);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ExpressionError);
    expect((error as Error).message).toMatch(message);
    expect((error as ExpressionError).meant).toBe(meant);
  });

  it.each(['nodes', '1 <= nodes <= 3', 'nodes == 3', 'response <= '])('refuses %j as a constraint', (text) => {
    expect(() => constraintOf(text, words)).toThrow(ExpressionError);
  });
});
