import { beforeAll, describe, expect, it, test } from 'vitest';
import { renderSvg } from '../../src/reports/render.ts';
import { displayWidth } from '../../src/reports/columns.ts';
import { studyHtml } from '../../src/reports/study/html.ts';
import { studyChartNames, studyCharts } from '../../src/reports/study/index.ts';
import { looks } from '../../src/reports/study/palette.ts';
import { studyTable } from '../../src/reports/study/table.ts';
import { CHART_WIDTH } from '../../src/reports/theme.ts';
import { study as studySchema } from '../../src/study.ts';
import type { StudyVariant } from '../../src/study.ts';
import { estimated } from './fixtures.ts';
import { studies, studyOf } from './studies.ts';
import { readSvg } from './svg.ts';

describe.each(Object.entries(studies).flatMap(([title, make]) => studyCharts(make()).map(({ name, spec }) => ({ title: `${title}, ${name}`, name, spec }))))('the picture of $title', ({ name, spec }) => {
  let svg = '';
  beforeAll(async () => {
    svg = await renderSvg(spec);
  });

  it('is well-formed, and has a name that is known', () => {
    expect(readSvg(svg).labels.length).toBeGreaterThan(3);
    expect(svg).not.toMatch(/NaN|undefined|\bnull\b|Infinity/);
    expect(svg).not.toMatch(/[^\P{Cc}\n]/u);
    expect(studyChartNames).toContain(name);
  });

  it('has every label whole, inside its frame, and none on another', () => {
    const { width, height, labels } = readSvg(svg);
    expect(width).toBeLessThanOrEqual(CHART_WIDTH);
    const slanted = (text: string) => svg.includes(`rotate(-25)`) && new RegExp(`rotate\\(-25\\)[^>]*>${text.replace(/[^\w ]/g, '.')}<`).test(svg);
    const flat = labels.filter(({ rotated, text }) => !rotated && text.trim() !== '' && !slanted(text));
    for (const { text, left, right, baseline } of flat) {
      expect(left, text).toBeGreaterThanOrEqual(0);
      expect(right, text).toBeLessThanOrEqual(width);
      expect(baseline, text).toBeGreaterThan(8);
      expect(baseline, text).toBeLessThan(height);
    }
    for (const [i, a] of flat.entries()) {
      for (const b of flat.slice(i + 1)) {
        const apart = Math.abs(a.baseline - b.baseline) > 9 || a.right <= b.left + 0.5 || b.right <= a.left + 0.5;
        expect(apart, `${a.text} | ${b.text}`).toBe(true);
      }
    }
  });
});

const named = (title: string) => studyCharts(studies[title]());
const specOf = (title: string, name = 'response') => JSON.stringify(named(title).find((chart) => chart.name === name)!.spec);

const queue = ({ load }: Readonly<Record<string, unknown>>) => 1 / (1 - (load as number));

