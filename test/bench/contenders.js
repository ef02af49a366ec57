/** The programs that race: how each is started on a model, and why it cannot. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { peers } from './peers.js';

export const programPath = (file) => fileURLToPath(new URL(`programs/${file}`, import.meta.url));
const packageVersion = (name) => JSON.parse(readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;

/** A JavaScript program is given its model as JSON. */
const script = (file) => (model, customers, seed) => [process.execPath, programPath(file), JSON.stringify({ ...model, customers, seed })];
/** Others know queues in order of arrival only, and are given their numbers. */
const numbers = (...start) => ({ nodes, load }, customers, seed) => [...start, nodes, load, customers, seed].map(String);

/** Ours, which every part measures. */
export const schedlab = { name: 'schedlab', title: 'schedlab, full statistics', pilot: 500e3, command: script('schedlab.js') };

/**
 * Each of `{ name, title, pilot, command }` or, where it cannot run here, `{ name, title, missing }`; `pilot` is how many
 * customers take it about a tenth of a second, `command(model, customers, seed)` what is started. `onlyQueues`: it takes
 * part only in models for peers. `least`: how many times faster than it ours is to be.
 */
export function contenders(progress) {
  const { python, simmer, jmt } = peers(progress);
  return [
    { name: 'c', title: 'C, written for this model', pilot: 1e6, ...compiled() },
    schedlab,
    { name: 'schedlab-after-others', title: 'schedlab, after 20 other pairs of policies', pilot: 500e3, command: script('schedlab-after-others.js') },
    { name: 'closures', title: 'JavaScript, objects and closures', pilot: 200e3, onlyQueues: true, version: `seedrandom ${packageVersion('seedrandom')}`, command: script('closures.js') },
    { name: 'simjs', title: 'simjs', pilot: 50e3, onlyQueues: true, least: 9, version: `simjs ${packageVersion('simjs')}`, command: script('simjs.js') },
    { name: 'simpy', title: 'SimPy', pilot: 10e3, onlyQueues: true, least: 90, ...started(python.simpy, 'simpy_model.py') },
    { name: 'ciw', title: 'Ciw', pilot: 4e3, onlyQueues: true, least: 150, ...started(python.ciw, 'ciw_model.py') },
    { name: 'simmer', title: 'simmer', pilot: 10e3, onlyQueues: true, least: 60, ...started(simmer, 'simmer_model.R') },
    { name: 'jmt', title: 'JMT engine', pilot: 50e3, onlyQueues: true, least: 40, ...started(jmt, 'JmtModel.java') },
  ];
}

/** Each C program is compiled once. */
function compiled() {
  const folder = mkdtempSync(join(tmpdir(), 'schedlab-bench-'));
  const binaries = new Map();
  const binary = (source) => {
    if (!binaries.has(source)) {
      binaries.set(source, join(folder, source.replace(/\.c$/, '')));
      execFileSync('cc', ['-O3', '-o', binaries.get(source), programPath(source), '-lm'], { stdio: ['ignore', 'ignore', 'inherit'] });
    }
    return binaries.get(source);
  };
  try {
    const version = execFileSync('cc', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')[0];
    return {
      version: `${version}, -O3`,
      command: ({ reference: [source, ...before] }, customers, seed) => [binary(source), ...[...before, customers, seed].map(String)],
    };
  } catch {
    return { missing: 'no C compiler' };
  }
}

function started({ missing, version, command }, file) {
  return missing ? { missing } : { version, command: numbers(...command, programPath(file)) };
}
