import { spawn, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { type Contents, contentsOf, unfinishedIn } from '../../src/lab/resume/folder.ts';

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

/** Runs it with its results in `dir`, and stops it as Ctrl-C does once enough of its work is kept there. */
export async function stopped(args: readonly string[], dir: string, isEnough: (kept: Contents) => boolean): Promise<Outcome> {
  const child = spawn(process.execPath, [MAIN, ...args, '--out', dir], { cwd: ROOT });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].on('data', (chunk: Buffer) => (texts[name] += chunk.toString()));
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const watch = setInterval(() => {
    if (!keptIn(dir).some(isEnough)) return;
    clearInterval(watch);
    child.kill('SIGINT');
  }, 20);
  const status = await ended;
  clearInterval(watch);
  return { status, ...texts };
}

/** The program goes on meanwhile: what it takes away while it is read is seen the next time. */
function keptIn(dir: string): readonly Contents[] {
  try {
    return unfinishedIn(dir).map(({ folder }) => contentsOf(folder, 1));
  } catch {
    return [];
  }
}
