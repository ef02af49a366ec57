import { describe, expect, it } from 'vitest';
import { charts } from '../../src/reports/charts/index.ts';
import type { Result } from '../../src/result.ts';
import { all, approximate, carriedOut, classes, estimated, farm, growing, mm1, single, traced } from './fixtures.ts';

type Json = Record<string, unknown>;

const spec = (result: Result, name: string) => JSON.parse(JSON.stringify(charts(result).find((chart) => chart.name === name)!.spec)) as Json;

/** All rows of all layers that have a field. */
function values(part: unknown, field: string): Json[] {
  if (Array.isArray(part)) return part.flatMap((one) => values(one, field));
  if (typeof part !== 'object' || part === null) return [];
  const { data, ...rest } = part as { data?: { values: Json[] } };
  return [...(data?.values.filter((row) => field in row) ?? []), ...Object.values(rest).flatMap((one) => values(one, field))];
}

describe.each(Object.entries(all))('the charts of %s', (_, make) => {
  it('are JSON, with their data inside', () => {
    for (const chart of charts(make())) {
      const text = JSON.stringify(chart.spec);
      expect(JSON.parse(text)).toEqual(chart.spec);
      expect(text).not.toMatch(/"url"|null,"(mean|low|high)/);
      expect(text).toContain('"$schema":"https://vega.github.io/schema/vega-lite/v6.json"');
    }
  });
});

/** M/M/1 with another estimate of the mean response. */
const withMean = (mean: Result['overall'][string][string], base = mm1()) => ({ ...base, overall: { ...base.overall, response: { ...base.overall.response, mean } } });

describe('response', () => {
  it('holds the estimates and the theory of the result', () => {
    const result = mm1();
    const rows = values(spec(result, 'response'), 'mean');
    for (const [statistic, one] of Object.entries(result.overall.response)) {
      if (statistic === 'variance') continue;
      expect(rows).toContainEqual({ label: 'all classes', text: expect.any(String), hollow: false, mean: one.mean, low: one.mean - one.halfWidth!, high: one.mean + one.halfWidth! });
    }
    expect(values(spec(result, 'response'), 'theory').map(({ theory }) => theory)).toEqual(['response', 'response.p50', 'response.p90', 'response.p95', 'response.p99', 'response.p99.9'].map((key) => result.theory[0].values[key]));
  });

  it('has one row per class and overall', () => {
    const result = classes();
    const means = values((spec(result, 'response').concat as Json[])[0], 'mean');
    expect(new Set(means.map(({ mean }) => mean))).toEqual(new Set([result.overall, ...result.classes.map(({ metrics }) => metrics)].map(({ response }) => response.mean.mean)));
  });

  it('leaves theory out where there is none, also from the legend', () => {
    expect(JSON.stringify(spec(farm(), 'response'))).not.toContain('theory');
    const infinite = { ...mm1(), comparisons: mm1().comparisons.map((one) => Object.assign({}, one, { theory: 'Infinity' as const, z: null })) };
    expect(values(spec(infinite, 'response'), 'theory')).toEqual([]);
  });

  it('has an arrow where an interval reaches below 0, which a time cannot, and says so', () => {
    const drawn = spec(withMean(estimated(60, 400)), 'response');
    const { layer } = (drawn.concat as { layer: { mark: Json; data: { values: Json[] }; encoding: { x: { field: string; scale: { domain: number[] } } } }[] }[])[0];
    expect(layer[0].encoding.x.scale.domain[0]).toBe(0);
    const [rule, ...ends] = layer.filter(({ encoding }) => ['low', 'high'].includes(encoding.x.field));
    expect(rule.data.values[0]).toMatchObject({ low: 0, high: 460 });
    expect(ends.map(({ mark, encoding }) => [encoding.x.field, mark.shape ?? mark.type])).toEqual([['low', 'triangle-left'], ['high', 'tick']]);
    expect(JSON.stringify(drawn.title)).toContain('arrows where they go on beyond the axis');
    expect(JSON.stringify(spec(mm1(), 'response'))).not.toMatch(/triangle|arrows/);
  });

  it('marks what rests on too little, as tables do', () => {
    const drawn = JSON.stringify(spec(withMean({ ...estimated(5, 0.4), few: { independent: 10, needed: 200 } }), 'response'));
    expect(drawn).toContain('mean: 5.00 ± 0.40 s ?');
    expect(drawn).toContain('?: too few independent jobs');
    expect(JSON.stringify(spec(mm1(), 'response'))).not.toContain('?');
  });

  it('draws no interval of what is infinite in theory, and says that it is', () => {
    const base = mm1();
    const result = { ...base, comparisons: base.comparisons.map((one) => (one.metric === 'response' && one.statistic === 'mean' ? Object.assign({}, one, { theory: 'Infinity' as const, z: null }) : one)) };
    const drawn = spec(result, 'response');
    const [panel] = drawn.concat as Json[];
    expect((panel.title as Json).text).toBe('mean: 4.984 s, theory ∞');
    expect(values(panel, 'low')).toEqual([expect.objectContaining({ hollow: true, low: base.overall.response.mean.mean, high: base.overall.response.mean.mean })]);
    expect(JSON.stringify(drawn.title)).toContain('hollow: infinite in theory, so that what is seen grows with the number of jobs: mean');
  });

  it('tells what is exact from what is near, and which formula says what', () => {
    const [exact, near] = [mm1(), approximate()].map((result) => spec(result, 'response'));
    expect(values(exact, 'theory').every((row) => row.exact)).toBe(true);
    expect(JSON.stringify(exact.title)).toContain('filled diamonds: exact theory (M/M/1)');
    expect(values(near, 'theory')).toEqual([{ label: 'all classes', theory: 2.58, exact: false }]);
    expect(JSON.stringify(near.title)).toContain('hollow diamonds: approximation or limit (JSQ (Nelson–Philips), approximation)');
    const base = approximate();
    const p99 = { ...base.comparisons.find(({ formula }) => formula === 'jsq-limit')!, statistic: 'p99', theory: 3 };
    expect(JSON.stringify(spec({ ...base, comparisons: [...base.comparisons, p99] }, 'response').title).replaceAll('","', ' ')).toContain('(mean: JSQ (Nelson–Philips), approximation; P99: JSQ in the limit, asymptotic)');
  });

  it('draws no interval where none is known', () => {
    const rows = values(spec(single(), 'response'), 'low');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ low, high }) => low === high)).toBe(true);
  });
});

