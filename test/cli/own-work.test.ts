/** Work of the user's own on real workers, from the command line: what it returns, what it throws, and what cannot be had. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT, schedlab } from './schedlab.ts';

const folder = mkdtempSync(join(tmpdir(), 'schedlab-own-'));
afterAll(() => rmSync(folder, { recursive: true }));

writeFileSync(
  join(folder, 'work.mjs'),
  `export const twice = ({ job }) => 2 * job;
export const picky = ({ job }) => { if (job % 10 === 3) throw new TypeError('not three'); return job; };
export const closure = () => () => 1;
export const stuck = ({ job }) => { if (job === 3) for (;;); return job; };
export const bad = 3;
`,
);

interface Line {
  readonly job: number;
  readonly class: string;
  readonly value?: unknown;
  readonly reason?: string;
  readonly message?: string;
  readonly unfinished?: true;
}

let files = 0;

/** A scenario of calls whose sizes nobody knows. */
function scenario(name: string, { nodes = 2, module = './work.mjs', pool = '', jobs = 40 }: { readonly nodes?: number; readonly module?: string; readonly pool?: string; readonly jobs?: number } = {}): string {
  const file = join(folder, `calls-${files++}.yaml`);
  writeFileSync(
    file,
    `name: calls
time: ms
arrivals: [{ class: page, process: poisson, rate: 0.2 }]
pool: { nodes: ${nodes}, dispatch: jsq${pool} }
execution:
  jobs: ${jobs}
  task: { call: { module: ${module}, function: ${name}, arguments: { job: $id } } }
`,
  );
  return file;
}

function run(file: string, backend: string, ...args: readonly string[]) {
  return schedlab(['run', file, '--backend', backend, '--no-write', ...args]);
}

function lines(path: string): Line[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Line);
}

/** Processes of nodes whose parent is that process, or nobody any more. */
function orphans(): string[] {
  const table = execFileSync('ps', ['-eo', 'ppid,args'], { encoding: 'utf8' }).split('\n');
  return table.filter((line) => /^\s*1\s/.test(line) && line.includes(resolve(ROOT, 'dist/bundle/node-process.js')));
}

