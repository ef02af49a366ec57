/** Ctrl-C where nothing has been run yet, and where this thread is at work. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ROOT } from './schedlab.ts';

const folder = mkdtempSync(join(tmpdir(), 'schedlab-interrupt-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the program, and sends it the signal once it has made the file. */
async function interrupted(args: readonly string[], file: string, signal: NodeJS.Signals): Promise<Ended> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/bundle/main.js'), ...args], { cwd: folder });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].on('data', (chunk: Buffer) => (texts[name] += chunk.toString()));
  const ended = new Promise<Ended>((done) => child.on('close', (code, by) => done({ code, signal: by, ...texts })));
  const watch = setInterval(() => {
    if (!existsSync(join(folder, file))) return;
    clearInterval(watch);
    child.kill(signal);
  }, 10);
  const result = await ended;
  clearInterval(watch);
  return result;
}

/** A dispatcher that tells of its first choice by a file, and then does not come to an end for so long: seconds. */
function slowPolicy(name: string, file: string, seconds: number): void {
  writeFileSync(
    join(folder, name),
    `import { writeFileSync } from 'node:fs';
export default { name: 'slow', needs: [], create: () => {
  let asked = 0;
  return { mechanism: 'push', pick: () => {
    if (++asked === 100) {
      writeFileSync('${file}', '');
      for (const end = performance.now() + ${seconds * 1000}; performance.now() < end; );
    }
    return asked % 2;
  } };
} };
`,
  );
}

const scenario = (policy: string, more = '') => `name: slow
arrivals: [{ class: job, process: poisson, load: 0.5, size: { exponential: { mean: 1 } } }]
pool: { nodes: 2, dispatch: { module: ./${policy} }, discipline: fcfs }
run: { jobs: 1000, replications: 5 }
${more}`;

it.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM'] as const)('%s ends a small run at once, though its policy never comes to an end', async (by) => {
  slowPolicy('endless.mjs', `begun-${by}`, 1e6);
  writeFileSync(join(folder, 'endless.yaml'), scenario('endless.mjs'));
  const ended = await interrupted(['run', 'endless.yaml', '--out', 'none', '--trace', 'trace.json'], `begun-${by}`, by);
  expect(ended).toEqual({ code: null, signal: by, stdout: '', stderr: '' });
  expect(readdirSync(folder).filter((name) => name === 'none' || name.includes('trace'))).toEqual([]);
}, 30_000);

it.skipIf(process.platform === 'win32')('Ctrl-C stops a small comparison, though a policy never comes to an end', async () => {
  slowPolicy('never.mjs', 'begun-compare', 1e6);
  writeFileSync(join(folder, 'never.yaml'), scenario('never.mjs', 'compare: { dispatch: [random, { module: ./never.mjs }] }\n'));
  const { code, stdout, stderr } = await interrupted(['compare', 'never.yaml', '--out', 'kept'], 'begun-compare', 'SIGINT');
  expect({ code, stdout }, stderr).toEqual({ code: 130, stdout: '' });
  expect(stderr).toContain('stopping; what is finished is kept');
}, 30_000);

it.skipIf(process.platform === 'win32')('an optimisation that is stopped before anything was run leaves the answer of an earlier one', async () => {
  slowPolicy('slow.mjs', 'begun-optimise', 3);
  writeFileSync(join(folder, 'slow.yaml'), scenario('slow.mjs', 'optimise:\n  over: { n: { path: pool.nodes, integer: [2, 4] } }\n  minimise: n\n  subject-to: [response.p99 <= 5]\n'));
  mkdirSync(join(folder, 'earlier'));
  writeFileSync(join(folder, 'earlier/optimise.json'), 'the answer');
  const { code, stdout, stderr } = await interrupted(['optimise', 'slow.yaml', '--out', 'earlier', '--workers', '2'], 'begun-optimise', 'SIGINT');
  expect({ code, stdout }, stderr).toEqual({ code: 130, stdout: '' });
  expect(stderr).toContain('error: stopped before the first replication was finished; nothing is written\n');
  expect(readdirSync(join(folder, 'earlier'))).toEqual(['optimise.json']);
  expect(readFileSync(join(folder, 'earlier/optimise.json'), 'utf8')).toBe('the answer');
}, 30_000);