describe('tail', () => {
  it('holds the points with a positive probability, theory on top where known', () => {
    const result = mm1();
    const points = values(spec(result, 'tail'), 'time');
    const expected = result.tail.time.map((time, i) => ({ source: 'simulated', time, probability: result.tail.simulated[i] })).filter(({ probability }) => probability > 0);
    expect(points.filter(({ source }) => source === 'simulated')).toEqual(expected);
    expect(points.filter(({ source }) => source === 'theory: M/M/1 (exact)').length).toBeGreaterThan(100);
    expect(values(spec(farm(), 'tail'), 'time').every(({ source }) => source === 'simulated')).toBe(true);
  });

  it('has the interval at each time, as far down as the plot goes, where there is one', () => {
    const { tail } = mm1();
    const rows = values(spec(mm1(), 'tail'), 'low');
    expect(rows).toEqual(tail.time.map((time, i) => ({ time, low: Math.max(1e-5, tail.lower![i]), high: Math.max(1e-5, tail.upper![i]) })));
    expect(JSON.stringify(spec(mm1(), 'tail').title)).toContain('95 % interval at each time by itself');
    expect(values(spec(farm(), 'tail'), 'low')).toEqual([]);
    expect(JSON.stringify(spec(farm(), 'tail').title)).not.toContain('interval');
  });

  it('has a logarithmic axis that reaches the smallest probability', () => {
    const [first] = spec(mm1(), 'tail').layer as { encoding: { y: { scale: unknown } } }[];
    expect(first.encoding.y.scale).toEqual({ type: 'log', domain: [1e-5, 1] });
  });
});

