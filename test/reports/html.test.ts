import { describe, expect, it } from 'vitest';
import { charts } from '../../src/reports/charts/index.ts';
import { reportHtml } from '../../src/reports/html.ts';
import { renderSvg } from '../../src/reports/render.ts';
import type { Result } from '../../src/result.ts';
import { all, classes, farm, growing, hostile, mm1 } from './fixtures.ts';

const page = async (result: Result) =>
  reportHtml(result, await Promise.all(charts(result).map(async ({ name, about, spec }) => ({ about, svg: await renderSvg(spec, `${name}-`) }))));

describe.each(Object.entries(all))('the page of %s', (_, make) => {
  it('loads nothing, runs nothing, and closes its tags', async () => {
    const html = await page(make());
    expect(html).not.toMatch(/<(script|link|img|iframe|object|embed|base|form)\b/i);
    const attributes = html.replace(/>[^<]*/g, '>');
    expect(attributes).not.toMatch(/\s(src|srcset|action|on\w+)\s*=/i);
    expect([...attributes.matchAll(/\bhref="([^"]*)"/g)].every(([, target]) => target.startsWith('#'))).toBe(true);
    expect(html).not.toMatch(/@import|url\((?!#)/);
    for (const tag of ['html', 'main', 'section', 'table', 'tr', 'td', 'th', 'svg', 'figure', 'details', 'pre', 'ul', 'ol', 'li', 'p']) {
      expect([...html.matchAll(new RegExp(`<${tag}[\\s>]`, 'g'))].length, tag).toBe([...html.matchAll(new RegExp(`</${tag}>`, 'g'))].length);
    }
  });

  it('has no id twice', async () => {
    const ids = [...(await page(make())).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('escapes whatever comes from a file', async () => {
  const html = await page(hostile());
  expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; co');
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(html.match(/<\/style>/g)).toHaveLength(1);
  expect(html).not.toMatch(/[^\P{Cc}\n]/u);
});

it('has results, theory with sources, checks and the scenario', async () => {
  const html = await page(mm1());
  expect(html).toContain('<td>response</td><td class="number mean">4.984</td><td class="half">± 0.032</td><td>s</td><td class="number">5</td><td class="number">−1.15</td>');
  expect(html).toContain('<strong>M/M/1</strong> <span class="kind">(exact)</span>: Harchol-Balter 2013, section 13.1');
  expect(html).toContain('Little&#39;s law, utilisation law and conservation of jobs hold');
  expect(html).toContain('&quot;process&quot;: &quot;poisson&quot;');
  expect(html.match(/<svg/g)).toHaveLength(4);
  expect(html).toContain('<p>∞: slowdown is infinite by theory: what is shown grows with the length of the runs, and its intervals hold of nothing.</p>');
});

it('marks what chance does not explain, folds many nodes, and gives no mean to what grows', async () => {
  expect(await page(classes())).toContain('! −7.17');
  expect(await page(farm(100))).toContain('<summary>100 nodes</summary>');
  const html = await page(growing());
  expect(html).toContain('grows without bound');
  expect(html).not.toContain('<h2>Results</h2>');
});
