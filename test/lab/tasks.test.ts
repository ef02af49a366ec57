/** Jobs of several tasks in scenario files. */
import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../src/lab/scenario/load-scenario.ts';
import { ScenarioError } from '../../src/lab/scenario/faults.ts';

const text = (arrivals: string, pool = '{ nodes: 4, dispatch: round-robin }') => ['name: tasks', 'arrivals:', `  - { class: job, ${arrivals} }`, `pool: ${pool}`].join('\n');

function faults(arrivals: string, pool?: string, read = () => ''): string[] {
  try {
    loadScenario('file.yaml', text(arrivals, pool), { read });
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.faults.map(({ path, message }) => `${path.join('.')}: ${message}`);
  }
  return [];
}

const TRACE = 'process: { trace: { file: t.csv } }, tasks: 3';
const M = 'size: { exponential: { mean: 2 } }';

test('a load is that of all tasks, a rate one of jobs', () => {
  const { scenario } = loadScenario('file.yaml', text(`process: poisson, load: 0.5, ${M}, tasks: 4`));
  expect(scenario.sources[0].process).toMatchObject({ rate: (0.5 * 4) / 2 / 4 });
  expect(scenario.workload.rate).toBe(1);
  const drawn = loadScenario('file.yaml', text(`process: poisson, rate: 0.3, ${M}, tasks: { discrete: { values: [1, 5], probabilities: [0.5, 0.5] } }`)).scenario;
  expect(drawn.sources[0].tasks!.mean).toBe(3);
  expect(drawn.workload.rate).toBeCloseTo(0.9, 12);
});

test('a job of one task is a plain job', () => {
  expect(loadScenario('file.yaml', text(`process: poisson, load: 0.5, ${M}, tasks: 1`)).scenario.sources[0]).not.toHaveProperty('tasks');
});

test('more work than the nodes can do is told of, all tasks counted', () => {
  expect(faults(`process: poisson, rate: 0.6, ${M}, tasks: 4`)).toEqual(['arrivals: load is 1.2: the nodes cannot keep up; lower it, or say overload: allow under run']);
});

describe('what cannot be', () => {
  test.each([
    ['0', /arrivals.0.tasks: must be a whole number from 1 to 10000, or a distribution of such, not 0/],
    ['1.5', /not 1.5/],
    ['-3', /not -3/],
    ['20000', /not 20000/],
    ['many', /unknown distribution "many"/],
    ['{ discreet: { values: [1], probabilities: [1] } }', /unknown distribution "discreet"/],
    ['{ exponential: { mean: 3 } }', /must be a whole number of tasks, 1 or more; exponential is continuous/],
    ['{ discrete: { values: [0, 2], probabilities: [0.5, 0.5] } }', /discrete can be 0/],
    ['{ discrete: { values: [1, 2.5], probabilities: [0.5, 0.5] } }', /discrete can lie between 2 and 3/],
    ['{ geometric: { mean: 50000 } }', /must have a mean of at most 10000 tasks, not 50000/],
    ['[2]', /must be the name of a distribution/],
  ])('tasks: %s', (tasks, message) => {
    const found = faults(`process: poisson, load: 0.5, ${M}, tasks: ${tasks}`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(message);
  });

  test('copies of jobs of several tasks', () => {
    expect(faults(`process: poisson, load: 0.5, ${M}, tasks: 2`, '{ nodes: 4, dispatch: { redundancy-d: { d: 2 } } }')[0]).toMatch(/pool.dispatch: redundancy-d sends copies of a job, and what they are of a job of several tasks, as those of "job", is not settled/);
  });

  test('tasks of jobs whose sizes are recorded; times alone may be', () => {
    expect(faults(TRACE, undefined, () => 'time,size\n0,1\n1,2\n')[0]).toMatch(/arrivals.0.tasks: cannot stand beside the column "size" of the trace/);
    expect(faults(`${TRACE}, ${M}`, undefined, () => 'time\n0\n1\n')).toEqual([]);
  });

  test('more of them than the memory holds', () => {
    expect(faults(`process: poisson, rate: 5000, ${M}, tasks: 5000`, '{ nodes: [{ slots: unlimited }] }')[0]).toMatch(/keep about 5e7 tasks in service at once/);
  });
});
