import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, chmodSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyOf } from '../../src/lab/resume/folder.ts';
import { result as resultSchema, type Result } from '../../src/result.ts';
import { ROOT, schedlab, stopped } from './schedlab.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'schedlab-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const SHORT = ['--set', 'run.jobs=20000'];
const json = (args: readonly string[]): Result => {
  const { status, stdout, stderr } = schedlab(['run', ...args, '--format', 'json', '--no-write']);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return resultSchema.parse(JSON.parse(stdout));
};

const scenarios = readdirSync(join(ROOT, 'scenarios')).filter((file) => file.endsWith('.yaml'));

describe('run', () => {
  it.each(scenarios)('%s: shipped, runs, and keeps the contract of its result', (file) => {
    const short = { 'day-pattern.yaml': ['--set', 'run.until=100'], 'burst.yaml': ['--set', 'run.replications=4'] }[file] ?? SHORT;
    const found = json([`scenarios/${file}`, ...short]);
    expect(found.checks.map(({ law }) => law)).toContain("Little's law");
    expect(found.overall.response.mean.mean).toBeGreaterThan(0);
  });

  it('writes everything that it promises, the same bytes each time and for any number of workers', () => {
    const outs = ['a', 'b', 'c'].map((name) => join(dir, name));
    for (const [i, out] of outs.entries()) {
      const workers = i === 0 ? [] : ['--workers', String(i)];
      expect(schedlab(['run', 'scenarios/web-farm.yaml', ...SHORT, '--out', out, ...workers]).status).toBe(0);
    }
    const files = readdirSync(outs[0]).toSorted();
    expect(files).toEqual(
      ['load', 'number', 'response', 'tail'].flatMap((chart) => [`${chart}.png`, `${chart}.svg`, `${chart}.vl.json`]).concat('report.html', 'result.json').toSorted(),
    );
    for (const file of files) {
      const first = readFileSync(join(outs[0], file));
      for (const out of outs.slice(1)) expect(readFileSync(join(out, file)).equals(first), file).toBe(true);
    }
  });

  it('does not depend on the machine: the committed result is made again, bit for bit', () => {
    const { stdout } = schedlab(['run', 'scenarios/mm1.yaml', '--format', 'json', '--no-write']);
    expect(stdout).toBe(readFileSync(join(ROOT, 'results/mm1/result.json'), 'utf8'));
  });

  it('finds other numbers under another seed, and near the same', () => {
    const [a, b] = ['a', 'b'].map((seed) => json(['scenarios/mm1.yaml', '--seed', seed, ...SHORT]).overall.response.mean);
    expect(a.mean).not.toBe(b.mean);
    expect(Math.abs(a.mean - b.mean)).toBeLessThan(a.halfWidth! + b.halfWidth!);
  });

  it('swaps a policy by one word', () => {
    const [srpt, fcfs] = ['srpt', 'fcfs'].map(
      (name) => json(['scenarios/mm1.yaml', '--set', `pool.discipline=${name}`, ...SHORT]).overall.response.mean.mean,
    );
    expect(srpt).toBeLessThan(0.7 * fcfs);
  });

  it('adds replications until the precision is reached, and says where the budget ended first', () => {
    const precise = ['--set', 'run.precision={metric: response, relative: 0.02}'];
    const reached = json(['scenarios/mm1.yaml', ...SHORT, ...precise]);
    expect(reached.run.precision).toEqual({ metric: 'response', relative: 0.02, reached: true });
    const { mean, halfWidth } = reached.overall.response.mean;
    expect(halfWidth! / mean).toBeLessThanOrEqual(0.02);
    expect(reached.run.replications).toBeGreaterThan(10);
    const missed = json(['scenarios/mm1.yaml', ...SHORT, '--set', 'run.precision={relative: 0.001, at-most: 12}']);
    expect(missed.run).toMatchObject({ replications: 12, precision: { reached: false } });
  });

  it('refuses an overload, and reports one that is meant as growing, without a mean', () => {
    const overload = ['scenarios/mm1.yaml', '--set', 'arrivals[0].load=1.25', ...SHORT];
    const refused = schedlab(['run', ...overload, '--no-write']);
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toMatch(/load is 1\.25.*overload: allow/);
    const grown = json([...overload, '--set', 'run.overload=allow']);
    expect(grown.growing!.load).toBeCloseTo(1.25, 12);
    expect(grown.growing!.rate).toBeCloseTo(0.25, 12);
    expect(grown.overall).toEqual({});
  });

  it('leaves nothing behind where it cannot write, and says so', () => {
    const blocked = join(dir, 'file');
    writeFileSync(blocked, '');
    const out = join(blocked, 'out');
    for (const args of [['run', 'scenarios/mm1.yaml', ...SHORT], ['run', 'scenarios/real-workers.yaml', '--backend', 'threads'], ['optimise', 'scenarios/optimise-nodes.yaml'], ['validate']]) {
      expect(schedlab([...args, '--out', out])).toEqual({ status: 2, stdout: '', stderr: `cannot write to ${out}: part of the path is not a directory\n` });
    }
  });

  it.skipIf(process.getuid?.() === 0)('says where a directory may not be written to', () => {
    const locked = join(dir, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0o555);
    const { status, stderr } = schedlab(['run', 'scenarios/mm1.yaml', ...SHORT, '--out', join(locked, 'out')]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/permission denied/);
  });

  it('stops at Ctrl-C and keeps the replications that were finished', async () => {
    const args = ['run', 'scenarios/mm1.yaml', '--format', 'json', '--set', 'run.jobs=2e6', '--set', 'run.replications=1000', '--workers', '2'];
    // The result has the replications up to the first that is not finished, so the first one has to be.
    const { status, stdout } = await stopped(args, join(dir, 'stopped'), ({ replications }) => replications.has(keyOf({ cell: 0, index: 0 })));
    expect(status).toBe(130);
    const found = resultSchema.parse(JSON.parse(stdout));
    expect(found.run.interrupted).toBe(true);
    expect(found.run.replications).toBeGreaterThan(0);
    expect(found.run.replications).toBeLessThan(1000);
    expect(found.run.jobs).toBe(found.run.replications * 2e6);
  });
});
