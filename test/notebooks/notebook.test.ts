import { describe, expect, it } from 'vitest';
import { compare, Picture, run, sweep, theory } from '../../src/notebook.ts';

const queue = `
name: queue
seed: notebook
arrivals: [{ class: job, process: poisson, load: 0.5, size: { exponential: { mean: 1 } } }]
pool: { nodes: 1 }
run: { jobs: 2000, replications: 4 }
`;
const shown = async (value: object) => (value as Record<symbol, () => Promise<Record<string, string>>>)[Symbol.for('Jupyter.display')]();

describe('in a notebook', () => {
  it('a run is shown as its table, and has its numbers and charts', async () => {
    const outcome = await run(queue);
    expect(outcome.result.overall.response.mean.mean).toBeCloseTo(2, 0);
    expect(await shown(outcome)).toEqual({ 'text/plain': `${outcome}` });
    expect(`${outcome}`).toContain('utilisation');
    expect(outcome.charts).toContain('tail');
    const picture = await outcome.chart('tail');
    expect(picture).toBeInstanceOf(Picture);
    expect((await shown(picture))['image/svg+xml']).toMatch(/^<svg/);
    await expect(outcome.chart('tale')).rejects.toThrow('no chart tale; there are response, tail');
  });

  it('changes are those of --set', async () => {
    expect((await run(queue, { 'pool.nodes': 2, 'pool.dispatch': 'jsq', 'arrivals[0].load': 0.25 })).result.nodes).toHaveLength(2);
    await expect(run(queue, { 'pool..nodes': 2 })).rejects.toThrow('"pool..nodes" is not a path such as arrivals[0].load');
    await expect(run(queue, { 'pool.discipline': 'fcsf' })).rejects.toThrow('did you mean "fcfs"?');
  });

  it('studies are played', async () => {
    const compared = await compare(queue, { compare: { discipline: ['fcfs', 'srpt'] } });
    expect(`${compared}`).toContain('mean response: srpt is best');
    const swept = await sweep(queue, { sweep: { load: [0.3, 0.6] } });
    expect(swept.result.points).toHaveLength(2);
    expect((await swept.chart()).about).toContain('mean response');
  });

  it('formulas explain themselves', () => {
    expect(`${theory('mm1', { lambda: 0.5, mu: 1 })}`).toContain('E[T] = 1/(1 − 0.5) = 2');
  });

  it.each([
    ['mm11', { lambda: 0.5, mu: 1 }, 'no formula mm11; did you mean mm1?'],
    ['mm1', { lamda: 0.5, mu: 1 }, 'mm1: lambda: is required\nmm1: lamda: unknown key; allowed: lambda, mu, discipline; did you mean "lambda"?'],
    ['mm1', { lambda: 'x', mu: 1 }, 'mm1: lambda: must be a number, not the text "x"'],
    ['mm1', { lambda: 2, mu: 1 }, 'mm1: lambda: load λ/μ = 2 is not below 1: the queue grows without bound'],
    ['mg1', { lambda: 0.5, size: { exponentail: {} } }, 'did you mean "exponential"?'],
  ])('%s of %j is refused in one way', (name, params, message) => {
    expect(() => theory(name, params)).toThrow(RangeError);
    expect(() => theory(name, params)).toThrow(message);
  });
});
