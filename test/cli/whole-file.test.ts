/** Files that are written while a run goes on: all of them, or none. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { WholeFile } from '../../src/cli/whole-file.ts';
import { ROOT } from './schedlab.ts';

const folder = mkdtempSync(join(tmpdir(), 'schedlab-whole-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('is there when it is whole', () => {
  const file = new WholeFile(join(folder, 'a.txt'));
  for (let i = 0; i < 20_000; i++) file.write('ten bytes\n');
  expect(readdirSync(folder)).not.toContain('a.txt');
  file.keep();
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('ten bytes\n'.repeat(20_000));
  expect(readdirSync(folder)).toEqual(['a.txt']);
});

it('takes away what a process that was killed has left of it, and nothing of one that runs', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  const running = `.writing-${process.ppid}-c.txt`;
  const others = [`.writing-${pid}-other.txt`, running];
  for (const name of [`.writing-${pid}-c.txt`, ...others]) writeFileSync(join(folder, name), 'half');
  const file = new WholeFile(join(folder, 'c.txt'));
  file.keep();
  expect(readdirSync(folder).filter((name) => name !== 'a.txt').toSorted()).toEqual([...others, 'c.txt'].toSorted());
  for (const name of [...others, 'c.txt']) rmSync(join(folder, name));
});

it('is gone where the process ends before, as by a second Ctrl-C', () => {
  const script = `import { WholeFile } from ${JSON.stringify(pathToFileURL(join(ROOT, 'dist/cli/whole-file.js')).href)};
import { readdirSync } from 'node:fs';
const file = new WholeFile(${JSON.stringify(join(folder, 'b.txt'))});
file.write('x'.repeat(1e6));
process.stdout.write(String(readdirSync(${JSON.stringify(folder)}).length));
process.exit(130);`;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 130, stdout: '2' });
  expect(readdirSync(folder)).toEqual(['a.txt']);
});
