/** Where theory gives the answer, the optimiser finds the same. */
import { describe, expect, it } from 'vitest';
import { economicServers } from '../../../src/theory/staffing/economic-servers.ts';
import { staffingDelay } from '../../../src/theory/staffing/staffing-delay.ts';
import { scenario, solve } from './problems.ts';

/** E[T] = p/(1 − 2p) + q/(3 − 2q), q = 1 − p, of two nodes of speed 1 and 3 that share two jobs per time unit. */
function response(p: number): number {
  return p / (1 - 2 * p) + (1 - p) / (3 - 2 * (1 - p));
}

describe('the optimiser finds what theory says', () => {
  it.each([['', 0], [', assume: more-never-hurts', 1]])('the fewest slots for a mean wait (Erlang C)%s', async (assume, assumed) => {
    const { others } = staffingDelay.create({ lambda: 4, mu: 1, within: 0, waiting: 0.2 });
    const result = await solve(scenario({}, `over: { slots: { path: pool.nodes.slots, integer: [1, 14]${assume} } }\nminimise: 2 * slots\nsubject-to: waiting <= 0.2 ms`));
    expect(others!.servers).toBe(6);
    expect(result).toMatchObject({ status: 'optimal', answer: { values: { slots: 6 }, state: 'feasible', objective: { exact: 12 } }, theory: { values: { slots: 6 }, same: true } });
    expect(result.cheaper).toMatchObject({ candidates: 5, open: 0, assumed: assumed === 0 ? 0 : expect.any(Number) as number });
    const [fewer, more] = result.neighbours.map(({ candidate }) => candidate);
    expect(fewer).toMatchObject({ values: { slots: 5 }, state: 'infeasible', constraints: [{ verdict: 'fails' }] });
    expect(more.values).toEqual({ slots: 7 });
    const { estimate } = fewer.constraints[0];
    expect(estimate!.mean - estimate!.halfWidth!).toBeGreaterThan(0);
    expect(fewer.constraints[0].theory!.value).toBeCloseTo(others!['mean wait with one slot fewer'] - 0.2, 9);
  });

  it('the fewest slots for a share of slow jobs, with what theory says of the tail', async () => {
    const result = await solve(scenario({}, 'over: { slots: { path: pool.nodes.slots, integer: [5, 9], assume: more-never-hurts } }\nminimise: slots\nsubject-to: response.above(3 ms) <= 7 %'));
    expect(result).toMatchObject({ status: 'optimal', theory: { same: true, kind: 'exact' } });
    expect(result.answer!.constraints[0]).toMatchObject({ difference: 'response.above(3 ms) − 7 %', verdict: 'holds', theory: { kind: 'exact' } });
    expect(result.neighbours[0].candidate.constraints[0].verdict).toBe('fails');
  });

  it('the cheapest number of slots where slots and waiting cost (all candidates, Kim and Nelson)', async () => {
    const { others } = economicServers.create({ lambda: 4, mu: 1, price: 1, delay: 2 });
    const result = await solve(scenario({ rate: 4, jobs: 3000 }, 'over: { slots: { path: pool.nodes.slots, integer: [5, 16] } }\nwhere: { delay: 2 }\nminimise: slots + delay * queue\nindifference: 0.02\nbudget: 3000'));
    expect(result).toMatchObject({ status: 'optimal', theory: { values: { slots: others!.servers } } });
    const cost = { [others!.servers]: others!.cost, [others!.servers - 1]: others!['cost with one slot fewer'], [others!.servers + 1]: others!['cost with one slot more'] };
    expect(cost[result.answer!.values.slots as number]).toBeLessThanOrEqual(1.02 * others!.cost);
    const { mean, halfWidth } = result.answer!.objective.estimate!;
    expect(Math.abs(mean - Number(result.answer!.objective.theory!.value))).toBeLessThan(2 * halfWidth!);
  });

  it('the same by a search, where there are many candidates', async () => {
    const { others } = economicServers.create({ lambda: 4, mu: 1, price: 1, delay: 2 });
    const result = await solve(scenario({ rate: 4, jobs: 2000 }, 'over: { slots: { path: pool.nodes.slots, integer: [2, 90] } }\nminimise: slots + 2 * queue\nindifference: 0.03\nbudget: 2000'));
    expect(result.status).toBe('selected');
    expect(Math.abs((result.answer!.values.slots as number) - others!.servers)).toBeLessThanOrEqual(1);
    expect(result.spent.candidates).toBeLessThan(30);
    expect(result.theory!.values).toEqual({ slots: others!.servers });
  });

  it('any of several that are equal, and theory says the same', async () => {
    const result = await solve(scenario({ rate: 0.5, pool: 'nodes: 1', jobs: 1000 }, 'over: { order: { path: discipline, choice: [fcfs, lcfs, random-order] } }\nminimise: response\nindifference: 0.05'));
    expect(result).toMatchObject({ status: 'optimal', theory: { objective: 2, same: true } });
    expect(result.spent.replications).toBeLessThan(200);
  });

  it('the optimal static split of two nodes', async () => {
    const pool = 'nodes: [{ speed: 1 }, { speed: 3 }], dispatch: { weighted-random: { weights: [1, 1] } }';
    const over = 'over: { weight: { path: pool.dispatch.weighted-random.weights.0, real: [0.01, 0.6], tolerance: 0.01 } }';
    const result = await solve(scenario({ rate: 2, pool, jobs: 3000 }, `${over}\nminimise: response\nindifference: 0.04\nbudget: 1000`));
    // It is least where √μ₁/(μ₁ − 2p) = √μ₂/(μ₂ − 2q).
    const best = (1 - (2 * (Math.sqrt(1) * (1 + 3 - 2)) / (1 + Math.sqrt(3))) / 2) / 2;
    const weight = result.answer!.values.weight as number;
    expect(response(best)).toBeLessThan(Math.min(response(best - 0.01), response(best + 0.01)));
    expect(response(weight / (1 + weight))).toBeLessThan(1.04 * response(best));
    expect(result.status).toBe('selected');
    expect(result.problem).toMatchObject({ candidates: 60, over: [{ step: expect.closeTo(0.01, 9) as number }] });
  });
});
