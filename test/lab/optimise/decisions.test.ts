/** What is decided, and what is said where it cannot be. */
import { describe, expect, it } from 'vitest';
import { scenario, solve } from './problems.ts';

const slots = (from: number, to: number, more = '') => `over: { slots: { path: pool.nodes.slots, integer: [${from}, ${to}]${more} } }`;

describe('feasibility', () => {
  it('says that nothing is feasible, and that it is proven', async () => {
    const result = await solve(scenario({}, `${slots(2, 9)}\nminimise: slots\nsubject-to: response <= 0.9`));
    expect(result).toMatchObject({ status: 'infeasible', answer: null, cheaper: { candidates: 8, infeasible: 8, withoutRun: 3, open: 0 } });
    expect(result.claim[0]).toMatch(/^no candidate is feasible: each of the 8 is proven infeasible \(5 by simulation, 3 without a run/);
    expect(result.candidates.find(({ values }) => values.slots === 4)).toMatchObject({ load: 1, replications: 0 });
  });

  it('says so where the objective is simulated too', async () => {
    const result = await solve(scenario({}, `${slots(5, 8)}\nminimise: queue + slots\nsubject-to: response <= 0.9`));
    expect(result).toMatchObject({ status: 'infeasible', answer: null });
  });

  it('says that the budget was too small', async () => {
    // E[W] with six slots is 0.1424…: undecided after so few.
    const few = await solve(scenario({}, `${slots(1, 14)}\nminimise: slots\nsubject-to: waiting <= 0.142\nbudget: 60`));
    expect(few.status).toBe('best found');
    expect(few.answer!.values.slots).toBeGreaterThan(6);
    expect(few.claim[0]).toMatch(/may not be the cheapest: the budget of 60 replications ended before (one|\d) of \d cheaper candidates (was|were) decided/);
    expect(few.spent.replications).toBeLessThanOrEqual(60);
    const none = await solve(scenario({}, `${slots(6, 6 + 1)}\nminimise: slots\nsubject-to: waiting <= 0.0001\nbudget: 9`));
    expect(none).toMatchObject({ status: 'none found', answer: null });
    expect(none.claim[0]).toMatch(/no candidate was proven feasible before the budget of 9/);
  });

  it('goes round candidates that are too near to the boundary to be told, and finds one that is proven', async () => {
    // M/M/1: E[T] = 1/(speed − 1) is 2 at speed 1.5, exactly; near it no number of replications that anybody has would tell.
    const over = 'over: { speed: { path: pool.nodes.speed, real: [1, 2], tolerance: 0.02, assume: more-never-hurts } }';
    const result = await solve(scenario({ rate: 1, pool: 'nodes: 1', jobs: 1000 }, `${over}\nminimise: speed\nsubject-to: response <= 2\nbudget: 300`));
    expect(result.status).toBe('best found');
    expect(result.answer!.state).toBe('feasible');
    expect(result.answer!.values.speed).toBeGreaterThan(1.5);
    expect(result.answer!.values.speed).toBeLessThan(1.8);
    expect(result.candidates.find(({ values }) => values.speed === 1.5)!.state).toBe('undecided');
    expect(result.theory!.values.speed).toBe(1.5);
  });

  it('is no matter of luck where nothing was lost in a few replications', async () => {
    const result = await solve(scenario({ rate: 0.2, pool: 'nodes: { capacity: 9 }', jobs: 200 }, 'over: { capacity: { path: pool.nodes.capacity, integer: [8, 9] } }\nminimise: capacity\nsubject-to: loss <= 1e-9\nbudget: 40'));
    expect(result.candidates.every(({ state }) => state === 'undecided')).toBe(true);
    const { constraints: [{ estimate }], replications } = result.candidates.find((one) => one.replications > 0)!;
    // None seen in N jobs: below ln(1/error)/N, with less error than 5 % for one of two candidates at the look.
    expect(estimate!.halfWidth).toBeGreaterThan(Math.log(1 / 0.025) / (200 * replications));
    expect(estimate!.mean).toBe(-1e-9);
  });

  it('of what is never seen takes as many jobs as it needs, and then is proven', async () => {
    const result = await solve(scenario({ rate: 0.2, pool: 'nodes: { capacity: 9 }', jobs: 200 }, 'over: { capacity: { path: pool.nodes.capacity, integer: [8, 9] } }\nminimise: capacity\nsubject-to: loss <= 1e-3'));
    expect(result).toMatchObject({ status: 'optimal', answer: { values: { capacity: 8 } } });
    expect(200 * result.answer!.replications).toBeGreaterThan(Math.log(1 / 0.025) / 1e-3);
  });

  it('of what is never seen in a class goes by the jobs of the class, however many tasks those of others have', async () => {
    const often = '  - { class: often, process: poisson, rate: 0.18, tasks: 9, size: { exponential: { mean: 1 } } }';
    const text = scenario({ rate: 0.02, pool: 'nodes: { speed: 20, capacity: 60 }', jobs: 200 }, 'over: { capacity: { path: pool.nodes.capacity, integer: [59, 60] } }\nminimise: capacity\nsubject-to: web.loss <= 1e-2');
    const result = await solve(text.replace('\npool:', `\n${often}\npool:`));
    expect(result).toMatchObject({ status: 'optimal', answer: { values: { capacity: 59 } } });
    // A tenth of the jobs are of the class, and an eightieth of the tasks.
    const needed = Math.log(1 / 0.025) / 1e-2;
    const jobs = (200 * result.answer!.replications) / 10;
    expect(jobs).toBeGreaterThan(needed);
    expect(jobs).toBeLessThan(4 * needed);
  });

  it('of what is known exactly takes no run', async () => {
    const result = await solve(scenario({}, `${slots(5, 20)}\nwhere: { price: 3 }\nminimise: -slots\nsubject-to: [slots * price <= 40]`));
    expect(result).toMatchObject({ status: 'optimal', answer: { values: { slots: 13 }, replications: 0 } });
    expect(result.spent.replications).toBe(0);
  });
});

describe('what is assumed', () => {
  it('is taken back where a run contradicts it', async () => {
    const result = await solve(scenario({}, `${slots(5, 9, ', assume: less-never-hurts')}\nminimise: -slots\nsubject-to: waiting <= 0.2`));
    expect(result.answer!.values).toEqual({ slots: 9 });
    const other = await solve(scenario({}, `${slots(5, 9, ', assume: less-never-hurts')}\nminimise: slots\nsubject-to: waiting <= 0.2`));
    expect(other).toMatchObject({ status: 'optimal', answer: { values: { slots: 6 } } });
    expect(other.claim.at(-1)).toMatch(/what was assumed does not hold: slots=5 is infeasible, slots=\d is feasible/);
  });
});

describe('choices and several variables', () => {
  it('a choice of policies beside a number of nodes', async () => {
    const over = 'over:\n  nodes: { path: nodes, integer: [4, 9], assume: more-never-hurts }\n  policy: { path: dispatch, choice: [random, central] }';
    const result = await solve(scenario({ rate: 3, pool: 'nodes: 5, dispatch: random', jobs: 4000 }, `${over}\nminimise: nodes\nsubject-to: [waiting <= 0.3]
budget: 800`));
    // M/M/4 at load 0.75: E[W] = 0.509; M/M/5: 0.118; at random: 5 nodes at load 0.6 wait 1.5.
    expect(result).toMatchObject({ status: 'optimal', answer: { values: { nodes: 5, policy: 'central' } } });
    expect(result.answer!.name).toBe('nodes=5, policy=central');
    expect(result.neighbours.map(({ candidate }) => candidate.name)).toEqual(['nodes=4, policy=central', 'nodes=6, policy=central', 'nodes=5, policy=random']);
  });

  it('the simulated objective under a constraint: the best that is feasible, not the best', async () => {
    const over = 'over: { policy: { path: discipline, choice: [fcfs, lcfs, { priority: {} }] }, slots: { path: pool.nodes.slots, integer: [5, 8] } }';
    const result = await solve(scenario({ jobs: 1000 }, `${over.replace(', { priority: {} }', '')}\nminimise: slots + queue / 10\nsubject-to: waiting <= 0.2\nindifference: 0.1`));
    expect(result.status).toBe('optimal');
    expect(result.answer!.values.slots).toBe(6);
    expect(result.choice).toMatchObject({ contenders: 8, decided: true });
  });
});

describe('an interruption', () => {
  it('leaves the best so far', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const result = await solve(scenario({ jobs: 20_000 }, `${slots(1, 30)}\nminimise: slots\nsubject-to: waiting <= 0.1424\nbudget: 100000`), stop.signal);
    expect(result.spent.interrupted).toBe(true);
    expect(result.claim[0]).toMatch(/it was interrupted/);
  });
});
