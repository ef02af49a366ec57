import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeReport } from '../../src/reports/write.ts';
import { growing, mm1 } from './fixtures.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'schedlab-report-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const FILES = ['load', 'number', 'response', 'tail'].flatMap((name) => [`${name}.png`, `${name}.svg`, `${name}.vl.json`]);

it('writes the result, the charts and the page, and returns their paths', async () => {
  const place = join(dir, 'results', 'mm1');
  const paths = await writeReport(mm1(), place);
  expect((await readdir(place)).toSorted()).toEqual([...FILES, 'report.html', 'result.json'].toSorted());
  expect(paths.map((path) => basename(path)).toSorted()).toEqual([...FILES, 'report.html', 'result.json'].toSorted());
  expect(await readFile(join(place, 'result.json'), 'utf8')).toBe(`${JSON.stringify(mm1(), null, 2)}\n`);
});

it('writes the same bytes again', async () => {
  const [first, second] = [await writeReport(mm1(), join(dir, 'a')), await writeReport(mm1(), join(dir, 'b'))];
  for (const [i, path] of first.entries()) expect((await readFile(path)).equals(await readFile(second[i])), path).toBe(true);
});

it('replaces an earlier report, charts without data included, and touches nothing else', async () => {
  await writeFile(join(dir, 'notes.txt'), 'mine');
  await writeReport(mm1(), dir);
  await writeReport(growing(), dir);
  expect((await readdir(dir)).toSorted()).toEqual(['notes.txt', 'number.png', 'number.svg', 'number.vl.json', 'report.html', 'result.json']);
});

it('leaves nothing where it cannot write', async () => {
  await writeFile(join(dir, 'file'), '');
  await expect(writeReport(growing(), join(dir, 'file', 'report'))).rejects.toThrow(/ENOTDIR/);
  expect(await readdir(dir)).toEqual(['file']);
});

it('leaves no temporary file and no half file where a place is taken', async () => {
  await mkdir(join(dir, 'report.html', 'occupied'), { recursive: true });
  await expect(writeReport(growing(), dir)).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
  const left = await readdir(dir);
  expect(left.filter((name) => name.startsWith('.'))).toEqual([]);
  if (left.includes('result.json')) expect(await readFile(join(dir, 'result.json'), 'utf8')).toBe(`${JSON.stringify(growing(), null, 2)}\n`);
});
