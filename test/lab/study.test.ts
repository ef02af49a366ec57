import { describe, expect, test } from 'vitest';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import { ScenarioError } from '../../src/lab/scenario/faults.ts';
import { assembleStudy } from '../../src/lab/study/assemble-study.ts';
import { loadStudy, type Study, type StudyKind } from '../../src/lab/study/load-study.ts';
import { play, type Runner, runInThisThread, type Task } from '../../src/lab/study/play.ts';
import { labelOf } from '../../src/lab/study/parameters.ts';
import { study as studySchema } from '../../src/study.ts';

const farm = (sections: string, { arrivals = '  - { class: job, process: poisson, load: 0.8, size: { exponential: { mean: 1 } } }', run = 'jobs: 2000, replications: 4', dispatch = 'random' } = {}) => `
name: farm
seed: farm
arrivals:
${arrivals}
pool: { nodes: 4, dispatch: ${dispatch} }
run: { ${run} }
${sections}
`;

const load = (text: string, kind: StudyKind = 'sweep') => loadStudy(kind, 'farm.yaml', text);

function faults(text: string, kind: StudyKind = 'sweep'): string {
  try {
    load(text, kind);
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  throw new Error('no fault');
}

const scenarios = ({ cells }: Study) => cells.map(({ loaded }) => loaded.scenario);
const finish = async (study: Study, runner: Runner = runInThisThread(study.cells)) => assembleStudy(study, await play(study, runner));

describe('sections', () => {
  test('every value of every parameter with every variant', () => {
    const study = load(farm('compare: { dispatch: [jsq, { power-of-d: { d: 2 } }] }\nsweep: { load: [0.5, 0.9], pool.discipline: [fcfs, ps, srpt] }'));
    expect(study.points.map(({ name }) => name)).toEqual(['load=0.5', 'load=0.9'].flatMap((one) => ['fcfs', 'ps', 'srpt'].map((other) => `${one}, pool.discipline=${other}`)));
    expect(study.variants.map(({ name }) => name)).toEqual(['jsq', 'power-of-d(d=2)']);
    expect(scenarios(study).map(({ pool, sources: [{ process }] }) => [pool.dispatch.name, pool.discipline.name, process.mechanism === 'open' && process.rate])).toEqual(
      [2, 3.6].flatMap((rate) => ['fcfs', 'ps', 'srpt'].flatMap((discipline) => ['jsq', 'power-of-d'].map((dispatch) => [dispatch, discipline, rate]))),
    );
  });

  test('named variants change several things at once', () => {
    const study = load(farm('compare:\n  - { name: as it is, set: {} }\n  - { name: fewer and faster, set: { nodes: { count: 2, speed: 2 }, pool.dispatch: jsq } }'), 'compare');
    expect(study.variants.map(({ name }) => name)).toEqual(['as it is', 'fewer and faster']);
    expect(scenarios(study).map(({ pool }) => [pool.nodes.length, pool.nodes[0].speed, pool.dispatch.name])).toEqual([[4, 1, 'random'], [2, 2, 'jsq']]);
  });

  test('several parts vary in all combinations, numbers by name', () => {
    const study = load(farm('compare: { nodes: [4, 8], discipline: [fcfs, ps] }'), 'compare');
    expect(study.variants.map(({ name }) => name)).toEqual(['nodes=4, fcfs', 'nodes=4, ps', 'nodes=8, fcfs', 'nodes=8, ps']);
  });

  test('a sweep without variants has the scenario itself, by the name of its policy', () => {
    expect(load(farm('sweep: { load: [0.5] }')).variants.map(({ name }) => name)).toEqual(['random']);
  });

  test.each([
    ['loads', 'load: 0.6', 'load: 0.2'],
    ['rates', 'rate: 1.2', 'rate: 0.8'],
    ['both', 'load: 0.6', 'rate: 0.8'],
  ])('the load is split among sources in the proportions of the file: %s', (_, first, second) => {
    const arrivals = `  - { class: a, process: poisson, ${first}, size: { exponential: { mean: 2 } } }\n  - { class: b, process: poisson, ${second}, size: { exponential: { mean: 1 } } }`;
    const work = scenarios(load(farm('sweep: { load: [0.4, 0.9] }', { arrivals }))).map(({ sources }) => sources.map(({ process, size }) => (process.mechanism === 'open' ? process.rate * size!.mean : NaN)));
    for (const [i, target] of [0.4, 0.9].entries()) {
      expect(work[i][0]).toBeCloseTo(4 * target * 0.75, 12);
      expect(work[i][1]).toBeCloseTo(4 * target * 0.25, 12);
    }
  });

  test('how values are called', () => {
    expect([0.5, 'jsq', { 'power-of-d': { d: 2 } }, { jsq: {} }, { count: 2, speed: 4 }, [{ count: 2 }, { count: 1, speed: 4 }], null].map(labelOf)).toEqual(['0.5', 'jsq', 'power-of-d(d=2)', 'jsq', 'count=2, speed=4', 'count=2+count=1, speed=4', 'null']);
  });
});

describe('faults are refused before the start, each at its place', () => {
  test.each<[string, string, RegExp]>([
    ['an unknown policy', 'compare: { dispatch: [jsq, jqs] }\nsweep: { load: [0.5, 0.6] }', /^farm\.yaml:8:28: compare\.dispatch\[1\]: unknown dispatcher "jqs".*did you mean "jsq"\?$/],
    ['a bad parameter of a policy', 'compare: { dispatch: [{ power-of-d: { d: 0 } }] }\nsweep: { load: [0.5] }', /^farm\.yaml:8:\d+: compare\.dispatch\[0\]\.power-of-d\.d: must be at least 1, not 0$/],
    ['an overload at one point', 'sweep: { load: [0.5, 1.2] }', /^farm\.yaml:4:1: arrivals: load is 1\.2: .* \(load=1\.2, random\)$/],
    ['a load that is none', 'sweep: { load: [high] }', /^farm\.yaml:8:17: sweep\.load\[0\]: must be a number, not the text "high"$/],
    ['an unknown short name', 'sweep: { laod: [0.5] }', /sweep\.laod: unknown parameter "laod"; .*did you mean "load"\?$/],
    ['an unknown path', 'sweep: { pol.dispatch: [jsq] }', /^farm\.yaml:8:\d+: sweep\."pol\.dispatch"\[0\]: unknown key/],
    ['a path that is none', 'sweep: { pool..dispatch: [jsq] }', /is no path such as/],
    ['another seed', 'sweep: { seed: [1, 2] }', /sweep\.seed: seed is the same for all variants and points/],
    ['other replications', 'sweep: { run.replications: [1, 2] }', /run\.replications is the same/],
    ['no list', 'sweep: { load: 0.5 }', /^farm\.yaml:8:16: sweep\.load: must be a list of values, not 0\.5$/],
    ['nothing', 'sweep: {}', /sweep: is empty/],
    ['too much', `sweep: { load: [${Array.from({ length: 50 }, (_, i) => i / 100 + 0.01).join(', ')}], run.jobs: [${Array.from({ length: 50 }, (_, i) => i + 1).join(', ')}] }`, /sweep: has more than 2000 combinations/],
    ['two variants of one name', 'compare: { dispatch: [jsq, jsq] }\nsweep: { load: [0.5] }', /compare: two variants are named "jsq"/],
    ['a variant without a name', 'compare: [{ set: {} }]\nsweep: { load: [0.5] }', /compare\[0\]\.name: is required/],
    ['a variant with an unknown key', 'compare: [{ name: a, sets: {} }]\nsweep: { load: [0.5] }', /compare\[0\]\.sets: unknown key; allowed: name, set; did you mean "set"\?/],
    ['no section', 'compare: { dispatch: [jsq] }', /^farm\.yaml:2:1: has no section sweep/],
  ])('%s', (_, sections, message) => {
    expect(faults(farm(sections)).split('\n').some((line) => message.test(line)), faults(farm(sections))).toBe(true);
  });

  test('one fault of a variant is told once, whatever the number of points', () => {
    expect(faults(farm('compare: { dispatch: [jsq, jqs] }\nsweep: { load: [0.5, 0.6, 0.7] }')).split('\n').length).toBe(1);
  });

  test('a closed population has no load', () => {
    const arrivals = '  - { class: user, process: { closed: { population: 5, think: { exponential: { mean: 1 } } } }, size: { exponential: { mean: 1 } } }';
    expect(faults(farm('sweep: { load: [0.5] }', { arrivals }))).toMatch(/^farm\.yaml:8:\d+: sweep\.load\[0\]: does not apply to closed arrivals$/);
  });

  test('a precision, which is for run', () => {
    expect(faults(farm('sweep: { load: [0.5] }', { run: 'jobs: 2000, replications: 4, precision: { relative: 0.1 }' }))).toMatch(/run\.precision: is for schedlab run/);
  });
});

const STUDY = farm('compare: { dispatch: [random, jsq] }\nsweep: { load: [0.5, 0.8] }', { run: 'jobs: 400, replications: 18' });

/** Gives the replications in an order of its own, and no more than `most`. */
function shuffled(study: Study, seed: number, most = Infinity): Runner {
  return async function* (tasks) {
    const all = [...tasks].map((task, i) => [task, Math.sin(seed * (i + 1)) + i / 25] as const).toSorted(([, a], [, b]) => a - b);
    for (const [task] of all.slice(0, most)) yield [task, replicate(study.cells[task.cell].loaded.scenario, task.index)] as [Task, ReturnType<typeof replicate>];
  };
}

describe('playing', () => {
  test('the result keeps its contract, and does not depend on who finishes first', async () => {
    const study = load(STUDY);
    const result = await finish(study);
    expect(studySchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(JSON.parse(JSON.stringify(result)));
    expect(await finish(study, shuffled(study, 1))).toEqual(result);
    expect(result.points.map(({ replications, values }) => [replications, values])).toEqual([[18, { load: 0.5 }], [18, { load: 0.8 }]]);
    expect(result.checks.map(({ law }) => law)).toContain("Little's law");
  });

  test('each estimate is that of a run of the same scenario, where the warm-up is the same', async () => {
    const { experiment } = await import('../../src/lab/experiment.ts');
    const { assemble } = await import('../../src/lab/report.ts');
    const study = load(STUDY.replace('jobs: 400,', 'jobs: 400, warmup: 100,'));
    const { points } = await finish(study);
    for (const [i, { loaded }] of study.cells.entries()) {
      const run = assemble(loaded, await experiment(loaded.scenario, loaded.plan));
      const variant = points[Math.floor(i / 2)].variants[i % 2];
      expect(variant.overall).toEqual(run.overall);
      expect(variant.comparisons).toEqual(run.comparisons.filter(({ scope }) => scope === 'overall'));
    }
  });

  test('all variants have the same cut, the largest that any needs', async () => {
    const study = load(farm('compare: { dispatch: [random, jsq] }', { run: 'jobs: 3000, replications: 5' }), 'compare');
    const both = await play(study, runInThisThread(study.cells));
    const alone = await Promise.all(['random', 'jsq'].map(async (dispatch) => {
      const one = load(farm('compare: { load: [0.8] }', { run: 'jobs: 3000, replications: 5', dispatch }), 'compare');
      return (await play(one, runInThisThread(one.cells))).points[0]!.warmup;
    }));
    expect(both.points[0]!.warmup).toBe(Math.max(...alone));
    const counts = both.points[0]!.samples.map((own) => own.length);
    expect(counts).toEqual([5, 5]);
  });

  test('what is stopped keeps the replications that all variants have, and points that were not begun are left out', async () => {
    const study = load(STUDY);
    // The first point whole and, of the second, five tasks in their order: two replications of both variants.
    const inOrder: Runner = async function* (tasks) {
      for (const task of [...tasks].slice(0, 2 * 18 + 5)) yield [task, replicate(study.cells[task.cell].loaded.scenario, task.index)] as const;
    };
    const result = await finish(study, inOrder);
    expect(result.run.interrupted).toBe(true);
    expect(result.points.map(({ replications }) => replications)).toEqual([18, 2]);
    expect(result.points[0]).toEqual((await finish(study)).points[0]);
    expect((await finish(study, shuffled(study, 3, 60))).run.interrupted).toBe(true);
    await expect(finish(study, shuffled(study, 3, 1))).rejects.toThrow('stopped before the first point was finished');
  });

  test('pairing works: ten nodes at load 0.9, the shortest queue against the shorter of two', async () => {
    const study = load(farm('compare: { dispatch: [jsq, { power-of-d: { d: 2 } }] }', { run: 'jobs: 40000, replications: 20' }).replace('nodes: 4', 'nodes: 10').replace('load: 0.8', 'load: 0.9'), 'compare');
    const { points: [{ comparisons }] } = await finish(study);
    const response = comparisons.find(({ metric, statistic }) => metric === 'response' && statistic === 'mean')!;
    expect(response).toMatchObject({ leader: 'jsq', winner: 'jsq' });
    expect(response.against[0].reduction).toBeGreaterThan(5);
  });

  test('a mean that theory says is infinite is not compared', async () => {
    const { points: [{ comparisons, variants }] } = await finish(load(farm('compare: { dispatch: [random, jsq] }', { run: 'jobs: 500, replications: 3' }), 'compare'));
    expect(variants[0].comparisons).toContainEqual(expect.objectContaining({ metric: 'slowdown', theory: 'Infinity' }));
    const means = comparisons.filter(({ statistic }) => statistic === 'mean').map(({ metric }) => metric);
    expect(means).toContain('response');
    expect(means).not.toContain('slowdown');
  });

  test('what grows without bound has no estimates and is not compared', async () => {
    const result = await finish(load(farm('compare: { dispatch: [random, jsq] }\nsweep: { load: [0.5, 1.2] }', { run: 'jobs: 500, replications: 2, overload: allow' })));
    expect(result.points[1].variants.map(({ overall, growing }) => [overall, growing?.load])).toEqual([[{}, expect.closeTo(1.2)], [{}, expect.closeTo(1.2)]]);
    expect(result.points[1].comparisons).toEqual([]);
    expect(result.points[0].comparisons.length).toBeGreaterThan(5);
  });
});

test('one long replication of each variant is judged by its batches, paired by their place', async () => {
  const result = await finish(load(farm('compare: { dispatch: [random, jsq] }', { run: 'jobs: 20000, replications: 1' }), 'compare'));
  expect(() => studySchema.parse(JSON.parse(JSON.stringify(result)))).not.toThrow();
  expect(result.run).toMatchObject({ replications: 1, intervals: 'batch means' });
  const [{ variants, comparisons }] = result.points;
  expect(variants[0].overall.response.mean.samples).toBeGreaterThanOrEqual(16);
  expect(comparisons.find(({ metric, statistic }) => metric === 'response' && statistic === 'mean')).toMatchObject({ winner: 'jsq', against: [{ verdict: 'worse', difference: { samples: variants[0].overall.response.mean.samples } }] });
});