describe('what is drawn', () => {
  test('lines against one number, a map over two, dots for what is no number, and differences in a comparison', () => {
    const names = Object.keys(studies).map((title) => named(title).map(({ name }) => name).filter((name) => !name.startsWith('slowdown') && !name.startsWith('response-p99')));
    expect(Object.fromEntries(Object.keys(studies).map((title, i) => [title, names[i]]))).toEqual({
      'four policies against load': ['response'],
      'one policy against load': ['response'],
      'a wide range of both': ['response'],
      'policies as points': ['response'],
      'two numbers': ['response', 'response-map'],
      'thirty lines': ['response'],
      'a comparison': ['response', 'response-differences'],
      'a comparison by size': ['response', 'response-differences', 'size'],
      'hostile names': ['response', 'response-differences'],
    });
  });

  test('a logarithmic axis where values span more than thirty times', () => {
    expect(specOf('four policies against load').match(/"type":"log"/g)).not.toBeNull();
    expect(specOf('one policy against load')).not.toContain('"type":"log"');
    expect(JSON.parse(specOf('a wide range of both')).layer[0].encoding).toMatchObject({ x: { scale: { type: 'log' } }, y: { scale: { type: 'log' } } });
  });

  test('exact theory as dashes, what is near as dots, and what they are said below the title', () => {
    expect(specOf('four policies against load')).toContain('black dashes: exact theory (a formula of many words');
    expect(specOf('one policy against load')).toContain('black dots: approximation or limit');
    expect(specOf('a wide range of both')).toContain('fine dots: bounds');
    expect(specOf('policies as points')).toContain('diamonds: exact theory');
  });

  test('a map says how wide its intervals are', () => {
    expect(specOf('two numbers', 'response-map')).toMatch(/farm: means; the widest 95 % interval is ± \d/);
  });

  test('in a comparison each variant has the colour that it has in lines, and what is not decided is hollow', () => {
    const colours = looks(studies['a comparison']().variants.map(({ name }) => name)).map(({ colour }) => colour);
    for (const name of ['response', 'response-differences']) {
      const rows = [...specOf('a comparison', name).matchAll(/"colour":"(#\w+)"/g)].map(([, colour]) => colour);
      expect(rows.length).toBeGreaterThan(2);
      expect(rows.every((colour) => colours.includes(colour as (typeof colours)[number]))).toBe(true);
    }
    expect(specOf('a comparison', 'response-differences')).toMatch(/not decided.*"fill":"white"/);
  });

  test('what is infinite in theory is hollow and has no interval, what rests on too little has its mark, and an arrow goes on beyond the axis', () => {
    const result = studyOf({ variants: { fcfs: () => 100, ps: () => 3, srpt: () => 2 }, theory: 'exact' });
    const [point] = result.points;
    const [fcfs, ps, srpt] = point.variants;
    const wide = { ...ps, overall: { ...ps.overall, response: { ...ps.overall.response, mean: { ...estimated(3, 5), few: { independent: 5, needed: 100 } } } } };
    const { spec } = studyCharts({ ...result, points: [{ ...point, variants: [heavy(fcfs), wide, srpt] }] })[0];
    const { layer, title } = JSON.parse(JSON.stringify(spec)) as { title: { subtitle: string[] }; layer: { mark: Record<string, unknown>; data: { values: Record<string, unknown>[] } }[] };
    const own = (label: string) => layer.filter(({ data }) => data.values.some((row) => row.label === label && 'low' in row)).map(({ mark }) => mark.shape ?? mark.type);
    expect(own('fcfs')).toEqual(['point']);
    expect(own('ps')).toEqual(['rule', 'triangle-left', 'tick', 'point']);
    expect(own('srpt')).toEqual(['rule', 'tick', 'tick', 'point']);
    expect(layer.at(-1)!.data.values.map(({ text }) => text)).toEqual([expect.stringMatching(/^\d+\.\d, theory ∞$/), '3.0 ± 5.0 ?', expect.stringMatching(/^[12]\.\d+ ± 0\.\d+$/)]);
    expect(title.subtitle.join(' ')).toMatch(/arrows where they go on beyond the axis filled diamonds: .* hollow: infinite in theory, .* jobs: fcfs \?: too few independent jobs/);
  });

  test('an approximation is hollow in a comparison, and named', () => {
    const { layer, title } = studyCharts(studyOf({ variants: { jsq: () => 1, random: () => 2 }, theory: 'approximation' }))[0].spec as unknown as { title: { subtitle: string[] }; layer: { mark: Record<string, unknown> }[] };
    expect(layer.filter(({ mark }) => mark.shape === 'diamond').map(({ mark }) => mark.fill)).toEqual(['white']);
    expect(title.subtitle[1]).toBe('hollow diamonds: approximation or limit (a formula of many words, made up to be long)');
  });

  test('points of lines that rest on too little are hollow', () => {
    const result = studyOf({ parameters: { load: [0.5, 0.9] }, variants: { jsq: queue }, theory: 'exact' });
    const few = { ...result, points: result.points.map((point, i) => (i === 0 ? point : { ...point, variants: point.variants.map((own) => ({ ...own, overall: { ...own.overall, response: { ...own.overall.response, mean: { ...own.overall.response.mean, few: { independent: 5, needed: 100 } } } } })) })) };
    const hollow = (study: typeof result) => JSON.stringify(studyCharts(study)[0].spec).match(/"fill":"white"/g)?.length ?? 0;
    expect([hollow(result), hollow(few)]).toEqual([0, 1]);
    expect(JSON.stringify(studyCharts(few)[0].spec)).toContain('hollow: too few independent jobs');
  });

  test('lines that are left out are counted', () => {
    expect(specOf('thirty lines')).toContain('14 more lines are in sweep.json');
  });
});

