/** The thread beside a real run: metrics on a local port, and the view on a terminal that is left as it was. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type * as Module from '../../src/cli/monitoring.ts';
import { simulateWatched } from '../../src/kernel/watched-simulation.ts';
import { stream } from '../../src/random/stream.ts';
import { scenarioOf } from '../contract/scenarios.ts';
import { ROOT } from './schedlab.ts';

// Threads run compiled code, as users do.
const url = (file: string) => pathToFileURL(join(ROOT, 'dist/cli', file)).href;
const { startMonitoring } = (await import(url('monitoring.js'))) as typeof Module;

const run = { scenario: 'test', backend: 'threads', unit: 'ms', seconds: 0.001, length: { unit: 'jobs', length: 300 }, nodes: scenarioOf().pool.nodes } as const;

describe('metrics', () => {
  it('can be had while the run goes on, and are gone when it is over', async () => {
    const monitoring = await startMonitoring(run, { live: false, metricsPort: 0 });
    const metrics = `http://127.0.0.1:${monitoring.port}/metrics`;
    const read = async (name: string) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(await (await fetch(metrics)).text())![1]);
    expect(await read('schedlab_jobs_completed_total')).toBe(0);
    simulateWatched(scenarioOf(), monitoring.watcher(), (name) => stream(name));
    expect(await read('schedlab_jobs_completed_total')).toBe(300);
    const { headers } = await fetch(metrics);
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect((await fetch(`http://127.0.0.1:${monitoring.port}/other`)).status).toBe(404);
    expect((await fetch(metrics, { method: 'POST' })).status).toBe(405);
    await monitoring.end();
    await expect(fetch(metrics)).rejects.toThrow();
  });

  it('a port in use is an error of the input, before anything starts', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)));
    const refused = startMonitoring(run, { live: false, metricsPort: port });
    await expect(refused).rejects.toMatchObject({ name: 'InputError', message: `--metrics-port: port ${port} is in use; name another, or 0 for any that is free` });
    other.close();
  });
});

/** Plays a live view on a screen of the given size and ends it; what was written to stderr. */
async function view(screen: object, ending: string): Promise<string> {
  const script = `
    import { Worker } from 'node:worker_threads';
    import { Gauges } from ${JSON.stringify(url('../monitor/gauges.js'))};
    const shape = { slots: [1, 1, 1] };
    const memory = new SharedArrayBuffer(Gauges.bytes(shape));
    const erased = new SharedArrayBuffer(4);
    const gauges = new Gauges(shape, memory);
    const live = { setup: { scenario: 'test', backend: 'threads', unit: 'ms', length: { unit: 'jobs', length: 300 } }, screen: ${JSON.stringify(screen)} };
    const thread = new Worker(new URL(${JSON.stringify(url('monitor-thread.js'))}), { workerData: { shape, memory, erased, live }, execArgv: [] });
    thread.once('message', () => {
      thread.postMessage({ kind: 'draw' });
      thread.postMessage({ kind: 'news', text: 'node 1 is slow' });
      // The thread that decides does not yield: the view goes on all the same.
      const wait = new Int32Array(new SharedArrayBuffer(4));
      for (let i = 0; i < 26; i++) { gauges.now = i; gauges.submit(false); gauges.changeTasks(i % 3, 1); Atomics.wait(wait, 0, 0, 100); }
      thread.postMessage({ kind: 'erase' });
      Atomics.wait(new Int32Array(erased), 0, 0, 2000);
      ${ending}
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  child.stderr.on('data', (piece: Buffer) => (text += piece.toString()));
  await new Promise((resolve) => child.on('close', resolve));
  return text;
}

/** What a terminal shows after the text: lines, cursor up (F) and clearing below (J) are all that it may hold. */
function screenAfter(text: string): { readonly lines: readonly string[]; readonly most: number } {
  const lines: string[] = [''];
  let most = 0;
  for (const [i, part] of text.split('\u001B[').entries()) {
    const [code = '', count, kind] = i === 0 ? ['', '', ''] : (/^(\d*)([FJ])/.exec(part) ?? []);
    expect(i === 0 || code !== '', part).toBe(true);
    if (kind === 'F') lines.splice(Math.max(1, lines.length - Number(count)));
    if (kind === 'J') lines[lines.length - 1] = '';
    for (const [k, line] of part.slice(code.length).split('\n').entries()) {
      if (k > 0) lines.push('');
      lines[lines.length - 1] += line;
    }
    most = Math.max(most, lines.length);
  }
  return { lines, most };
}

describe('the live view', () => {
  it('is drawn in place, and gone at the end', async () => {
    const text = await view({ terminal: true, columns: 80, rows: 24, colours: false }, "process.stderr.write('after\\n'); process.exit(0);");
    expect(text).toContain('test on threads');
    expect(text).toContain('! node 1 is slow');
    expect(text).toMatch(/node 2 +[█░]+ +\d+ % +[1-9]\d* waiting/);
    const { lines, most } = screenAfter(text);
    expect(lines).toEqual(['after', '']);
    expect(most).toBeLessThan(12);
  });

  it('is a line now and then where there is no terminal', async () => {
    const text = await view({ terminal: false, columns: 80, rows: 24, colours: false }, 'process.exit(0);');
    expect(text).toMatch(/^test on threads, 0 % of 300 jobs, 2 s; \d+ in flight, [^\n]+\n$/);
  });
});
