/** What a section `optimise` may say, and what is said of faults in it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assembleOptimisation } from '../../../src/lab/optimise/assemble.ts';
import { optimise } from '../../../src/lab/optimise/optimise.ts';
import { loadProblem } from '../../../src/lab/optimise/problem.ts';
import { neighbours, placeOf } from '../../../src/lab/optimise/variables.ts';
import { optimisation } from '../../../src/optimisation.ts';
import { optimisationChart } from '../../../src/reports/optimise/chart.ts';
import { optimisationTable } from '../../../src/reports/optimise/table.ts';
import { scenario } from './problems.ts';

function faults(section: string): string {
  try {
    loadProblem('test.yaml', scenario({}, section));
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
}

const OVER = 'over: { slots: { path: pool.nodes.slots, integer: [1, 9] } }';

describe('faults', () => {
  it.each([
    [`${OVER}\nminimise: slot * 2`, /^test\.yaml:10:\d+: optimise\.minimise: unknown name "slot"; allowed: slots, .*response.*; did you mean "slots"\?$/],
    [`${OVER}\nminimise: slots\nsubject-to: [waiting <= 2, respons.p99 <= 20]`, /subject-to\[1\]: unknown name "respons.p99"/],
    [`${OVER}\nminimise: slots\nsubject-to: waiting`, /subject-to(\[0\])?: must be a comparison such as response\.p99 <= 20; allowed: <=/],
    ['over: {}\nminimise: response', /optimise\.over: is empty/],
    ['over: { a: { path: pool.nodes.slots } }\nminimise: a', /over\.a: must have one of integer: \[FROM, TO\], real: \[FROM, TO\] and choice: \[VALUES\], and has none/],
    ['over: { a: { path: pool.nodes.slots, integer: [9, 1] } }\nminimise: a', /over\.a\.integer: must go up, not from 9 to 1/],
    ['over: { a: { path: pool.nodes.slots, integer: [1, 2.5] } }\nminimise: a', /over\.a\.integer\[1\]: must be a whole number/],
    ['over: { a: { path: nods, integer: [1, 9] } }\nminimise: a', /over\.a\.path: unknown parameter "nods".*did you mean "nodes"/],
    ['over: { a: { path: seed, integer: [1, 9] } }\nminimise: a', /over\.a\.path: seed is the same for all/],
    ['over: { response: { path: nodes, integer: [1, 9] } }\nminimise: 1', /over\.response: response is a metric too: give it another name/],
    ['over: { web: { path: nodes, integer: [1, 9] } }\nminimise: web', /over\.web: web is a class too/],
    ['over: { "a b": { path: nodes, integer: [1, 9] } }\nminimise: 1', /must be a word of at most 60 letters/],
    [`${OVER.replace(' }', ', integr: 3 }')}\nminimise: slots`, /unknown key.*did you mean "integer"/],
    [`${OVER}\nminimise: 3\nsubject-to: 2 <= 3`, /over\.slots: changes nothing/],
    ['over: { p: { path: dispatch, choice: [random, jsq], assume: more-never-hurts } }\nminimise: response', /over\.p\.assume: is for ranges only/],
    ['over: { a: { path: nodes, integer: [1, 9], tolerance: 1 } }\nminimise: a', /over\.a\.tolerance: is for real variables only/],
  ])('%j', (section, message) => expect(faults(section)).toMatch(message));

  it('without the section say what one looks like', () => {
    const text = scenario({}, OVER).replace(/optimise:\n[\s\S]*/, '');
    expect(() => loadProblem('test.yaml', text)).toThrow(/has no section optimise: say what is minimised, as in/);
  });

  it('of a candidate are told before anything is run, with its name', async () => {
    const problem = loadProblem('test.yaml', scenario({ pool: 'nodes: 5, dispatch: jsq' }, 'over: { d: { path: dispatch, choice: [jsq, jqs] } }\nminimise: response'));
    await expect(optimise(problem)).rejects.toThrow(/unknown dispatcher "jqs".*did you mean "jsq"/);
  });
});

describe('candidates', () => {
  const { variables, size } = loadProblem('test.yaml', scenario({}, 'over:\n  slots: { path: pool.nodes.slots, integer: [5, 7] }\n  speed: { path: pool.nodes.speed, real: [1, 2], tolerance: 0.3 }\n  policy: { path: discipline, choice: [fcfs, lcfs] }\nminimise: response'));

  it('are every combination, real variables on a grid as fine as the tolerance', () => {
    expect(size).toBe(3 * 5 * 2);
    expect(variables.map(({ count, value }) => Array.from({ length: count }, (_, i) => value(i)))).toEqual([[5, 6, 7], [1, 1.25, 1.5, 1.75, 2], ['fcfs', 'lcfs']]);
    const places = Array.from({ length: size }, (_, number) => placeOf(number, variables).join(' '));
    expect(new Set(places).size).toBe(size);
    expect(places.slice(0, 3)).toEqual(['0 0 0', '0 0 1', '0 1 0']);
  });

  it('have neighbours one step away in one variable', () => {
    expect(neighbours([0, 2, 1], variables).map(({ place }) => place.join(' '))).toEqual(['1 2 1', '0 1 1', '0 3 1', '0 2 0']);
  });
});

describe('scenarios/optimise-*.yaml', () => {
  it.each([['nodes', 5e3, 14], ['staffing', 2e3, 114]])('%s, in quick form', async (name, jobs, near) => {
    const file = resolve(import.meta.dirname, `../../../scenarios/optimise-${name}.yaml`);
    const overrides = [{ path: ['run', 'jobs'], value: jobs }, { path: ['optimise', 'budget'], value: 400 }];
    const result = assembleOptimisation(await optimise(loadProblem(file, readFileSync(file, 'utf8'), { overrides })));
    optimisation.parse(result);
    expect(Math.abs(Number(Object.values(result.answer!.values)[0]) - near)).toBeLessThanOrEqual(6);
    const table = optimisationTable(result);
    expect(table.split('\n').every((line) => line.length <= 100)).toBe(true);
    expect(table).toContain(`→  ${result.answer!.name}`);
    expect(optimisationChart(result) === undefined).toBe(name === 'nodes');
  });
});
