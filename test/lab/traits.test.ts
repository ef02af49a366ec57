/** What a scenario file says of jobs besides class and size, from the file to the jobs as policies see them. */
import { describe, expect, test } from 'vitest';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import { scenarioJsonSchema } from '../../src/lab/scenario/json-schema.ts';
import type { Job } from '../../src/model.ts';
import type { Scenario } from '../../src/scenario.ts';
import { faultsOf, load, poisson, traced } from './scenario-text.ts';

const every = 'weight: 2.5, estimate: { lognormal: { mean: 1, scv: 0.5 } }, deadline: { exponential: { mean: 3 } }, key: { uniform: { min: 0, max: 4 } }';

/** Numbers of every job that a dispatcher has seen. */
function seen(scenario: Scenario, jobs: number, of: (job: Job) => readonly number[]): (readonly number[])[] {
  const all: (readonly number[])[] = [];
  const nodes = [scenario.pool.nodes[0], scenario.pool.nodes[0]];
  const dispatch = { ...scenario.pool.dispatch, create: () => ({ mechanism: 'push' as const, pick: (job: Job) => (all.push(of(job)), 0) }) };
  replicate({ ...scenario, pool: { ...scenario.pool, nodes, dispatch }, horizon: { unit: 'jobs', length: jobs, warmup: 0 } }, 0);
  return all;
}

describe('from the file to the scenario', () => {
  test('each comes where it belongs, and is left out where the file says nothing', () => {
    const { classes, sources } = load([poisson(every, 'one'), poisson('', 'other')], '{ nodes: 1 }').scenario;
    expect(classes).toEqual([{ name: 'one', priority: 0, weight: 2.5 }, { name: 'other', priority: 0, weight: 1 }]);
    expect([sources[0].estimate, sources[0].deadline, sources[0].key].map((one) => one?.name)).toEqual(['lognormal', 'exponential', 'uniform']);
    expect(['estimate', 'deadline', 'key'].filter((trait) => trait in sources[1])).toEqual([]);
  });

  test('the scenario as resolved says what the file says', () => {
    const { record } = load([poisson(every)], '{ nodes: 2, dispatch: jsq, information: { delay: 2 } }') as { record: { arrivals: unknown[]; pool: unknown } };
    expect(record.arrivals[0]).toMatchObject({ weight: 2.5, estimate: { lognormal: { mean: 1, scv: 0.5 } }, deadline: { exponential: { mean: 3 } }, key: { uniform: { min: 0, max: 4 } } });
    expect(record.pool).toMatchObject({ information: { delay: 2 } });
  });

  test('the JSON Schema has them all', () => {
    const { properties } = scenarioJsonSchema() as { properties: { arrivals: { items: { properties: object } }; pool: { properties: Record<string, { properties: object; oneOf: unknown }> } } };
    expect(Object.keys(properties.arrivals.items.properties)).toEqual(expect.arrayContaining(['weight', 'estimate', 'deadline', 'key']));
    expect(Object.keys(properties.pool.properties['information'].properties)).toEqual(['every', 'delay']);
    expect(properties.pool.properties['information'].oneOf).toEqual([{ required: ['every'] }, { required: ['delay'] }]);
  });
});

const sizesAndKeys = (more: string) => seen(load([poisson(more)], '{ nodes: 1 }').scenario, 200, ({ arrival, size, key }) => [arrival, size, key]);

describe('from the scenario to the jobs', () => {
  test('keys are whole numbers, deadlines lie after the arrival, weights are the class’s', () => {
    const jobs = seen(load([poisson(every)], '{ nodes: 1 }').scenario, 400, ({ key, deadline, arrival, weight }) => [key, deadline - arrival, weight]);
    expect(new Set(jobs.map(([key]) => key))).toEqual(new Set([0, 1, 2, 3]));
    expect(jobs.every(([, left, weight]) => left >= 0 && weight === 2.5)).toBe(true);
    const mean = jobs.reduce((sum, [, left]) => sum + left, 0) / jobs.length;
    expect(Math.abs(mean - 3) / (3 / Math.sqrt(jobs.length))).toBeLessThan(4);
  });

  test('an estimate is the size times what is drawn; jobs, sizes and keys are the same whether sizes are estimated or not', () => {
    const exact = sizesAndKeys('key: { zipf: { n: 99 } }');
    const doubled = sizesAndKeys('key: { zipf: { n: 99 } }, estimate: { deterministic: { value: 2 } }');
    expect(doubled).toEqual(exact.map(([arrival, size, key]) => [arrival, 2 * size, key]));
  });

  test('jobs of a trace take what is said of the entry of their class, or of the trace where their class has none', () => {
    const arrivals = [poisson('deadline: { deterministic: { value: 1 } }'), traced('a', 'deadline: { deterministic: { value: 7 } }')];
    const { classes } = load(arrivals, '{ nodes: 1 }').scenario;
    expect(classes.map(({ name }) => name)).toEqual(['job', 'a', 'b']);
    const jobs = seen(load(arrivals, '{ nodes: 1 }').scenario, 20, (job) => [job.class, Math.round(job.deadline - job.arrival)]);
    expect(new Set(jobs.map(String))).toEqual(new Set(['0,1', '1,7', '2,7']));
  });
});

describe('what cannot be meant', () => {
  test.each<[string, RegExp]>([
    ['weight: 0', /^arrivals\[0\]\.weight: must be more than 0, not 0$/],
    ['weight: heavy', /^arrivals\[0\]\.weight: must be a number, not the text "heavy"$/],
    ['estimate: 2', /^arrivals\[0\]\.estimate: must be the name of a distribution/],
    ['estimate: { deterministic: { value: 0 } }', /^arrivals\[0\]\.estimate: is always 0: policies would take every size for nothing; 1 is a size that is known$/],
    ['deadline: { exponential: { mean: -1 } }', /^arrivals\[0\]\.deadline\.exponential\.mean: must be more than 0, not -1$/],
    ['key: { zipf: { n: 0 } }', /^arrivals\[0\]\.key\.zipf\.n: must be at least 1, not 0$/],
    ['key: { zipf: { n: 10, exponent: -1 } }', /^arrivals\[0\]\.key\.zipf\.exponent: must be at least 0, not -1$/],
    ['deadline: { phase-type: { initial: [1, 0], generator: [[-1e9, 1e9], [1e9, -1000000001]] } }', /^arrivals\[0\]\.deadline: takes more than a million steps to draw once/],
  ])('%s', (more, fault) => {
    expect(faultsOf([poisson(more)], '{ nodes: 1 }').join('\n')).toMatch(fault);
  });
});
