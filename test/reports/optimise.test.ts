import { expect, it } from 'vitest';
import type { Candidate, Optimisation } from '../../src/optimisation.ts';
import { optimisationChart } from '../../src/reports/optimise/chart.ts';
import { optimisationTable } from '../../src/reports/optimise/table.ts';
import { renderSvg } from '../../src/reports/render.ts';
import { estimated } from './fixtures.ts';
import { readSvg } from './svg.ts';

type Value = Candidate['objective'];

/** Candidates of 10, 11 … servers, of a convex cost. */
function optimised(minimise: string, kind: string, constrained = false): Optimisation {
  const candidates = Array.from({ length: 6 }, (_, i): Candidate => {
    const servers = 10 + i;
    const cost = 40 + (i - 2) ** 2;
    const objective: Value = { estimate: estimated(cost + 0.2, 0.5), theory: { value: cost, kind } };
    const constraints = constrained ? [{ text: 'response.p99 <= 20 ms', difference: 'response.p99 − 20 ms', verdict: i < 2 ? ('fails' as const) : ('holds' as const), estimate: estimated(1.5 - i, 0.4) }] : [];
    return { name: `servers=${servers}`, values: { servers }, state: constrained && i < 2 ? 'infeasible' : 'feasible', replications: 20, objective, constraints };
  });
  return {
    schedlab: '0.1.0', name: 'staffing', unit: 'ms', seed: 'a', scenario: {}, backend: 'simulated',
    problem: {
      minimise, subjectTo: constrained ? ['response.p99 <= 20 ms'] : [], where: { salary: 1, patience: 5 }, candidates: 6, confidence: 0.95, budget: 100,
      over: [{ name: 'servers', path: 'pool.nodes.slots', kind: 'integer', values: 6, from: 10, to: 15 }],
    },
    status: 'selected', answer: candidates[2], neighbours: [{ variable: 'servers', candidate: candidates[1] }, { variable: 'servers', candidate: candidates[3] }],
    claim: ['servers=12 is the best'], spent: { candidates: 6, replications: 120, jobs: 1e6 }, candidates,
  };
}

const COST = 'salary * servers + patience * queue';
const specOf = (result: Optimisation) => JSON.stringify(optimisationChart(result));

it('says what is minimised and under what, beside the plot and below the title', () => {
  const text = specOf(optimised(COST, 'exact'));
  expect(text).toContain('"text":"The objective against servers"');
  expect(text).toContain('staffing: minimise salary * servers + patience * queue, where salary = 1, patience = 5');
  expect(text).toContain('"title":["salary * servers +","patience * queue"]');
  expect(specOf(optimised('response.p99', 'exact', true))).toContain('"title":["response.p99, ms"]');
  expect(specOf(optimised('response.p99', 'exact', true))).toContain('"text":"The objective and its constraints against servers"');
});

it('shows what theory says of each candidate, filled where it is exact', () => {
  for (const [kind, exact] of [['exact', true], ['approximation', false]] as const) {
    const text = specOf(optimised(COST, kind));
    for (const value of [44, 41, 40]) expect(text).toContain(`"value":${value},"exact":${exact}`);
    expect(text).toContain(exact ? 'filled diamonds: exact theory' : 'hollow diamonds: approximation or limit');
  }
});

it.each([['without', false], ['with', true]])('is a picture %s constraints whose labels are whole', async (_, constrained) => {
  const { width, height, labels } = readSvg(await renderSvg(optimisationChart(optimised(COST, 'exact', constrained))!));
  for (const { text, left, right, baseline, rotated } of labels) {
    expect(left, text).toBeGreaterThanOrEqual(0);
    expect(right, text).toBeLessThanOrEqual(width);
    expect(baseline, text).toBeGreaterThan(rotated ? 0 : 8);
    expect(baseline, text).toBeLessThan(height);
  }
});

it('calls nothing feasible where nothing is asked', () => {
  expect(optimisationTable(optimised(COST, 'exact'))).not.toContain('feasible');
  expect(optimisationTable(optimised(COST, 'exact', true))).toMatch(/servers=11 +infeasible .*\n +response\.p99 − 20 ms +fails/);
});
