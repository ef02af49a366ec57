/** What others call a policy, a formula or a key leads to our name of it, and is not accepted itself. */
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/lab/catalogue.ts';
import { scenarioFile } from '../../src/lab/scenario/schema.ts';
import type { ScenarioError } from '../../src/lab/scenario/faults.ts';
import { meantKey, meantKeys } from '../../src/lab/scenario/synonyms.ts';
import { jsonSchemaOf } from '../../src/lab/describe.ts';
import { meantIn, nearest } from '../../src/registry.ts';
import { load } from './scenario-text.ts';

const folded = (name: string) => name.replaceAll('-', '');
const JOBS = '{ class: job, process: poisson, rate: 0.2, size: { exponential: { mean: 1 } } }';

/** What is said to have been meant, fault by fault. */
function meant(pool: string, arrivals = JOBS): readonly (string | undefined)[] {
  try {
    load([arrivals], pool);
    return [];
  } catch (error) {
    return (error as ScenarioError).faults.map((fault) => fault.meant);
  }
}

describe('a name that others use', () => {
  it.each([
    ['formula', 'erlang-b', 'mmcc'],
    ['formula', 'Erlang C', 'mmc'],
    ['formula', 'erlang-a', 'erlang-a'],
    ['formula', 'pollaczek-khinchine', 'mg1'],
    ['discipline', 'fifo', 'fcfs'],
    ['discipline', 'LIFO', 'lcfs'],
    ['discipline', 'shortest-job-first', 'sjf'],
    ['discipline', 'processor-sharing', 'ps'],
    ['discipline', 'fb', 'las'],
    ['discipline', 'foreground-background', 'las'],
    ['dispatcher', 'least-loaded', 'jsq'],
    ['dispatcher', 'p2c', 'power-of-d'],
    ['dispatcher', 'two-choices', 'power-of-d'],
    ['dispatcher', 'least-work', 'least-work-left'],
    ['distribution', 'exp', 'exponential'],
  ] as const)('of a %s: %s leads to %s', (kind, name, ours) => {
    expect(meantIn(name, catalogue[kind])).toBe(ours);
  });

  it.each(['dispatcher', 'discipline', 'process', 'distribution', 'metric', 'formula'] as const)('of a %s is no name, and leads to one only', (kind) => {
    const known = Object.values(catalogue[kind]);
    const names = new Set(known.map(({ name }) => folded(name)));
    const others = known.flatMap(({ alsoKnownAs = [] }) => alsoKnownAs.map(folded));
    expect(others.filter((one, i) => names.has(one) || others.indexOf(one) !== i)).toEqual([]);
    for (const { name, alsoKnownAs = [] } of known) for (const one of alsoKnownAs) expect(meantIn(one, catalogue[kind]), one).toBe(name);
  });

  it('does not hide what is only misspelt', () => {
    expect(meantIn('fcsf', catalogue.discipline)).toBe('fcfs');
    expect(meantIn('no such thing at all', catalogue.discipline)).toBeUndefined();
  });

  it('is refused in a scenario, with what it is called here', () => {
    expect(meant('{ nodes: 1, discipline: fifo }')).toEqual(['fcfs']);
    expect(meant('{ nodes: 2, dispatch: { two-choices: { d: 2 } } }')).toEqual(['power-of-d']);
    expect(meant('{ servers: 1 }')).toContain('nodes');
    expect(meant('{ nodes: { servers: 2 } }')).toEqual(['slots']);
    expect(meant('{ nodes: 1 }', '{ class: job, process: poisson, lambda: 0.2, size: { exponential: { mean: 1 } } }')).toContain('rate');
    expect(meant('{ nodes: 1 }', '{ class: job, process: { closed: { users: 3, think: { exponential: { mean: 1 } } } }, size: { exponential: { mean: 1 } } }')).toContain('population');
  });
});

describe('a key that others use', () => {
  it('leads to one that is allowed where it stands, and otherwise to the nearest', () => {
    expect(meantKey('servers', ['nodes', 'dispatch'])).toBe('nodes');
    expect(meantKey('Arrival-Rate', ['lambda', 'mu'])).toBe('lambda');
    expect(meantKey('servers', ['server', 'speed'])).toBe(nearest('servers', ['server', 'speed']));
    expect(meantKey('constructor', ['rate'])).toBeUndefined();
  });

  it('leads to a key that there is, in a scenario or of a formula', () => {
    const schemas = JSON.stringify([jsonSchemaOf(scenarioFile), ...[...Object.values(catalogue.formula), ...Object.values(catalogue.process)].map(({ params }) => jsonSchemaOf(params))]);
    expect(meantKeys.filter((key) => !schemas.includes(`"${key}":`))).toEqual([]);
  });
});
