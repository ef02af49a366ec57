import { beforeAll, describe, expect, it } from 'vitest';
import { charts } from '../../src/reports/charts/index.ts';
import { renderPng } from '../../src/reports/png.ts';
import { renderSvg } from '../../src/reports/render.ts';
import { CHART_WIDTH } from '../../src/reports/theme.ts';
import { all, classes, mm1 } from './fixtures.ts';
import { readSvg } from './svg.ts';

const drawn = Object.entries(all).flatMap(([result, make]) => charts(make()).map(({ name, spec }) => ({ title: `${result}, ${name}`, spec })));

describe.each(drawn)('the picture of $title', ({ spec }) => {
  let svg = '';
  beforeAll(async () => {
    svg = await renderSvg(spec);
  });

  it('is well-formed and has no number that is none', () => {
    expect(readSvg(svg).labels.length).toBeGreaterThan(3);
    expect(svg).not.toMatch(/NaN|undefined|\bnull\b|Infinity/);
    expect(svg).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it('has every label inside its frame', () => {
    const { width, height, labels } = readSvg(svg);
    expect(width).toBeLessThanOrEqual(CHART_WIDTH);
    for (const { text, left, right, baseline, rotated } of labels) {
      expect(left, text).toBeGreaterThanOrEqual(0);
      expect(right, text).toBeLessThanOrEqual(width);
      expect(baseline, text).toBeGreaterThan(rotated ? 0 : 8);
      expect(baseline, text).toBeLessThan(height);
    }
  });

  it('has no labels of the same line on top of one another', () => {
    const { labels } = readSvg(svg);
    const flat = labels.filter(({ rotated, text }) => !rotated && text.trim() !== '');
    for (const [i, a] of flat.entries()) {
      for (const b of flat.slice(i + 1)) {
        const apart = Math.abs(a.baseline - b.baseline) > 9 || a.right <= b.left + 0.5 || b.right <= a.left + 0.5;
        expect(apart, `${a.text} | ${b.text}`).toBe(true);
      }
    }
  });
});

it('the same chart gives the same bytes, whatever was drawn before', async () => {
  const [chart] = charts(mm1());
  const first = await renderSvg(chart.spec, 'a-');
  await Promise.all(charts(classes()).map(({ spec }) => renderSvg(spec)));
  expect(await renderSvg(chart.spec, 'a-')).toBe(first);
  expect(Buffer.from(await renderPng(first)).equals(Buffer.from(await renderPng(first)))).toBe(true);
});

it('ids carry the prefix, so that several charts may stand in one page', async () => {
  const svg = await renderSvg(charts(mm1())[1].spec, 'tail-');
  const ids = [...svg.matchAll(/\bid="([^"]*)"/g)].map(([, id]) => id);
  const uses = [...svg.matchAll(/url\(#([^)]*)\)/g)].map(([, id]) => id);
  expect(ids.length).toBeGreaterThan(0);
  expect(ids.every((id) => id.startsWith('tail-'))).toBe(true);
  expect(uses.every((id) => ids.includes(id))).toBe(true);
});

it('a PNG is twice as large as its SVG and is not blank', async () => {
  const svg = await renderSvg(charts(mm1())[0].spec);
  const { width, height } = readSvg(svg);
  const png = Buffer.from(await renderPng(svg));
  expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * width, 2 * height]);
  expect(png.length).toBeGreaterThan(10_000);
});