test('a policy has one colour wherever it is, and up to eight lines differ in colour and in shape', () => {
  const all = looks(['jsq', 'random', 'power-of-d(d=2)', 'power-of-d(d=3)', 'mine', 'yours', 'round-robin', 'theirs']);
  expect(new Set(all.map(({ colour }) => colour)).size).toBe(8);
  expect(new Set(all.map(({ shape }) => shape)).size).toBe(8);
  expect(looks(['mine', 'random', 'jsq']).slice(1)).toEqual([all[1], all[0]]);
  expect(looks(['power-of-d(d=2)'])[0]).toEqual(all[2]);
  // A name that nobody knows has its colour too, whoever stands beside it.
  expect(looks(['mine', 'jsq'])[0]).toEqual(looks(['mine', 'power-of-d'])[0]);
  const many = looks(Array.from({ length: 16 }, (_, i) => `line ${i}`));
  expect(new Set(many.map(({ colour, shape }) => colour + shape)).size).toBe(16);
});

test('no two colours look alike, neither as lines nor as letters', () => {
  const eight = looks(Array.from({ length: 8 }, (_, i) => `line ${i}`));
  for (const all of [eight.map(({ colour }) => colour), eight.map(({ ink }) => ink)].map((list) => list.map(lab))) {
    for (const [i, a] of all.entries()) for (const b of all.slice(i + 1)) expect(Math.hypot(...a.map((value, at) => value - b[at]))).toBeGreaterThan(27);
  }
});

