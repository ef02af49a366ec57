import { describe, expect, test } from 'vitest';
import type { Prediction } from '../../src/prediction.ts';
import { type Formula, LONGEST_SHORT } from '../../src/theory/define.ts';
import { explain } from '../../src/theory/explain.ts';
import * as all from '../../src/theory/index.ts';
import { mm1 } from '../../src/theory/markovian/mm1.ts';
import { registry } from '../../src/registry.ts';
import { expectClose } from './close.ts';

const KEYS = /^(response|waiting|slowdown|number|queue|utilisation|throughput|loss|dead|tries|waste|availability)(\.(variance|p50|p90|p95|p99|p99\.9))?$/;

/** Every number of a prediction by name: metrics, `lower KEY`, `upper KEY`, what else there is, and `CLASS KEY`. */
function told({ values, bounds = {}, others = {}, classes = [] }: Prediction): Readonly<Record<string, number>> {
  const within = Object.entries(bounds).flatMap(([key, { lower, upper }]) => [[`lower ${key}`, lower], [`upper ${key}`, upper]]);
  const parts = classes.flatMap((one) => Object.entries(one.values).map(([key, value]) => [`${one.name} ${key}`, value]));
  return { ...values, ...others, ...(Object.fromEntries([...within, ...parts]) as Record<string, number>) };
}

describe.each(Object.values(registry<Formula>(Object.values(all))))('$name', (formula) => {
  test.each(formula.examples.map((example, index) => ({ ...example, index })))('example $index: $from', ({ params, expect: wanted, digits = 10 }) => {
    const said = told(formula.create(formula.params.parse(params)));
    for (const [key, value] of Object.entries(wanted)) expectClose(said[key], value, 0.5 * 10 ** (1 - digits), key);
  });

  test('uses the known keys, and never NaN', () => {
    for (const { params } of formula.examples) {
      const { values, bounds = {}, classes = [], others = {}, responseTail } = formula.create(formula.params.parse(params));
      for (const [key, value] of [values, ...classes.map((one) => one.values)].flatMap((one) => Object.entries(one))) {
        expect(key).toMatch(KEYS);
        expect(value, key).toBeGreaterThanOrEqual(0);
      }
      for (const [key, { lower = 0, upper = Infinity }] of Object.entries(bounds)) {
        expect(key).toMatch(KEYS);
        expect(lower, key).toBeLessThanOrEqual(upper);
      }
      for (const [key, value] of Object.entries(others)) expect(value, key).not.toBeNaN();
      expect(formula.kind === 'bound').toBe(Object.keys(bounds).length > 0);
      if (responseTail) expect(responseTail(0)).toBeCloseTo(1, 12);
    }
  });

  test('satisfies Little’s law', () => {
    for (const { params } of formula.examples) {
      const { values, classes = [] } = formula.create(formula.params.parse(params));
      for (const one of [values, ...classes.map((part) => part.values)]) {
        // Those that are given up are in the system too.
        if (one['dead'] > 0) continue;
        if ('number' in one && 'throughput' in one && 'response' in one) expectClose(one['number'], one['throughput'] * one['response'], 1e-10);
        // Where jobs have several tasks the queue is of these.
        if ('tasks' in params) continue;
        if ('queue' in one && 'throughput' in one && 'waiting' in one) expectClose(one['queue'], one['throughput'] * one['waiting'], 1e-10);
      }
    }
  });

  test('explains itself on one page', () => {
    expect(formula.mistakes.length).toBeGreaterThan(0);
    const text = explain(formula, formula.params.parse(formula.examples[0].params));
    expect(text).toContain(formula.title);
    expect(text).not.toMatch(/NaN|undefined|\[object/);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(text.split('\n').length).toBeLessThan(70);
  });

  test('describes every parameter', () => {
    const shape = (formula.params as unknown as { shape?: Record<string, { description?: string }> }).shape;
    for (const [key, param] of Object.entries(shape ?? {})) expect(param.description, key).toBeTruthy();
  });
});

test('mm1 puts λ/(μ−λ) under its right name', () => {
  const text = explain(mm1, mm1.params.parse({ lambda: 3, mu: 4 })).replaceAll(/\s+/g, ' ');
  expect(text).toContain('E[N] = ρ/(1−ρ) = λ/(μ−λ)');
  expect(text).toContain('E[W] = λ/(μ−λ) is met');
  expect(text).toContain('only where the time unit makes μ = 1');
  // With μ = 4 the three differ: 3 jobs, 1 in the system, 0.75 in the queue.
  expect(text).toContain('E[N] = 3/(4 − 3) = 3 jobs');
  expect(text).toContain('E[T] = 1/(4 − 3) = 1 time units');
  expect(text).toContain('E[W] = 1 − 1/4 = 0.75 time units');
});

test('a formula that stands in tables has a title that is short enough for them, and that no other has', () => {
  const listed = Object.values<Formula>(all).filter((one) => one.recognise ?? one.recogniseScenario ?? one.recogniseFaults ?? one.recogniseTasks);
  const titles = listed.map(({ title, short = title }) => short);
  expect(titles.filter((title) => title.length > LONGEST_SHORT)).toEqual([]);
  expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
});
