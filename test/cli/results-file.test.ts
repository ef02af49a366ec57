/** Results as lines of JSON: all of them or no file, whatever a function returned. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ResultsFile } from '../../src/cli/results-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'schedlab-results-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('has one line for each result, and stands in its place when it is complete', () => {
  const path = join(folder, 'below', 'all.jsonl');
  const file = new ResultsFile(path);
  for (let job = 0; job < 5000; job++) file.add({ job, value: 'x'.repeat(20) });
  expect(readdirSync(join(folder, 'below'))).not.toContain('all.jsonl');
  file.keep();
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { readonly job: number }).job)).toEqual(Array.from({ length: 5000 }, (_, job) => job));
  expect(readdirSync(join(folder, 'below'))).toEqual(['all.jsonl']);
});

it('leaves nothing behind where it is dropped', () => {
  const file = new ResultsFile(join(folder, 'dropped.jsonl'));
  file.add({ job: 1 });
  file.drop();
  expect(readdirSync(folder).filter((name) => name.includes('dropped'))).toEqual([]);
});

it.each([
  [new Map([['a', 1]]), [['a', 1]]],
  [new Set([1, 2]), [1, 2]],
  [new Uint8Array([1, 2]), [1, 2]],
  [Buffer.from([3]), [3]],
  [new Float64Array([0.5, NaN]), [0.5, 'NaN']],
  [new Uint8Array([7, 8]).buffer, [7, 8]],
  [123n, '123'],
  [Infinity, 'Infinity'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [new RangeError('too far'), { name: 'RangeError', message: 'too far' }],
  [{ deep: [{ er: undefined }, null] }, { deep: [{}, null] }],
])('says %s in words that JSON has', (value, words) => {
  const path = join(folder, 'words.jsonl');
  const file = new ResultsFile(path);
  file.add({ job: 1, value });
  file.keep();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ job: 1, value: words });
});

it('says where something contains itself, and not where it is there twice', () => {
  const self: { me?: unknown } = {};
  self.me = [self];
  const file = new ResultsFile(join(folder, 'self.jsonl'));
  file.add({ job: 12, value: self });
  file.keep();
  expect(readFileSync(join(folder, 'self.jsonl'), 'utf8')).toBe('{"job":12,"value":{"me":["[circular]"]}}\n');
  const twice = { a: 1 };
  const both = new ResultsFile(join(folder, 'both.jsonl'));
  both.add({ job: 1, value: [twice, twice] });
  both.keep();
  expect(readFileSync(join(folder, 'both.jsonl'), 'utf8')).toBe('{"job":1,"value":[{"a":1},{"a":1}]}\n');
});

it('says why it cannot be made', () => {
  writeFileSync(join(folder, 'a-file'), '');
  const path = join(folder, 'a-file', 'results.jsonl');
  expect(() => new ResultsFile(path)).toThrow(new RegExp(`^cannot write ${path.replaceAll('.', '\\.')}: (a file of that name is in the way|part of the path is not a directory)$`));
});