/** CIE L*a*b* of an sRGB colour (IEC 61966-2-1; ISO/CIE 11664-4), white D65: a distance of about 2 is just to be seen. */
function lab(colour: string): readonly number[] {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255).map((c) => (c > 0.04045 ? Math.exp(2.4 * Math.log((c + 0.055) / 1.055)) : c / 12.92));
  const [x, y, z] = [cubeRoot((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047), cubeRoot(0.2126 * r + 0.7152 * g + 0.0722 * b), cubeRoot((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)];
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Straight near 0. */
function cubeRoot(t: number): number {
  return t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116;
}

describe.each(Object.entries(studies))('%s', (_, make) => {
  test('keeps the contract, in charts that are JSON', () => {
    for (const { spec } of studyCharts(make())) expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    expect(() => studySchema.parse(JSON.parse(JSON.stringify(make())))).not.toThrow();
  });

  test('as a table has lines of a hundred columns at most, and every variant', () => {
    const table = studyTable(make());
    for (const line of table.split('\n')) expect(displayWidth(line), line).toBeLessThanOrEqual(100);
    expect(table).not.toMatch(/NaN|undefined|[^\P{Cc}\n]/u);
    for (const { name } of make().variants) expect(table).toContain(name.slice(0, 8).replace('\u001B', '\uFFFD'));
  });

  test('as a page loads nothing, runs nothing, and closes its tags', async () => {
    const result = make();
    const page = studyHtml(result, await Promise.all(studyCharts(result).map(async ({ name, about, spec }) => ({ about, svg: await renderSvg(spec, `${name}-`) }))));
    expect(page).not.toMatch(/<(script|link|img|iframe|object|embed|base|form)\b/i);
    expect(page.replace(/>[^<]*/g, '>')).not.toMatch(/\s(src|srcset|action|on\w+)\s*=/i);
    for (const tag of ['html', 'main', 'section', 'table', 'tr', 'td', 'th', 'svg', 'figure', 'ul', 'li']) {
      expect([...page.matchAll(new RegExp(`<${tag}[\\s>]`, 'g'))].length, tag).toBe([...page.matchAll(new RegExp(`</${tag}>`, 'g'))].length);
    }
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('verdicts in words', () => {
  const table = studyTable(studyOf({ variants: { jsq: () => 1, random: () => 10, 'power-of-d(d=2)': () => 2, central: () => 1.5 } }));
  expect(table).toMatch(/jsq +0\.99\d ± 0\.01\d .*least, not proven best/);
  expect(table).toMatch(/random .*worse by at least 7\.\d{1,2} \(7\d\d %\) +× 12/);
  expect(table).toMatch(/power-of-d\(d=2\) .*not decided \(≈ 31 more\)/);
  expect(one(table)).toContain('mean response: no proven winner between jsq, power-of-d(d=2); about 31 more replications would tell differences as large as those seen');
});

test('of one long replication it says how much longer it would have to be', () => {
  const result = studyOf({ variants: { jsq: () => 1, random: () => 10, 'power-of-d(d=2)': () => 2 } });
  const table = studyTable({ ...result, run: { ...result.run, replications: 1, intervals: 'batch means' } }).replace(/\n {2}/g, ' ');
  expect(table).toContain('3 variants × 1 replication × 100,000 jobs');
  expect(table).toContain('95 % intervals from batch means');
  expect(one(table)).toContain('mean response: no proven winner between jsq, power-of-d(d=2); a run about 4.1 times as long would tell differences as large as those seen');
});

test('where theory knows that two are equal, no number of replications is asked for', () => {
  const result = studyOf({ variants: { jsq: () => 1, random: () => 10, 'power-of-d(d=2)': () => 2 } });
  const [point] = result.points;
  const equal = point.comparisons.map((comparison) => ({ ...comparison, against: comparison.against.map(({ more, ...own }) => (more === undefined ? own : { ...own, equal: true as const })) }));
  const table = one(studyTable({ ...result, points: [{ ...point, comparisons: equal }] }));
  expect(table).toMatch(/power-of-d\(d=2\) [^n]* equal by theory/);
  expect(table).toContain('mean response: no proven winner between jsq, power-of-d(d=2); by theory jsq and power-of-d(d=2) are equal');
  expect(table).not.toContain('would tell');
});

describe('what is not as theory has it', () => {
  const result = studyOf({ parameters: { load: [0.5, 0.9] }, variants: { random: ({ load }) => 1 / (1 - Number(load)) }, theory: 'exact' });
  const off = (z: number) => ({ ...result, points: result.points.map((point, i) => ({ ...point, variants: point.variants.map((own) => ({ ...own, comparisons: own.comparisons.map((two) => ({ ...two, z: i === 1 ? z : 1 })) })) })) });

  const short = (points: number) => one(studyTable({ ...result, points: result.points.map((point, i) => (i < points ? { ...point, warmupNote: 'half of the run' } : point)) }));

  test('is marked, counted, and the farthest is named', () => {
    const table = one(studyTable(off(-7.5)));
    expect(table).toMatch(/ 0\.9 +9\.92 ± 0\.\d+ !/);
    expect(table).toMatch(/ 0\.5 +1\.\d+ ± 0\.\d+ 0\.9 /);
    expect(table).toContain('!: 1 of 2 comparisons with exact formulas have a z beyond 3. The farthest: random at load=0.9, mean response 9.92');
    expect(studyHtml(off(-7.5), [])).toMatch(/± 0\.\d+ !<\/td>/);
  });

  test('is nothing where it is within chance', () => {
    expect(studyTable(off(2.9))).not.toContain('!');
  });

  test('and runs that are too short for their warm-up are named', () => {
    expect(short(0)).not.toContain('warm-up at');
    expect(short(1)).toContain('warm-up at load=0.5: half of the run');
    expect(short(2)).toContain('warm-up at load=0.5, load=0.9: half of the run');
  });
});

/** Its mean is infinite, as theory knows. */
const heavy = (variant: StudyVariant) => ({ ...variant, comparisons: [{ ...variant.comparisons[0], theory: 'Infinity' as const, z: null }] });

test('what a reader has to know of the tables: means that are infinite, and what pairing is', () => {
  const result = studyOf({ variants: { jsq: () => 1, random: () => 10, central: () => 2 }, theory: 'exact' });
  expect(one(studyTable(result))).toContain('pairing: how many times as many replications it would take to know the difference as well if each variant had jobs of its own');
  const [point] = result.points;
  const infinite = { ...result, points: [{ ...point, variants: point.variants.map((variant, i) => (i === 1 ? heavy(variant) : variant)), comparisons: [] }] };
  for (const text of [studyTable(infinite), studyHtml(infinite, [])]) {
    expect(one(text)).toContain('mean response: infinite by theory of random. What is shown grows with the length of the runs, its intervals hold of nothing, and nothing is compared by it');
    expect(text).not.toContain('pairing:');
  }
});

test('what a comparison went on for is shown first, and shares of deadlines missed are', () => {
  const result = studyOf({ variants: { fcfs: () => 1, edf: () => 1.1 } });
  const [point] = result.points;
  const missed = { ...result, points: [{ ...point, variants: point.variants.map((variant, i) => ({ ...variant, overall: { ...variant.overall, missed: { mean: estimated(0.1 + 0.1 * i, 0.01) } } })) }] };
  const precise = { ...missed, run: { ...missed.run, precision: { metric: 'waiting', statistic: 'p95', relative: 0.01, reached: true } } };
  expect(studyTable(missed)).toMatch(/share of deadlines missed\n +simulated\nfcfs +0\.100 ± 0\.010/);
  expect(studyTable(precise).indexOf('P95 of waiting')).toBeLessThan(studyTable(precise).indexOf('mean response'));
  expect(studyTable(precise)).toMatch(/P95 of waiting, ms\n/);
});

const one = (sentences: string) => sentences.replace(/\s+/g, ' ');

describe('a decision', () => {
  const result = studyOf({ variants: { jsq: () => 1, random: () => 10, 'power-of-d(d=2)': () => 1.005 } });
  const decision = {
    metric: 'response', statistic: 'mean', relative: 0.02, indifference: 0.02, confidence: 0.95, procedure: 'p', guarantee: 'g', firstStage: 10, atMost: 1000,
    variants: [{ variant: 'jsq', replications: 40, outcome: 'selected' as const }, { variant: 'random', replications: 10, outcome: 'out' as const }, { variant: 'power-of-d(d=2)', replications: 40, outcome: 'in contention' as const }],
  };
  test('is told with its guarantee, and with what was spent on each', () => {
    const table = one(studyTable({ ...result, decision: { ...decision, selected: 'jsq' } }));
    expect(table).toContain('3 variants × up to 10 replications');
    expect(table).toContain('mean response: jsq is selected. With 95 % confidence it is the best, or within 2 % (0.02 ms) of the best, and so the best where that is better than all others by as much replications: jsq 40, random 10 (proven worse, left out), power-of-d(d=2) 40');
    expect(table).not.toContain('mean response: no proven winner');
  });

  test('that the budget ended says so, and about how much more it would take', () => {
    const open = { ...decision, selected: null, more: 123, variants: decision.variants.map((own) => (own.outcome === 'selected' ? { ...own, outcome: 'in contention' as const } : own)) };
    const page = studyHtml({ ...result, decision: open }, []);
    expect(page).toContain('<li>mean response: not decided: the budget of 1,000 replications of each variant (at-most) ended first. The best is among jsq, power-of-d(d=2); about 120 more of each of these would decide</li>');
  });

  test('of a precision of differences it says whether it was reached', () => {
    const precise = { ...result, run: { ...result.run, precision: { metric: 'response', statistic: 'p99', relative: 0.01, reached: false } } };
    expect(one(studyTable(precise))).toContain('precision asked for: differences in P99 of response within 1 % of the best, not reached');
  });
});
