import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { study as studySchema, type StudyResult } from '../../src/study.ts';
import { schedlab, stopped } from './schedlab.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'schedlab-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const SHORT = ['--set', 'run.jobs=3000', '--set', 'run.replications=3'];
const json = (args: readonly string[]): StudyResult => {
  const { status, stdout, stderr } = schedlab([...args, '--format', 'json', '--no-write']);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return studySchema.parse(JSON.parse(stdout));
};

const means = ({ variants }: StudyResult['points'][number]) => Object.fromEntries(variants.map((variant) => [variant.name, variant.overall.response.mean.mean]));

describe('the shipped studies', () => {
  it.each([
    ['sweep', 'load-balancing', ['random', 'round-robin', 'power-of-d(d=2)', 'jsq'], 8],
    ['sweep', 'staleness', ['random', 'power-of-d(d=2)', 'power-of-d(d=3)', 'jsq'], 9],
    ['sweep', 'heterogeneous-nodes', ['weighted-random', 'optimal-split', 'jsq', 'least-work-left', 'shortest-expected-delay'], 9],
    ['sweep', 'disciplines', ['fcfs', 'sjf', 'ps', 'las', 'srpt'], 9],
    ['compare', 'sizes', ['fcfs', 'ps', 'las', 'srpt'], 1],
    ['compare', 'stragglers', ['no backups', 'after 60 ms', 'after 30 ms', 'after 10 ms', 'at once'], 1],
  ])('%s %s', (command, name, variants, points) => {
    const found = json([command, `scenarios/${name}.yaml`, ...SHORT]);
    expect(found.points.length).toBe(points);
    for (const point of found.points) {
      expect(point.variants.map((variant) => variant.name)).toEqual(variants);
      for (const variant of point.variants) expect(variant.overall.response.mean.mean).toBeGreaterThan(0);
    }
    if (name === 'sizes') expect(found.points[0].variants.every(({ bySize }) => bySize!.bins.length > 5)).toBe(true);
  });

  it('say what they are known for, even when they are short', () => {
    const stale = json(['sweep', 'scenarios/staleness.yaml', '--set', 'run.jobs=20000', '--set', 'run.replications=2', '--set', 'sweep={ pool.information.every: [0.1, 10] }']).points.map(means);
    expect(stale[0].jsq).toBeLessThan(stale[0]['power-of-d(d=2)']);
    // The herd.
    expect(stale[1].jsq).toBeGreaterThan(stale[1].random);
    expect(stale[1]['power-of-d(d=2)']).toBeLessThan(stale[1].random);
    const [{ variants }] = json(['compare', 'scenarios/stragglers.yaml', '--set', 'run.jobs=40000', '--set', 'run.replications=2']).points;
    const [none, late, , soon, atOnce] = variants.map(({ overall: { response, waste } }) => ({ p99: response.p99.mean, waste: waste?.mean.mean ?? 0 }));
    // The tail is cut at little cost; backups for everybody cost capacity.
    expect(soon.p99).toBeLessThan(0.85 * none.p99);
    expect(late.waste).toBeLessThan(0.1);
    expect(atOnce.waste).toBeGreaterThan(4 * late.waste);
  });
});

describe('compare and sweep', () => {
  it('write everything that they promise, the same bytes for any number of workers', () => {
    const outs = ['a', 'b', 'c'].map((name) => join(dir, name));
    const few = ['--set', 'run.jobs=2000', '--set', 'run.replications=18', '--set', 'sweep={ load: [0.5, 0.9] }', '--set', 'compare={ dispatch: [random, jsq] }'];
    for (const [i, out] of outs.entries()) {
      const workers = i === 0 ? [] : ['--workers', String(i)];
      const { status, stderr } = schedlab(['sweep', 'scenarios/web-farm.yaml', ...few, '--out', out, ...workers]);
      expect(stderr).toMatch(/wrote 11 files; open .*report\.html/);
      expect(status).toBe(0);
    }
    const files = readdirSync(outs[0]).toSorted();
    expect(files).toEqual(['response', 'response-p99', 'slowdown'].flatMap((chart) => [`${chart}.png`, `${chart}.svg`, `${chart}.vl.json`]).concat('report.html', 'sweep.json').toSorted());
    for (const file of files) {
      const first = readFileSync(join(outs[0], file));
      for (const out of outs.slice(1)) expect(readFileSync(join(out, file)).equals(first), file).toBe(true);
    }
  });

  it('print a table with a verdict', () => {
    const { status, stdout, stderr } = schedlab(['compare', 'scenarios/mm1.yaml', '--set', 'compare={ discipline: [fcfs, srpt] }', '--set', 'run.jobs=5000', '--no-write']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^fcfs .* worse by at least/m);
    expect(stdout).toMatch(/^mean response: srpt is best$/m);
  });

  it.each<[readonly string[], RegExp]>([
    [['sweep', 'scenarios/mm1.yaml'], /scenarios\/mm1\.yaml:\d+:1: has no section sweep: say what varies/],
    [['compare', 'scenarios/mm1.yaml'], /has no section compare: say what is compared/],
    [['sweep', 'scenarios/load-balancing.yaml', '--set', 'sweep.load=[0.5, 1.5]'], /load is 1\.5: .* \(load=1\.5, random\)/],
    [['compare', 'scenarios/sizes.yaml', '--set', 'compare.discipline=[fcfs, srptt]'], /compare\.discipline\[1\]: unknown discipline "srptt".*did you mean "srpt"\?/],
    [['sweep', 'nowhere.yaml'], /nowhere\.yaml: cannot be read: no such file/],
    [['sweep', 'scenarios/load-balancing.yaml', '--workers', '0'], /--workers: must be a whole number/],
    [['check', 'scenarios/sizes.yaml', '--set', 'compare.discipline=[fcfs, srptt]'], /unknown discipline "srptt"/],
  ])('refuse %j', (args, message) => {
    const { status, stdout, stderr } = schedlab(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  it.each(['compare', 'sweep'])('%s --help has an example', (command) => {
    expect(schedlab([command, '--help']).stdout).toMatch(new RegExp(`schedlab ${command} scenarios/`));
  });

  it('stop at Ctrl-C and keep the points that were finished', async () => {
    const args = ['sweep', 'scenarios/load-balancing.yaml', '--format', 'json', '--set', 'run.replications=4', '--set', 'run.jobs=5e4', '--set', `sweep.load=[${Array.from({ length: 200 }, (_, i) => 0.5 + i / 1000).join(', ')}]`, '--workers', '2'];
    const { status, stdout } = await stopped(args, join(dir, 'stopped'), ({ points }) => points.size > 0);
    expect(status).toBe(130);
    const found = studySchema.parse(JSON.parse(stdout));
    expect(found.run.interrupted).toBe(true);
    expect(found.points.length).toBeGreaterThan(0);
    expect(found.points.length).toBeLessThan(200);
    // Which point was finished is not told beforehand.
    expect(Math.max(...found.points.map(({ replications }) => replications))).toBe(4);
  });
});
