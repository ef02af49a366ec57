/** `run --trace`: a file that opens in Perfetto, a timeline in the report, and nothing half-written. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { result as resultSchema } from '../../src/result.ts';
import { schedlab } from './schedlab.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'schedlab-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface Trace {
  readonly traceEvents: readonly { readonly ph: string; readonly name: string; readonly cat?: string }[];
  readonly otherData: Readonly<Record<string, string>>;
}

const short = ['--set', 'run.jobs=5000', '--set', 'run.replications=2'];

describe('run --trace', () => {
  it('writes the trace of the first replication, the same bytes each time, and draws a timeline', () => {
    const files = ['a.json', 'b.json'].map((name) => join(dir, name));
    const runs = files.map((file) => schedlab(['run', 'scenarios/web-farm.yaml', ...short, '--trace', file, '--out', join(dir, 'out')]));
    expect(runs.map(({ status }) => status)).toEqual([0, 0]);
    expect(runs[0].stderr).toContain(`wrote ${files[0]}; open it at https://ui.perfetto.dev\n`);
    const [a, b] = files.map((file) => readFileSync(file, 'utf8'));
    expect(a).toBe(b);
    const trace = JSON.parse(a) as Trace;
    expect(trace.otherData).toMatchObject({ scenario: 'web-farm', backend: 'simulated', 'time unit': 'ms' });
    expect(trace.traceEvents.filter(({ cat }) => cat === 'complete')).toHaveLength(5000);
    const result = resultSchema.parse(JSON.parse(readFileSync(join(dir, 'out', 'result.json'), 'utf8')));
    expect(result.timeline!.runs.map(({ backend }) => backend)).toEqual(['simulated']);
    expect(result.anomalies).toEqual([]);
    expect(readdirSync(join(dir, 'out'))).toContain('timeline.svg');
    expect(readFileSync(join(dir, 'out', 'report.html'), 'utf8')).toContain('Who ran what when');
  });

  it('measures the same as without, and a timeline of before goes', () => {
    const out = ['--out', join(dir, 'out')];
    const json = (args: readonly string[]) => resultSchema.parse(JSON.parse(schedlab(['run', 'scenarios/web-farm.yaml', ...short, ...out, '--format', 'json', ...args]).stdout));
    const { timeline, anomalies, ...traced } = json(['--trace', join(dir, 'c.json')]);
    expect(traced).toEqual(json([]));
    expect([timeline, anomalies]).not.toContain(undefined);
    expect(readdirSync(join(dir, 'out'))).not.toContain('timeline.svg');
  });

  it('tells of a queue that grows, in the result, the trace and on stderr', () => {
    const overload = ['--set', 'arrivals[0].load=1.5', '--set', 'run.overload=allow', '--set', 'run.jobs=20000'];
    const { stdout, stderr } = schedlab(['run', 'scenarios/mm1.yaml', ...overload, '--trace', join(dir, 'd.json'), '--no-write', '--format', 'json']);
    const { anomalies } = resultSchema.parse(JSON.parse(stdout));
    expect(anomalies).toHaveLength(1);
    expect(anomalies![0]).toMatchObject({ backend: 'simulated', kind: 'growing queue' });
    expect(stderr).toContain(anomalies![0].text);
    expect((JSON.parse(readFileSync(join(dir, 'd.json'), 'utf8')) as Trace).traceEvents.filter(({ cat }) => cat === 'anomaly').map(({ name }) => name)).toEqual([anomalies![0].text]);
  });

  it('says where it is cut', () => {
    const { status, stderr } = schedlab(['run', 'scenarios/mm1.yaml', '--set', 'run.jobs=90000', '--set', 'run.replications=1', '--trace', join(dir, 'e.json'), '--no-write']);
    expect(status).toBe(0);
    expect(stderr).toContain('the trace is cut after 500000 events: it shows the beginning of the run\n');
    expect((JSON.parse(readFileSync(join(dir, 'e.json'), 'utf8')) as Trace).traceEvents.at(-1)!.name).toBe('cut here, after 500000 events');
  });

  it.each([
    ['a directory that is not there', join('missing', 'trace.json'), /no such file/],
    ['a directory', '.', /is a directory/],
    ['a file as a directory', join('file', 'trace.json'), /part of the path is not a directory/],
  ])('%s: status 1 before anything runs, and nothing left', (_, path, reason) => {
    writeFileSync(join(dir, 'file'), '');
    const before = readdirSync(dir).toSorted();
    const { status, stdout, stderr } = schedlab(['run', 'scenarios/mm1.yaml', '--trace', join(dir, path), '--no-write']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^error: cannot write /);
    expect(stderr).toMatch(reason);
    expect(readdirSync(dir).toSorted()).toEqual(before);
  });

  it('is in --help, with an example', () => {
    expect(schedlab(['run', '--help']).stdout).toMatch(/schedlab run scenarios\/web-farm\.yaml --trace +each job from submit to complete/);
  });
});
