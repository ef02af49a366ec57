/** Comparisons that go on until something is settled: until one variant is selected, or until differences are precise. */
import { describe, expect, test } from 'vitest';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import { ScenarioError } from '../../src/lab/scenario/faults.ts';
import { assembleStudy } from '../../src/lab/study/assemble-study.ts';
import { loadStudy, type Study } from '../../src/lab/study/load-study.ts';
import { play, type Runner, type Task } from '../../src/lab/study/play.ts';
import { study as studySchema } from '../../src/study.ts';

const text = (compare: string, { run = 'jobs: 2000', pool = 'nodes: 4, dispatch: jsq', head = 'time: ms' } = {}) => `
name: farm
seed: farm
${head}
arrivals: [{ class: job, process: poisson, load: 0.7, size: { exponential: { mean: 1 } } }]
pool: { ${pool} }
run: { ${run} }
compare: ${compare}
`;

const decided = (compare: string, options = {}) => loadStudy('compare', 'farm.yaml', text(compare, options), { untilDecided: true });
const precise = (compare: string, options = {}) => loadStudy('compare', 'farm.yaml', text(compare, options));

function faults(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  throw new Error('no fault');
}

/** Runs at once, and remembers what was run; `turned`: last first. */
function recorded(study: Study, ran: Task[], { turned = false, most = Infinity } = {}): Runner {
  return async function* (tasks) {
    const all = [...tasks];
    for (const task of turned ? all.toReversed() : all) {
      if (ran.length >= most) return;
      ran.push(task);
      yield [task, replicate(study.cells[task.cell].loaded.scenario, task.index)];
    }
  };
}

async function finish(study: Study, options = {}) {
  const ran: Task[] = [];
  const result = assembleStudy(study, await play(study, recorded(study, ran, options)));
  expect(() => studySchema.parse(JSON.parse(JSON.stringify(result)))).not.toThrow();
  return { result, ran };
}

describe('until one is selected', () => {
  test('the worse are left out, and the best or one as good is selected', async () => {
    const { result, ran } = await finish(decided('{ dispatch: [random, jsq, least-work-left, { power-of-d: { d: 2 } }], indifference: 5 % }'));
    const { decision, points: [point] } = result;
    expect(decision).toMatchObject({ metric: 'response', statistic: 'mean', relative: 0.05, confidence: 0.95, selected: 'least-work-left', firstStage: 10, atMost: 1000 });
    expect(decision!.indifference).toBeCloseTo(0.05 * point.variants[2].overall.response.mean.mean, 2);
    const [random] = decision!.variants;
    expect(random).toEqual({ variant: 'random', replications: 10, outcome: 'out' });
    for (const { variant, replications } of decision!.variants) {
      expect(ran.filter(({ cell }) => result.variants[cell].name === variant).length).toBe(replications);
      expect(point.variants.find(({ name }) => name === variant)!.overall.response.mean.samples).toBe(replications);
    }
    expect(point.comparisons.find(({ metric, statistic }) => metric === 'response' && statistic === 'mean')).toMatchObject({ leader: 'least-work-left', against: expect.arrayContaining([expect.objectContaining({ variant: 'random', verdict: 'worse' })]) });
  });

  test('what cannot be told apart is decided too: one within the indifference is good enough', async () => {
    // By the number in system these two differ by chance only.
    const { result } = await finish(decided('{ discipline: [fcfs, lcfs, random-order], indifference: 10 % }', { pool: 'nodes: 1' }));
    expect(result.decision!.selected).not.toBeNull();
    expect(result.decision!.variants.every(({ outcome }) => outcome !== 'out')).toBe(true);
    expect(result.decision!.more).toBeUndefined();
  });

  test('the same for any order in which replications are finished', async () => {
    const study = decided('{ dispatch: [jsq, { power-of-d: { d: 2 } }, { power-of-d: { d: 3 } }], indifference: 1 %, at-most: 60 }', { run: 'jobs: 500' });
    const { result } = await finish(study);
    expect((await finish(study, { turned: true })).result).toEqual(result);
  });

  test('the budget may end first, and it says how much more it would take', async () => {
    const { result, ran } = await finish(decided('{ dispatch: [jsq, { jsq: { ties: first } }], indifference: { absolute: 1e-5 }, at-most: 25 }', { run: 'jobs: 500' }));
    expect(result.decision).toMatchObject({ absolute: 1e-5, indifference: 1e-5, selected: null, variants: [{ replications: 25, outcome: 'in contention' }, { replications: 25, outcome: 'in contention' }] });
    expect(result.decision!.more).toBeGreaterThan(25);
    expect(ran.length).toBe(50);
  });

  test('by a percentile, and by named variants', async () => {
    const { result } = await finish(decided('{ variants: [{ name: a, set: { dispatch: random } }, { name: b, set: { dispatch: jsq } }], statistic: p95, indifference: 3 % }'));
    expect(result.decision).toMatchObject({ statistic: 'p95', selected: 'b' });
  });

  test('interrupted, it says what was finished', async () => {
    const study = decided('{ dispatch: [jsq, { jsq: { ties: first } }], indifference: { absolute: 1e-5 } }', { run: 'jobs: 500' });
    const { result } = await finish(study, { most: 31 });
    expect(result.run.interrupted).toBe(true);
    expect(result.decision!.selected).toBeNull();
    expect(result.points[0].replications).toBe(15);
    await expect(play(study, recorded(study, [], { most: 1 }))).rejects.toThrow('stopped before');
  });
});

