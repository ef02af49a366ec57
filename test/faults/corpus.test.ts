/** Every file in corpus/ is wrong in one way or many; expected.txt has what must be said of each, line by line. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadFile } from '../../src/cli/scenario-file.ts';
import { ZODS_PHRASES } from './phrases.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const corpus = join(root, 'test/faults/corpus');
const files = readdirSync(corpus).filter((name) => /\.(?:yaml|json)$/.test(name)).toSorted();
const expected = new Map<string, string[]>(files.map((name) => [name, []]));
for (const line of readFileSync(join(root, 'test/faults/expected.txt'), 'utf8').trimEnd().split('\n')) {
  const name = line.slice(0, line.indexOf(':'));
  expected.set(name, [...(expected.get(name) ?? []), line]);
}

async function faultsOf(name: string): Promise<string[]> {
  try {
    await loadFile(join(corpus, name), [], undefined);
    return [];
  } catch (error) {
    const { name: kind, message } = error as Error;
    expect(kind).toBe('ScenarioError');
    return message.split('\n').map((line) => line.replace(`${corpus}/`, ''));
  }
}

test('the corpus is large, and each of its files is expected to be refused', () => {
  expect(files.length).toBeGreaterThanOrEqual(60);
  expect([...expected.keys()].toSorted()).toEqual(files);
  for (const lines of expected.values()) expect(lines).not.toEqual([]);
});

describe('all faults of a file at once, each with its place, the same every time', () => {
  test.each(files)('%s', async (name) => {
    const faults = await faultsOf(name);
    expect(faults).toEqual(expected.get(name));
    expect(await faultsOf(name)).toEqual(faults);
    for (const line of faults) {
      expect(line).toMatch(/^[^:]+:\d+:\d+: (?:\S.*\S: )?[^A-Z\s].*[^.\s]$/);
      expect(line).not.toMatch(ZODS_PHRASES);
    }
  });
});

describe('through the command line: status 2, nothing on stdout, no stack trace, nothing written', () => {
  const main = join(root, 'dist/bundle/main.js');
  let out: string;
  beforeAll(() => {
    expect(existsSync(main), 'dist is there: npm run build').toBe(true);
    out = mkdtempSync(join(tmpdir(), 'schedlab-faults-'));
  });
  afterAll(() => rmSync(out, { recursive: true }));

  test('check names every fault of every file', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'check', ...files], { cwd: corpus, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual(files.flatMap((name) => expected.get(name)!));
  });

  test('run refuses every file', () => {
    // All in one process, since starting one for each would take minutes.
    const each = join(root, 'test/faults/run-each.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [each, join(out, 'each'), ...files], { cwd: corpus, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual(files.flatMap((name) => [...expected.get(name)!, `${name}: exit status 2`]));
    expect(readdirSync(out)).toEqual([]);
  });

  test.each(['many-faults.yaml', 'binary.yaml', 'trace-missing.yaml', 'overload-total.yaml', 'comma-missing.json'])('run %s by itself', (name) => {
    const args = [main, 'run', name, '--out', join(out, 'alone'), '--format', 'json'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: corpus, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual(expected.get(name));
    expect(readdirSync(out)).toEqual([]);
  });

  test.each([['no-such-file.yaml'], ['.']])('a path that is no scenario: %s', (path) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'run', path, '--out', out], { cwd: corpus, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^\S+: cannot be read: (?:no such file|is a directory)\n$/);
  });
});
