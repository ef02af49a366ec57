/** schedlab run --backend: real workers through the command line. Nothing here asks how fast the machine is. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { result as resultSchema, type Result } from '../../src/result.ts';
import { imported } from '../monitor/importer.ts';
import { ROOT, schedlab } from './schedlab.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'schedlab-real-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const FILE = 'scenarios/real-workers.yaml';
const SHORT = ['--set', 'execution.jobs=150', '--set', 'run.jobs=2000'];

const json = (args: readonly string[]): Result => {
  const { status, stdout, stderr } = schedlab(['run', FILE, ...SHORT, ...args, '--format', 'json', '--no-write']);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return resultSchema.parse(JSON.parse(stdout));
};

const meanOf = ({ execution }: Result) => execution!.comparisons.find(({ metric, statistic }) => metric === 'response' && statistic === 'mean')!;

describe('run --backend', () => {
  it.each(['threads', 'processes'])('%s carries a scenario out, and simulates the very jobs that were carried out', (backend) => {
    const found = json(['--backend', backend]);
    const { execution } = found;
    expect(execution).toMatchObject({ backend, task: 'sleep', unit: 1, run: { replications: 1, jobs: 150 } });
    const { real, replayed, theory } = meanOf(found);
    // Nothing is done sooner in reality than it takes.
    expect(real.mean).toBeGreaterThan(10 * 0.7);
    expect(replayed).toBeGreaterThan(0);
    expect(theory).toBeGreaterThan(10);
    expect(found.run).toMatchObject({ replications: 1, horizon: { unit: 'jobs', length: 150 } });
    const { gap } = execution!;
    expect(gap!.parts.reduce((sum, { total }) => sum + total, gap!.rest)).toBeCloseTo(gap!.real - gap!.simulated, 9);
    expect(execution!.checks.map(({ law }) => law)).toContain("Little's law");
  });

  it('simulated,threads also simulates as planned; --calibrate predicts with what the machine takes', () => {
    const found = json(['--backend', 'simulated,threads', '--calibrate']);
    expect(found.run).toMatchObject({ replications: 10, horizon: { length: 2000 } });
    const { execution } = found;
    expect(execution!.calibration!.tasks).toBeGreaterThan(20);
    expect(execution!.calibration!.handOver.perSecond).toBeGreaterThan(100);
    const { real, replayed, calibrated, deviation } = meanOf(found);
    // Of so few jobs what the machine takes may also make the mean less: two choices are then made otherwise.
    expect(calibrated).toBeGreaterThan(10 * 0.7);
    expect(calibrated).not.toBe(replayed);
    expect(deviation!.mean).toBeCloseTo(real.mean! - calibrated!, 9);
  });

  it.each(['threads', 'processes'])('--trace writes what %s did, as Perfetto reads it', (backend) => {
    const path = join(dir, `${backend}.json`);
    const { status } = schedlab(['run', FILE, ...SHORT, '--backend', backend, '--no-replay', '--no-write', '--trace', path]);
    expect(status).toBe(0);
    const { failures, slices, asyncs, counters, threads } = imported(readFileSync(path, 'utf8'));
    expect(failures).toEqual([]);
    const executed = slices.filter(({ cat }) => cat === 'execute');
    expect(executed.filter(({ args }) => args!.ending === 'done')).toHaveLength(150);
    expect(slices.filter(({ cat }) => cat === 'complete')).toHaveLength(150);
    // What is served waits before, or does not.
    expect(asyncs.length).toBeLessThanOrEqual(executed.length + 50);
    for (const node of [0, 1, 2, 3]) expect(Math.max(...counters.get(`${node + 2} tasks in service`)!)).toBe(1);
    expect([...threads.values()].filter((name) => name === 'slot 0')).toHaveLength(4);
  });

  it('a job of several tasks is done when all are, and each of them is one line of the results', () => {
    const file = join(dir, 'tasks.jsonl');
    const { execution } = json(['--backend', 'threads', '--set', 'arrivals.0.tasks=3', '--set', 'execution.jobs=60', '--results', file]);
    expect(execution!.run.jobs).toBe(60);
    expect(execution!.checks.map(({ law }) => law)).toContain("Little's law of tasks");
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as { job: number; task: number; tasks: number; unfinished?: true }).filter(({ unfinished }) => !unfinished);
    const known = new Set(lines.map(({ job, task, tasks }) => `${job} ${task} of ${tasks}`));
    expect(known.size).toBe(lines.length);
    // The run ends with its sixtieth job, when some tasks of later ones may be done.
    const whole = Array.from({ length: 70 }, (_, job) => [0, 1, 2].filter((task) => known.has(`${job} ${task} of 3`)).length).filter((tasks) => tasks === 3);
    expect(whole).toHaveLength(60);
  });

  it('--no-replay measures only', () => {
    const { execution } = json(['--backend', 'threads', '--no-replay']);
    expect(execution!.gap).toBeUndefined();
    expect(execution!.comparisons.every(({ replayed }) => replayed === undefined)).toBe(true);
  });

  it('prints the columns and writes the report', () => {
    const { status, stdout, stderr } = schedlab(['run', FILE, ...SHORT, '--backend', 'threads', '--out', dir]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^metric +real \(95 %\) +same jobs +difference +theory +z$/m);
    expect(stdout).toMatch(/^gap of the mean response, ms +per task +with waiting$/m);
    expect(stdout).toMatch(/^model error/m);
    expect(stderr).toMatch(/wrote \d+ files/);
    expect(readdirSync(dir)).toContain('result.json');
    expect(readFileSync(join(dir, 'report.html'), 'utf8')).toContain('<h2>Real execution</h2>');
  });

  it.each([
    [['--backend', 'thread'], /^--backend thread: unknown backend "thread"; allowed: simulated, threads, processes/],
    [['--backend', 'threads,processes'], /^--backend threads,processes: one at a time/],
    [['--calibrate'], /^--calibrate: measures the machine for a real run; add --backend threads/],
    [['--backend', 'threads', '--set', 'pool.discipline=ps'], /^scenarios\/real-workers\.yaml: pool\.discipline: ps serves several tasks of a slot at once/],
    [['--backend', 'threads', '--set', 'pool.nodes=50000'], /pool\.nodes: have 50000 slots, and this machine bears \d+ workers/],
    [['--backend', 'threads', '--set', 'execution={}', '--set', 'time=beat'], /execution\.unit: is required: how long does one time unit last\?/],
  ])('%j is refused before the start', (args, reason) => {
    const { status, stdout, stderr } = schedlab(['run', FILE, '--no-write', ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(reason);
  });

  it('stops at Ctrl-C, reports what was done, and leaves no worker behind', async () => {
    const args = ['dist/bundle/main.js', 'run', FILE, '--backend', 'threads', '--no-write', '--format', 'json', '--set', 'execution.jobs=100000', '--metrics-port', '0'];
    const child = spawn(process.execPath, args, { cwd: ROOT });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const closed = new Promise((resolve) => child.on('close', resolve));
    const done = async () => {
      const [address] = /http:\S+/.exec(stderr) ?? [];
      if (address === undefined) return 0;
      const text = await (await fetch(address)).text();
      return Number(/^schedlab_jobs_completed_total (\d+)$/m.exec(text)![1]);
    };
    while ((await done()) < 20) await new Promise((passed) => setTimeout(passed, 50));
    child.kill('SIGINT');
    expect(await closed).toBe(130);
    const { execution } = resultSchema.parse(JSON.parse(stdout));
    expect(execution!.run.interrupted).toBe(true);
    expect(execution!.run.jobs).toBeGreaterThan(0);
    expect(execution!.run.jobs).toBeLessThan(100_000);
  });
});