describe('until differences are as precise as asked', () => {
  test.each([['precision: 2 %', { relative: 0.02 }], ['precision: 0.03 ms', { absolute: 0.03 }], ['precision: 30 us', { absolute: 0.03 }]])('%s', async (asked, size) => {
    const { result } = await finish(precise(`{ dispatch: [jsq, { power-of-d: { d: 2 } }], ${asked} }`, { run: 'jobs: 1000' }));
    expect(result.run.precision).toEqual({ metric: 'response', statistic: 'mean', ...size, reached: true });
    const [{ replications, comparisons }] = result.points;
    expect(replications).toBeGreaterThan(10);
    const { mean, against } = comparisons.find(({ metric, statistic }) => metric === 'response' && statistic === 'mean')!;
    for (const { difference } of against) expect(difference.halfWidth).toBeLessThanOrEqual('relative' in size ? 0.02 * mean : 0.03);
  });

  test('the budget may end first', async () => {
    const { result } = await finish(precise('{ dispatch: [random, jsq], precision: 0.01 %, at-most: 20 }', { run: 'jobs: 500' }));
    expect(result.run.precision!.reached).toBe(false);
    expect(result.points[0].replications).toBe(20);
  });
});

const both = '{ dispatch: [random, jsq], ';
describe('what cannot be had is refused', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['no indifference', () => decided('{ dispatch: [random, jsq] }'), /^farm\.yaml:8:1: compare: has no indifference: the least difference that matters, as in indifference: 2 %$/],
    ['a bare number', () => decided(`${both}indifference: 0.02 }`), /^farm\.yaml:8:\d+: compare\.indifference: must be of the form 2 %, 0\.5 ms, \{ relative: 0\.02 \} or \{ absolute: 0\.5 \}/],
    ['nothing', () => decided(`${both}indifference: 0 % }`), /compare\.indifference: must be more than 0, and less than 100 %/],
    ['words', () => decided(`${both}indifference: a little }`), /compare\.indifference: must be of the form 2 %/],
    ['an unknown unit', () => decided(`${both}indifference: 2 parsec }`), /compare\.indifference: has the unit parsec, which cannot be told in the scenario's own, ms$/],
    ['a unit where the scenario has none', () => decided(`${both}indifference: 2 ms }`, { head: 'about: nothing' }), /compare\.indifference: has the unit ms, .*own: it names none$/],
    ['a time for what is none', () => decided(`${both}indifference: 2 ms, metric: slowdown }`), /compare\.indifference: has the unit ms, and slowdown mean is no time$/],
    ['a metric that is not compared', () => decided(`${both}indifference: 2 %, metric: throughput }`), /compare\.metric: throughput is not compared: .*; allowed: response, /],
    ['an unknown metric', () => decided(`${both}indifference: 2 %, metric: reponse }`), /compare\.metric: .*"reponse".*did you mean "response"\?$/],
    ['an unknown statistic', () => decided(`${both}indifference: 2 %, statistic: p98 }`), /compare\.statistic: unknown statistic "p98" of response; allowed: mean, /],
    ['what is not measured', () => decided(`${both}indifference: 2 %, metric: loss }`), /compare\.metric: loss is not measured here: nothing can be lost/],
    ['a mean that is infinite', () => decided('{ discipline: [fcfs, ps], indifference: 2 %, metric: slowdown }', { pool: 'nodes: 1' }), /compare\.metric: mean slowdown is infinite, by theory, of fcfs: /],
    ['one variant', () => decided('{ dispatch: [jsq], indifference: 2 % }'), /compare: has one variant: there is no difference to be settled$/],
    ['too few to begin with', () => decided(`${both}indifference: 2 % }`, { run: 'jobs: 100, replications: 4' }), /^farm\.yaml:7:\d+: run\.replications: must be 10 or more to begin with, not 4$/],
    ['a budget below the beginning', () => decided(`${both}indifference: 2 %, at-most: 5 }`), /compare\.at-most: must be at least the 10 replications to begin with, not 5$/],
    ['two reasons to stop', () => decided(`${both}indifference: 2 %, precision: 1 % }`), /compare\.precision: cannot stand beside --until-decided/],
    ['one replication', () => precise(`${both}precision: 1 % }`, { run: 'jobs: 1000, replications: 1' }), /run\.replications: must be 2 or more to begin with, not 1$/],
    ['variants beside lists', () => precise(`${both}variants: [{ name: a, set: {} }] }`), /compare\.dispatch: cannot stand beside variants/],
    ['a slip in a key', () => precise(`${both}indiference: 2 % }`), /compare\.indiference: must be a list of values/],
    ['a precision in a sweep', () => loadStudy('sweep', 'farm.yaml', `${text(`${both}precision: 1 % }`)}sweep: { load: [0.5] }\n`), /compare\.precision: is for schedlab compare/],
  ])('%s', (_, make, message) => {
    const found = faults(make);
    expect(found.split('\n').some((line) => message.test(line)), found).toBe(true);
  });

  test('without --until-decided an indifference changes nothing', () => {
    expect(precise(`${both}indifference: 2 % }`).goal).toBeUndefined();
  });
});
