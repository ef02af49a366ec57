/** The published results: whole, of the scenarios that are shipped, drawn as charts are now, and proving what is claimed of them. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { loadProblem } from '../../src/lab/optimise/problem.ts';
import { loadScenario } from '../../src/lab/scenario/load-scenario.ts';
import { loadStudy } from '../../src/lab/study/load-study.ts';
import { optimisation, type Optimisation } from '../../src/optimisation.ts';
import { charts } from '../../src/reports/charts/index.ts';
import { optimisationChart } from '../../src/reports/optimise/chart.ts';
import { renderPng } from '../../src/reports/png.ts';
import { renderSvg } from '../../src/reports/render.ts';
import { studyCharts } from '../../src/reports/study/index.ts';
import { looks } from '../../src/reports/study/palette.ts';
import { result, type Result } from '../../src/result.ts';
import { study, type StudyResult } from '../../src/study.ts';

type Command = 'run' | 'compare' | 'sweep' | 'optimise';
type Published = Result | StudyResult | Optimisation;
interface Entry {
  readonly name: string;
  readonly command: Command;
  readonly chart?: string;
  claim(found: Published): string;
  holds(found: Published): readonly boolean[];
}
interface List {
  readonly curated: readonly Entry[];
  folderOf(entry: Entry): string;
  filesOf(entry: Entry): readonly string[];
  dataOf(entry: Entry): string;
  commandOf(entry: Entry): string;
}
interface Pages {
  page(entries: readonly Entry[], read: (entry: Entry) => Published): string;
  withTable(readme: string, entries: readonly Entry[], read: (entry: Entry) => Published): string;
}

const ROOT = resolve(import.meta.dirname, '../..');
// Plain JavaScript, which `npm run results` runs without a build of its own.
const [list, pages] = ['./curated.js', './pages.js'];
const { curated, folderOf, filesOf, dataOf, commandOf } = (await import(list)) as List;
const { page, withTable } = (await import(pages)) as Pages;

const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const read = (entry: Entry) => JSON.parse(text(join(folderOf(entry), dataOf(entry)))) as Published;
const schemas = { run: result, compare: study, sweep: study, optimise: optimisation };
const readme = text('README.md');

describe.each(curated.map((entry) => [commandOf(entry), entry] as const))('%s', (_, entry) => {
  const { name, command, chart } = entry;
  const found = read(entry);

  it('has its files, which keep the contract', () => {
    for (const file of filesOf(entry)) expect(existsSync(join(ROOT, folderOf(entry), file)), file).toBe(true);
    expect(schemas[command].safeParse(found).error).toBeUndefined();
  });

  it('is of the scenario as it is shipped', () => {
    const file = `scenarios/${name}.yaml`;
    const base = command === 'optimise' ? loadProblem(file, text(file)).base : command === 'run' ? loadScenario(file, text(file)) : loadStudy(command, file, text(file)).base;
    expect(found.scenario).toEqual(JSON.parse(JSON.stringify(base.record)));
    expect(found.seed).toBe(base.scenario.seed);
    expect('run' in found && 'interrupted' in found.run).toBe(false);
    expect('points' in found ? found.points.length : 1).toBe(command === 'sweep' ? loadStudy(command, file, text(file)).points.length : 1);
  });

  it('proves what is claimed of it', () => {
    const proofs = entry.holds(found);
    expect(proofs.length).toBeGreaterThan(0);
    expect(proofs, entry.claim(found)).toEqual(proofs.map(() => true));
    expect(entry.claim(found)).not.toMatch(/undefined|NaN|\?/);
  });

  it.runIf(chart)('has the chart that is drawn of it now, to the byte', async () => {
    const spec = 'kind' in found ? studyCharts(found).find((one) => one.name === chart)!.spec : 'problem' in found ? optimisationChart(found)! : charts(found).find((one) => one.name === chart)!.spec;
    const svg = await renderSvg(spec, `${chart}-`);
    expect(text(join(folderOf(entry), `${chart}.svg`))).toBe(svg);
    expect(readFileSync(join(ROOT, folderOf(entry), `${chart}.png`)).equals(await renderPng(svg))).toBe(true);
  });
});

test('a variant has the same colour in all of them', () => {
  const colours = new Map<string, Set<string>>();
  for (const found of curated.map(read)) {
    if (!('variants' in found)) continue;
    const drawn = looks(found.variants.map(({ name }) => name));
    for (const [i, { name }] of found.variants.entries()) colours.set(name, (colours.get(name) ?? new Set()).add(drawn[i].colour));
  }
  expect([...colours].filter(([, own]) => own.size > 1)).toEqual([]);
  expect(colours.size).toBeGreaterThan(15);
});

test('the pages say what the figures say', () => {
  expect(text('results/README.md')).toBe(page(curated, read));
  expect(readme).toBe(withTable(readme, curated, read));
});

test('the README shows no picture of results but these', () => {
  const shown = [...readme.matchAll(/!\[.*?\]\((results\/[^)]+)\)/g)].map(([, picture]) => picture);
  expect(shown.length).toBeGreaterThan(1);
  const published = curated.flatMap((entry) => filesOf(entry).map((file) => `${folderOf(entry)}/${file}`));
  for (const picture of shown) expect(published).toContain(picture);
});
