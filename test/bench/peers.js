/**
 * Other simulators, from their package registries, into a folder beside other temporary files that later runs find again.
 * Nothing of theirs is in this repository. SCHEDLAB_BENCH_PYTHON and SCHEDLAB_BENCH_RSCRIPT name interpreters that have
 * them already, SCHEDLAB_BENCH_JMT the class path of JMT, that is JMT.jar, which is in no package registry.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PACKAGES = { simpy: '4.1.2', ciw: '3.2.7' };
const folder = join(tmpdir(), 'schedlab-bench-peers');

/** Each `{ version, command }` or `{ missing }`. */
export function peers(progress) {
  const interpreter = process.env.SCHEDLAB_BENCH_PYTHON ?? installed(progress);
  return {
    python: Object.fromEntries(Object.keys(PACKAGES).map((name) => [name, onPython(interpreter, name)])),
    simmer: onR(process.env.SCHEDLAB_BENCH_RSCRIPT ?? 'Rscript'),
    jmt: onJava(process.env.SCHEDLAB_BENCH_JMT),
  };
}

/** The Python of an environment that has the packages, made where there is none yet; undefined where that fails. */
function installed(progress) {
  const wanted = Object.entries(PACKAGES).map(([name, version]) => `${name}==${version}`);
  const environment = join(folder, wanted.join('-').replaceAll('==', '-'));
  const python = join(environment, 'bin', 'python');
  if (existsSync(python)) return python;
  progress('peers: installing SimPy and Ciw');
  rmSync(`${environment}.new`, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('python3', ['-m', 'venv', `${environment}.new`], { stdio: 'ignore' });
    execFileSync(join(`${environment}.new`, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', ...wanted], { stdio: 'ignore', timeout: 180_000 });
  } catch {
    return undefined;
  }
  renameSync(`${environment}.new`, environment);
  return python;
}

function onPython(python, name) {
  if (!python) return { missing: 'no Python 3 here, or its package index is out of reach' };
  const versions = `import importlib.metadata, platform, ${name}; print("${name}", importlib.metadata.version("${name}") + ",", platform.python_implementation(), platform.python_version())`;
  return answer(python, ['-c', versions], `no ${name} for ${python}`);
}

function onR(rscript) {
  const versions = 'cat("simmer ", as.character(packageVersion("simmer")), ", R ", as.character(getRversion()), sep = "")';
  return answer(rscript, ['-e', versions], `no simmer for ${rscript}`);
}

function onJava(classPath) {
  if (!classPath) return { missing: 'in no package registry, and SCHEDLAB_BENCH_JMT does not name its class path' };
  try {
    const [java] = execFileSync('java', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n');
    return { version: `JMT, ${java}`, command: ['java', '-cp', classPath] };
  } catch {
    return { missing: 'no Java' };
  }
}

function answer(program, args, missing) {
  try {
    return { version: execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim(), command: [program] };
  } catch {
    return { missing };
  }
}