describe('number', () => {
  it('holds the series, the cut and the steady mean', () => {
    const result = mm1();
    const points = values(spec(result, 'number'), 'number');
    expect(points.slice(0, 400)).toEqual(result.series.time.map((time, i) => ({ time, number: result.series.number[i] })));
    expect(values(spec(result, 'number'), 'cut')[0].cut).toBe(result.series.cut);
    expect(values(spec(result, 'number'), 'to')).toEqual([{ from: 0, to: result.series.cut }]);
    expect(points.filter(({ number }) => number === result.overall.number.mean.mean).length).toBeGreaterThanOrEqual(2);
    expect(points.filter(({ number }) => number === 4).length).toBeGreaterThanOrEqual(2);
  });

  it('says when all is done instead of a mean, where the arrivals end', () => {
    const result = { ...farm(), overall: { ...farm().overall, drained: { mean: estimated(30, 2) } } };
    const drawn = spec(result, 'number');
    expect(values(drawn, 'label')).toContainEqual({ at: 30, label: expect.stringMatching(/^on average empty at 30\.0 ± 2\.0 ms$/) as string });
    expect(JSON.stringify(drawn)).not.toContain('"mean ');
    // Above the plot, where no line is.
    const label = (drawn.layer as { mark: Json; encoding: Json; data: { values: Json[] } }[]).find(({ mark, data }) => mark.type === 'text' && String(data.values[0].label).startsWith('on average'))!;
    expect(label).toMatchObject({ encoding: { y: { value: 0 } }, mark: { baseline: 'bottom' } });
    expect(label.mark.dy).toBeLessThan(0);
  });

  it('says that a mean is infinite in theory', () => {
    const base = mm1();
    const infinite = { ...base, comparisons: base.comparisons.map((one) => (one.metric === 'number' ? Object.assign({}, one, { theory: 'Infinity' as const, z: null }) : one)) };
    expect(values(spec(infinite, 'number'), 'text').map(({ text }) => text)).toEqual([['mean 4.000,', 'theory ∞']]);
  });

  it('shows the line of growth instead of a mean where the system grows', () => {
    const points = values(spec(growing(), 'number'), 'text');
    expect(points).toEqual([{ time: 9950, number: 0.2 * 9950, text: ['0.2 more', 'per s'] }]);
  });
});

describe('load', () => {
  it('holds the utilisation of each node, sorted where there are too many for bars', () => {
    const few = farm();
    expect(values(spec(few, 'load'), 'index').slice(0, 10).map(({ mean }) => mean)).toEqual(few.nodes.map(({ metrics }) => metrics.utilisation.mean.mean));
    const many = farm(100);
    const ranked = values((spec(many, 'load').layer as Json[]).at(-1), 'rank').map(({ mean }) => mean);
    expect(ranked).toEqual(many.nodes.map(({ metrics }) => metrics.utilisation.mean.mean).toSorted((a, b) => a - b));
  });

  it('is named for what its axis is', () => {
    for (const nodes of [10, 100]) expect(JSON.stringify(spec(farm(nodes), 'load'))).toMatch(/"text":"Utilisation of each node".*"title":"utilisation"/);
  });

  it('puts theory beside the nodes that have one', () => {
    const base = farm();
    const [one] = mm1().comparisons;
    const known = { ...base, comparisons: [{ ...one, scope: 'node 3', metric: 'utilisation', statistic: 'mean', simulated: estimated(0.9, 0.01), theory: 0.91, z: 1 }] };
    expect(values(spec(known, 'load'), 'theory')).toEqual([{ node: 'node 3 (speed 1)', exact: true, theory: 0.91 }]);
    expect(values(spec(base, 'load'), 'theory')).toEqual([]);
  });
});

describe('overlay', () => {
  it('lays real responses beside those of the simulation, no farther down than reality goes', () => {
    const result = carriedOut();
    const { time, real } = result.execution!.tail!;
    const points = values(spec(result, 'overlay'), 'probability').filter(({ source }) => source !== undefined);
    expect(new Set(points.map(({ source }) => source))).toEqual(new Set(['real, threads', 'simulated, the same jobs', 'simulated, calibrated']));
    expect(points.filter(({ source }) => source === 'real, threads')).toEqual(time.map((t, i) => ({ source: 'real, threads', time: t, probability: real[i] })).filter(({ probability }) => probability > 0));
    const least = Math.min(...real.filter((share) => share > 0));
    for (const { probability } of points) expect(probability as number).toBeGreaterThan(least / 10);
  });

  it('is there only where something was carried out', () => {
    expect(charts(farm()).map(({ name }) => name)).not.toContain('overlay');
  });
});

describe('timeline', () => {
  it('has a bar for each task of each run, in its row', () => {
    const result = traced();
    const bars = values(spec(result, 'timeline'), 'row').filter(({ middle }) => middle !== undefined);
    for (const { from, to, job, node, slot } of result.timeline!.runs.flatMap(({ spans }) => spans)) {
      expect(bars).toContainEqual(expect.objectContaining({ from, to, job, row: `node ${node}.${slot}` }));
    }
    const panels = (spec(result, 'timeline').vconcat as Json[]).map(({ title }) => (title as Json).text);
    expect(panels).toEqual(['simulated', 'threads']);
  });

  it('is there only where the run was traced', () => {
    expect(charts(farm()).map(({ name }) => name)).not.toContain('timeline');
  });
});

it('a growing system has neither response nor tail', () => expect(charts(growing()).map(({ name }) => name)).toEqual(['number']));
