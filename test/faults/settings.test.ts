/** Faults that are not in the file but in what `--set` makes of it: no place, since no line of the file is wrong. */
import { expect, test } from 'vitest';
import { loadScenario } from '../../src/lab/scenario/load-scenario.ts';

const text = `name: fine
arrivals: [{ class: job, process: poisson, rate: 0.5, size: { exponential: { mean: 1 } } }]
pool: { nodes: 1 }
`;
const circle: unknown[] = [];
circle.push(circle);

test.each<[path: (string | number)[], value: unknown, fault: RegExp]>([
  [['pool', 'discipline'], 'sfj', /^f: pool\.discipline: unknown discipline "sfj"; allowed: .*; did you mean "sjf"\?$/],
  [['arrivals', 0, 'rate'], -1, /^f: arrivals\[0\]\.rate: must be more than 0, not -1$/],
  [['arrivals', 1e8, 'rate'], 1, /^f: arrivals\[100000000\]\.rate: has no entry 100000000: the list has 1$/],
  [['pol', 'nodes'], 2, /^f: pol: unknown key; allowed: .*; did you mean "pool"\?$/],
  [['__proto__', 'nodes'], 2, /^f: __proto__\.nodes: __proto__ cannot be a key$/],
  [['seed'], circle, /^f: seed: has an alias that is part of what it stands for$/],
  [['pool'], null, /^f: pool: must be a mapping of keys to values, not empty \(null\)$/],
])('%j', (path, value, fault) => {
  expect(() => loadScenario('f', text, { overrides: [{ path, value }] })).toThrow(fault);
});

test('a fault of the file is still placed when something else is set', () => {
  const overrides = [{ path: ['pool', 'nodes'], value: 2 }];
  expect(() => loadScenario('f', text.replace('0.5', '-1'), { overrides })).toThrow(/f:2:50: arrivals\[0\]\.rate: must be more than 0, not -1/);
});

test('more classes than can be told apart are one fault, at its place', () => {
  const entries = Array.from({ length: 1001 }, (_, i) => `  - { class: c${i}, process: poisson, rate: 0.0001, size: { exponential: { mean: 1 } } }`);
  const many = `name: many\narrivals:\n${entries.join('\n')}\npool: { nodes: 1, discipline: fcfs }\n`;
  expect(() => loadScenario('f', many)).toThrow(/^f:2:1: arrivals: must have at most 1000 entries$/);
});
