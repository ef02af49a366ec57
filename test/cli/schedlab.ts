import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');
const MAIN = resolve(ROOT, 'dist/bundle/main.js');

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program as a user would, from the project's root. */
export function schedlab(args: readonly string[], cwd = ROOT): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { cwd, encoding: 'utf8', maxBuffer: 1e8 });
  return { status, stdout, stderr };
}

/** Runs it with its results in `dir`, and stops it as Ctrl-C does once files of finished work that end so have something in them. */
export async function stopped(args: readonly string[], dir: string, ending: '.replications' | '.point'): Promise<Outcome> {
  const child = spawn(process.execPath, [MAIN, ...args, '--out', dir], { cwd: ROOT });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].on('data', (chunk: Buffer) => (texts[name] += chunk.toString()));
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const watch = setInterval(() => {
    if (!isKept(dir, ending)) return;
    clearInterval(watch);
    child.kill('SIGINT');
  }, 20);
  const status = await ended;
  clearInterval(watch);
  return { status, ...texts };
}

function isKept(dir: string, ending: string): boolean {
  const folders = existsSync(dir) ? readdirSync(dir).filter((name) => name.startsWith('.unfinished-')) : [];
  const files = folders.flatMap((folder) => readdirSync(join(dir, folder)).map((name) => join(dir, folder, name)));
  return files.some((file) => file.endsWith(ending) && (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0);
}