describe.each(['threads', 'processes'])('work of one\'s own by %s', (backend) => {
  it('is done for every job, each result kept once; what it took is what is simulated', () => {
    const results = join(folder, `${backend}.jsonl`);
    const { status, stdout, stderr } = run(scenario('twice'), backend, '--results', results, '--format', 'json');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const all = lines(results);
    // Every job that came is there, once: also those that had not been done when the run ended.
    expect(all.map(({ job }) => job).toSorted((a, b) => a - b)).toEqual(all.map((_, job) => job));
    const kept = all.filter(({ unfinished }) => !unfinished);
    expect(kept).toHaveLength(40);
    for (const line of kept) expect(line).toMatchObject({ run: 0, class: 'page', value: 2 * line.job });
    const { execution, scenario: record } = JSON.parse(stdout) as { readonly execution: { readonly task: string }; readonly scenario: { readonly arrivals: readonly { readonly size: { readonly empirical: { readonly values: readonly number[] } } }[] } };
    expect(execution.task).toBe('call');
    expect(record.arrivals[0].size.empirical.values).toHaveLength(40);
  });

  it('that throws is given up and told, with exit status 1 where nothing is said of recovery', () => {
    const results = join(folder, `${backend}-picky.jsonl`);
    const { status, stderr } = run(scenario('picky'), backend, '--results', results);
    expect(stderr).toMatch(/^error: \d jobs were given up, the first of them job 3: TypeError: not three\n$/);
    expect(status).toBe(1);
    for (const line of lines(results).filter(({ unfinished }) => !unfinished)) expect(line).toMatchObject(line.job % 10 === 3 ? { reason: 'error', message: 'TypeError: not three' } : { value: line.job });
  });

  it.each([
    [scenario('closure'), /^error: the result of job \d+ cannot be sent back from its worker: \(\) => 1 could not be cloned\.\n$/, 1],
    [scenario('twine'), /calls-\d+\.yaml:7:49: execution\.task\.call\.function: \.\/work\.mjs exports no function twine; it exports closure, picky, stuck, twice/, 2],
    [scenario('bad'), /calls-\d+\.yaml:7:49: execution\.task\.call\.function: \.\/work\.mjs exports bad, which is no function/, 2],
    [scenario('twice', { module: './nowhere.mjs' }), /calls-\d+\.yaml:7:27: execution\.task\.call\.module: \.\/nowhere\.mjs cannot be read: no such file/, 2],
    [scenario('twice', { nodes: 90_000 }), /pool\.nodes: have 90000 slots, and this machine bears \d+ workers; give the pool fewer nodes or slots/, 2],
    [scenario('twice', { pool: ', discipline: srpt' }), /pool\.discipline: srpt interrupts tasks, and a call \(of "page"\) runs to its end; take a policy without preemption/, 2],
  ])('that cannot be: %s', (file, message, expected) => {
    const results = join(folder, 'none.jsonl');
    const { status, stdout, stderr } = run(file, backend, '--results', results);
    expect(stderr).toMatch(message);
    expect({ status, stdout }).toEqual({ status: expected, stdout: '' });
    expect(existsSync(results)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith('.writing'))).toEqual([]);
    expect(orphans()).toEqual([]);
  });

  it('that does not return is told of after a second and a half, whoever waits for it', () => {
    // The run lasts three seconds, however fast the machine is.
    const results = join(folder, `${backend}-stuck.jsonl`);
    const { status, stdout } = run(scenario('stuck', { jobs: 600 }), backend, '--format', 'json', '--results', results);
    expect(status).toBe(0);
    expect(lines(results).find(({ job }) => job === 3)).toEqual({ run: 0, job: 3, class: 'page', arrival: expect.any(Number), unfinished: true });
    const { anomalies } = JSON.parse(stdout) as { readonly anomalies: readonly { readonly kind: string; readonly figure: number; readonly text: string }[] };
    const hanging = anomalies.filter(({ kind }) => kind === 'hanging task');
    expect(hanging).toHaveLength(1);
    expect(hanging[0].figure).toBeGreaterThanOrEqual(1500);
    expect(hanging[0].text).toMatch(/^a task of node [01] may hang: its worker has answered nothing else for \d+ ms$/);
  });

  it.each([
    ['SIGINT', 300],
    ['SIGTERM', 1000],
  ] as const)('that is stopped at any moment leaves nothing half-written and nobody behind: %s after %i ms', async (signal, after) => {
    const [results, trace] = [join(folder, `${backend}-${signal}.jsonl`), join(folder, `${backend}-${signal}.json`)];
    const args = ['run', scenario('twice', { jobs: 1e6 }), '--backend', backend, '--calibrate', '--no-write', '--results', results, '--trace', trace];
    const child = spawn(process.execPath, [resolve(ROOT, 'dist/bundle/main.js'), ...args], { stdio: 'ignore' });
    const ended = new Promise((done) => child.on('exit', (code, by) => done(code ?? by)));
    setTimeout(() => child.kill(signal), after);
    // Before it listens for signals the system ends it.
    expect([signal === 'SIGINT' ? 130 : 143, signal]).toContain(await ended);
    expect(readdirSync(folder).filter((name) => name.startsWith('.writing'))).toEqual([]);
    if (existsSync(results)) lines(results);
    if (existsSync(trace)) JSON.parse(readFileSync(trace, 'utf8'));
    expect(orphans()).toEqual([]);
  });

  it('that is interrupted stops in order and keeps what is done', async () => {
    const results = join(folder, `${backend}-stopped.jsonl`);
    const child = spawn(process.execPath, [resolve(ROOT, 'dist/bundle/main.js'), 'run', scenario('twice', { jobs: 1e6 }), '--backend', backend, '--no-write', '--results', results], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
    const ended = new Promise((done) => child.on('exit', done));
    // Results are written in batches: there are some when the file has grown.
    const grown = () => readdirSync(folder).some((name) => name.startsWith('.writing-') && readFileSync(join(folder, name)).length > 0);
    for (let i = 0; i < 3000 && !grown(); i++) await new Promise((done) => setTimeout(done, 10));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(lines(results).length).toBeGreaterThan(100);
    expect(text).toMatch(new RegExp(`${backend}: .* tasks that call a function`));
    expect(orphans()).toEqual([]);
  });
});

it('a scenario of calls that nobody has measured is not simulated', () => {
  const { status, stderr } = schedlab(['run', scenario('twice'), '--no-write']);
  expect(stderr).toMatch(/arrivals\[0\]\.size: is required to simulate calls that have not been measured; say what to expect, or run with --backend threads\n$/);
  expect(status).toBe(2);
});

it('the example is what it says', () => {
  const { status, stdout } = schedlab(['run', 'scenarios/own-work.yaml', '--backend', 'threads', '--set', 'execution.jobs=40', '--no-write', '--results', join(folder, 'keys.jsonl')]);
  expect(status).toBe(0);
  expect(stdout).toContain('tasks that call a function');
  for (const { value, unfinished } of lines(join(folder, 'keys.jsonl'))) expect(value ?? '').toMatch(unfinished ? /^$/ : /^[0-9a-f]{64}$/);
});
