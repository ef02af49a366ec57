/** What the oracle knows of disciplines by weight and by index. */
import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../../src/lab/scenario/load-scenario.ts';
import { oracle } from '../../../src/theory/oracle.ts';
import { expectClose } from '../close.ts';

function found(sources: readonly string[], pool: string) {
  return oracle(loadScenario('test', `name: test\narrivals: [${sources.join(', ')}]\npool: ${pool}\n`).scenario).findings;
}

const names = (sources: readonly string[], pool: string) => found(sources, pool).map(({ formula, scope }) => `${scope} ${formula.name}`);
const one = (discipline: string) => `{ nodes: 1, discipline: ${discipline} }`;
/** Those that say exactly how long jobs take. */
const answers = (sources: readonly string[], pool: string) =>
  found(sources, pool).filter(({ formula, prediction }) => formula.kind === 'exact' && 'response' in prediction.values).map(({ formula, scope }) => `${scope} ${formula.name}`);

const source = (name: string, size: string, more = '') => `{ class: ${name}, process: poisson, rate: 0.2, size: ${size}${more} }`;
const [FAST, SLOW] = [source('fast', '{ exponential: { mean: 0.5 } }', ', weight: 3'), source('slow', '{ exponential: { mean: 2 } }')];
const HYPER = source('h', '{ hyperexponential: { mean: 1, scv: 9 } }');
const TWO = source('t', '{ discrete: { values: [1, 3], probabilities: [0.5, 0.5] } }');

describe('discriminatory sharing', () => {
  test('exponential sizes with a mean for each class, by class', () => {
    expect(answers([FAST, SLOW], one('dps'))).toEqual(['overall mg1-dps', 'class fast mg1-dps', 'class slow mg1-dps']);
    const [overall] = found([FAST, SLOW], '{ nodes: [{ speed: 2 }], discipline: dps }');
    expect(overall.params).toMatchObject({ classes: [{ name: 'fast', lambda: 0.2, mu: 4, weight: 3 }, { name: 'slow', lambda: 0.2, mu: 1, weight: 1 }] });
    const [other] = found([FAST, SLOW], one('{ dps: { weights: { slow: 7 } } }'));
    expect(other.params).toMatchObject({ classes: [{ weight: 3 }, { weight: 7 }] });
  });

  test('equal weights are processor sharing of any sizes', () => {
    expect(answers([HYPER, TWO], one('dps'))).toEqual(['overall mg1-ps', 'class h mg1-ps', 'class t mg1-ps']);
    expect(answers([FAST, SLOW], one('{ dps: { weights: { fast: 1 } } }'))).toContain('overall mg1-ps');
    expect(answers([HYPER], one('gps'))).toEqual(['overall mg1-ps']);
  });

  test('and nothing where it is neither', () => {
    expect(answers([FAST, TWO], one('dps'))).toEqual([]);
    expect(answers([FAST, SLOW], one('gps'))).toEqual([]);
    expect(answers([HYPER, TWO], one('gps'))).toEqual([]);
    expect(answers([FAST, SLOW], '{ nodes: [{ slots: 2 }], discipline: dps }')).toEqual([]);
  });

  test('one mean for all: the mean of M/M/1 whatever the weights', () => {
    const [a, b] = [source('a', '{ exponential: { mean: 1 } }', ', weight: 9'), source('b', '{ exponential: { mean: 1 } }')];
    for (const discipline of ['dps', 'gps', 'serpt', 'gittins']) expectClose(found([a, b], one(discipline))[0].prediction.values['response'], 1 / 0.6, 1e-9);
    expect(answers([a, b], one('wfq'))).toEqual([]);
  });
});

test('fair queueing of one class is first come, first served; of two nothing is claimed', () => {
  for (const discipline of ['wfq', '{ drr: { quantum: 1 } }']) {
    expect(answers([HYPER], one(discipline))).toEqual(['overall mg1']);
    expect(answers([HYPER, TWO], one(discipline))).toEqual([]);
    expect(names([HYPER, TWO], one(discipline)).filter((name) => /achievable|conservation/.test(name))).toEqual([]);
  }
});

test('by the index, where the hazard rate falls: least attained service; otherwise nothing', () => {
  expect(answers([HYPER], one('gittins'))).toEqual(['overall mg1-fb']);
  expect(answers([HYPER, HYPER.replace('class: h', 'class: i')], one('gittins'))).toEqual(['overall mg1-fb', 'class h mg1-fb', 'class i mg1-fb']);
  expect(answers([HYPER, TWO], one('gittins'))).toEqual([]);
  expect(answers([HYPER, TWO], one('serpt'))).toEqual([]);
  expect(answers([TWO], one('gittins'))).toEqual([]);
});
