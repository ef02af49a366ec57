/** Real runs that are watched: traced beside the simulation, served to Prometheus, drawn; nothing is started where that cannot be. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { result as resultSchema } from '../../src/result.ts';
import { ROOT, schedlab } from './schedlab.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'schedlab-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface Trace {
  readonly traceEvents: readonly { readonly ph: string; readonly cat?: string; readonly args?: Readonly<Record<string, unknown>> }[];
  readonly otherData: Readonly<Record<string, string>>;
}

const real = ['run', 'scenarios/real-workers.yaml', '--set', 'execution.jobs=300', '--set', 'run.jobs=5000', '--set', 'run.replications=2'];

describe('run --backend threads', () => {
  it('writes a trace of either side, one timeline of both, and an overlay of responses', () => {
    const { status, stderr } = schedlab([...real, '--backend', 'simulated,threads', '--trace', join(dir, 'trace.json'), '--out', join(dir, 'out')]);
    expect(stderr).toContain('trace.threads.json; open it');
    expect(status).toBe(0);
    const done = ['simulated', 'threads'].map((backend) => {
      const trace = JSON.parse(readFileSync(join(dir, `trace.${backend}.json`), 'utf8')) as Trace;
      expect(trace.otherData.backend).toBe(backend);
      expect(trace.traceEvents.filter(({ ph, args }) => ph === 'X' && args!.ending === 'done').length).toBeGreaterThanOrEqual(300);
      return trace.traceEvents.filter(({ cat }) => cat === 'complete').length;
    });
    expect(done).toEqual([300, 300]);
    const { timeline, execution, anomalies } = resultSchema.parse(JSON.parse(readFileSync(join(dir, 'out', 'result.json'), 'utf8')));
    expect(timeline!.runs.map(({ backend }) => backend)).toEqual(['simulated', 'threads']);
    for (const { from, to } of timeline!.runs.flatMap(({ spans }) => spans)) expect(from >= timeline!.from && to <= timeline!.to).toBe(true);
    expect(execution!.tail!.real).toHaveLength(execution!.tail!.time.length);
    expect(anomalies).toBeDefined();
    expect(readdirSync(join(dir, 'out')).filter((file) => file.endsWith('.svg'))).toEqual(expect.arrayContaining(['overlay.svg', 'timeline.svg']));
  });

  it('says now and then how it goes where that is asked for and there is no terminal, in plain lines', () => {
    const { status, stderr } = schedlab([...real, '--set', 'execution.jobs=1200', '--backend', 'threads', '--live', '--no-write']);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^real-workers on threads, \d+ % of 1200 jobs, \d+ s; \d+ in flight, \d+ jobs\/s/m);
    expect(stderr).not.toContain('\u001B');
  });

  it('serves its numbers while it goes on, and says where', async () => {
    const child = spawn(process.execPath, ['dist/bundle/main.js', ...real, '--set', 'execution.jobs=100000', '--backend', 'threads', '--metrics-port', '0', '--no-write'], { cwd: ROOT });
    let stderr = '';
    const url = await new Promise<string>((resolve) => {
      child.stderr.on('data', (piece: Buffer) => {
        stderr += piece.toString();
        const found = /metrics at (\S+)/.exec(stderr);
        if (found) resolve(found[1]);
      });
    });
    const completed = async () => Number(/^schedlab_jobs_completed_total (\d+)$/m.exec(await (await fetch(url)).text())![1]);
    let seen = 0;
    for (const end = Date.now() + 40_000; seen < 50 && Date.now() < end; seen = await completed()) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(seen).toBeGreaterThanOrEqual(50);
    child.kill('SIGINT');
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect(status).toBe(130);
    await expect(fetch(url)).rejects.toThrow();
  });
});

describe('nothing is started, status 2', () => {
  it('where the port is in use, and no trace is left', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)));
    const before = readdirSync(dir).toSorted();
    const { status, stdout, stderr } = schedlab([...real, '--backend', 'threads', '--metrics-port', String(port), '--trace', join(dir, 'no.json'), '--out', join(dir, 'no')]);
    other.close();
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(`--metrics-port: port ${port} is in use; name another, or 0 for any that is free\n`);
    expect(readdirSync(dir).toSorted()).toEqual(before);
  });

  it.each([
    [['--live'], /^--live: draws a real run; add --backend threads/],
    [['--metrics-port', '9464'], /^--metrics-port: serves the numbers of a real run; add --backend threads/],
    [['--backend', 'threads', '--metrics-port', '70000'], /^--metrics-port: must be a whole number from 0 to 65535, .* not 70000/],
    [['--backend', 'threads', '--metrics-port', 'many'], /^--metrics-port: must be a whole number/],
  ])('%j', (args, reason) => {
    const { status, stdout, stderr } = schedlab([...real, ...args, '--no-write']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(reason);
  });
});
