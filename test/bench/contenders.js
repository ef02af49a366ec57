/** The programs that race: how each is started, how many customers take it one to a few seconds, and why it cannot. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const programPath = (file) => fileURLToPath(new URL(`programs/${file}`, import.meta.url));
const packageVersion = (name) => JSON.parse(readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;
const script = (file) => [process.execPath, programPath(file)];

/** Each of `{ name, title, customers, command }` or, where it cannot run here, `{ name, title, missing }`. */
export function contenders() {
  return [
    { name: 'c', title: 'C, single-purpose', customers: 60e6, ...compiled() },
    { name: 'schedlab', title: 'schedlab, full statistics', customers: 30e6, command: script('schedlab.js') },
    { name: 'schedlab-after-others', title: 'schedlab, after 20 other pairs of policies', customers: 20e6, command: script('schedlab-after-others.js') },
    { name: 'closures', title: 'JavaScript, objects and closures', customers: 8e6, version: `seedrandom ${packageVersion('seedrandom')}`, command: script('closures.js') },
    { name: 'simjs', title: 'simjs', customers: 2e6, version: `simjs ${packageVersion('simjs')}`, command: script('simjs.js') },
    { name: 'simpy', title: 'SimPy', customers: 300e3, ...simpy() },
  ];
}

function compiled() {
  const binary = join(mkdtempSync(join(tmpdir(), 'schedlab-bench-')), 'single-purpose');
  try {
    const version = text('cc', ['--version']).split('\n')[0];
    text('cc', ['-O2', '-o', binary, programPath('single-purpose.c'), '-lm']);
    return { command: [binary], version: `${version}, -O2` };
  } catch {
    return { missing: 'no C compiler' };
  }
}

/** SCHEDLAB_BENCH_PYTHON names the interpreter; without it, python3. */
function simpy() {
  const python = process.env.SCHEDLAB_BENCH_PYTHON ?? 'python3';
  const versions = 'import platform, simpy; print("SimPy", simpy.__version__ + ",", platform.python_implementation(), platform.python_version())';
  try {
    return { version: text(python, ['-c', versions]).trim(), command: [python, programPath('simpy_model.py')] };
  } catch {
    return { missing: `no SimPy for ${python}` };
  }
}

function text(command, args) {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
