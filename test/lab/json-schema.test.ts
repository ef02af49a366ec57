import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { scenarioJsonSchema } from '../../src/lab/scenario/json-schema.ts';
import { validScenario } from '../faults/valid.ts';

const schema = scenarioJsonSchema();
const validate = new Ajv2020({ strictTypes: false }).compile(schema);
const scenarios = fileURLToPath(new URL('../../scenarios', import.meta.url));

const mm1 = `
name: a scenario
arrivals:
  - class: web
    process: poisson
    load: 0.8
    size: { exponential: { mean: 1 } }
pool:
  nodes: 1
run: { jobs: 1e5 }
`;
const changed = (from: string, to: string) => {
  expect(mm1).toContain(from);
  return parse(mm1.replace(from, to)) as unknown;
};
describe('the JSON Schema takes what the program takes', () => {
  test.each(readdirSync(scenarios).filter((name) => name.endsWith('.yaml')))('%s', (name) => {
    validate(parse(readFileSync(`${scenarios}/${name}`, 'utf8')));
    expect(validate.errors).toBeNull();
  });

  test('scenarios of everything that has a name', () => {
    fc.assert(
      fc.property(validScenario, (scenario) => {
        validate(JSON.parse(JSON.stringify(scenario)));
        expect(validate.errors).toBeNull();
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test.each([
    ['a group of nodes', 'nodes: 1', 'nodes: { count: 2, speed: 0.5 }'],
    ['a list of groups', 'nodes: 1', 'nodes: [{ count: 2 }, { slots: unlimited }]'],
    ['a number of tasks', 'load:', 'tasks: 3\n    load:'],
    ['tasks of a distribution', 'load:', 'tasks: { geometric: { mean: 3 } }\n    load:'],
    ['failures by their probability', 'nodes: 1', 'nodes: 1\n  faults: { failure: 0.1 }'],
    ['failures in full', 'nodes: 1', 'nodes: 1\n  faults: { failure: { probability: 0.1, at: anywhere } }'],
    ['a module', 'nodes: 1', 'nodes: 1\n  dispatch: { module: ./mine.ts }'],
    ['a module with parameters', 'nodes: 1', 'nodes: 1\n  discipline: { module: { file: ./mine.ts, params: { d: 2 } } }'],
    ['calls', 'run:', 'execution: { unit: 10 ms, task: { call: { module: ./work.ts, function: work } } }\nrun:'],
    ['a seed that is a number', 'run:', 'seed: 12\nrun:'],
    ['variants by name', 'run:', 'compare: [{ name: a, set: { pool.nodes: 2 } }]\nrun:'],
    ['variants by value', 'run:', 'compare: { pool.nodes: [1, 2], indifference: 2 % }\nrun:'],
    ['letters of any alphabet', 'a scenario', 'Schlange 2 — 待ち行列'.replace(' —', '')],
  ])('%s', (_, from, to) => {
    validate(changed(from, to));
    expect(validate.errors).toBeNull();
  });
});

describe('the JSON Schema refuses', () => {
  test.each([
    ['a key misspelt at the top', 'pool:', 'pol: 3\npool:'],
    ['a key misspelt in a section', 'jobs:', 'job:'],
    ['a key misspelt in a source', 'load:', 'laod:'],
    ['a key misspelt in a group of nodes', 'nodes: 1', 'nodes: { cuont: 2 }'],
    ['a key misspelt in a group in a list', 'nodes: 1', 'nodes: [{ count: 2, sped: 2 }]'],
    ['a key misspelt in a failure', 'nodes: 1', 'nodes: 1\n  faults: { failure: { probabilty: 0.1 } }'],
    ['a parameter misspelt', 'mean: 1', 'men: 1'],
    ['an unknown distribution', 'exponential', 'exponentail'],
    ['an unknown dispatcher', 'nodes: 1', 'nodes: 1\n  dispatch: jqs'],
    ['nodes that are text', 'nodes: 1', 'nodes: many'],
    ['half a node', 'nodes: 1', 'nodes: 1.5'],
    ['no nodes', 'nodes: 1', 'nodes: 0'],
    ['an empty list of nodes', 'nodes: 1', 'nodes: []'],
    ['a probability above 1', 'nodes: 1', 'nodes: 1\n  faults: { failure: 1.1 }'],
    ['half a task', 'load:', 'tasks: 0.5\n    load:'],
    ['a module of another kind', 'nodes: 1', 'nodes: 1\n  dispatch: { module: ./mine.py }'],
    ['a call without a function', 'run:', 'execution: { unit: 10 ms, task: { call: { module: ./work.ts } } }\nrun:'],
    ['a load that is text', 'load: 0.8', 'load: high'],
    ['a negative load', 'load: 0.8', 'load: -1'],
    ['sources that are no list', 'arrivals:\n  - class: web\n    process', 'arrivals:\n    class: web\n    process'],
    ['a section that is missing', 'pool:\n  nodes: 1\n', ''],
  ])('%s', (_, from, to) => {
    expect(validate(changed(from, to))).toBe(false);
  });
});

test('every pattern is one that validators without Unicode classes can read', () => {
  const patterns = [...JSON.stringify(schema).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(([, pattern]) => JSON.parse(pattern) as string);
  expect(patterns).not.toEqual([]);
  for (const pattern of patterns) expect(pattern).not.toMatch(/\\[pP]\{/);
});
