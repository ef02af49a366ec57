/** Work that is broken off: by kill -9, by Ctrl-C, by threads that die, by disks that are full. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, schedlab } from './schedlab.ts';

const MAIN = join(ROOT, 'dist/bundle/main.js');
const folder = mkdtempSync(join(tmpdir(), 'schedlab-resume-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LOADS = Array.from({ length: 200 }, (_, i) => 0.4 + i / 500);
writeFileSync(
  join(folder, 'farm.yaml'),
  `name: farm
seed: farm
arrivals: [{ class: job, process: poisson, load: 0.5, size: { exponential: { mean: 1 } } }]
pool: { nodes: 4, dispatch: jsq }
run: { jobs: 2000, replications: 3 }
sweep: { load: [${LOADS.join(', ')}] }
`,
);
const TOTAL = 600;
const SWEEP = ['sweep', 'farm.yaml', '--format', 'json'];
const few = (...more: readonly string[]) => [...SWEEP, '--set', 'sweep={ load: [0.5, 0.6, 0.7] }', '--set', 'compare={ dispatch: [random, jsq] }', '--set', 'run.replications=4', ...more];

const run = (args: readonly string[]) => schedlab(args, folder);
const unfinished = (out: string) => (existsSync(join(folder, out)) ? readdirSync(join(folder, out)).filter((name) => name.startsWith('.')) : []);
const contents = (out: string) => Object.fromEntries(readdirSync(join(folder, out)).toSorted().map((name) => [name, readFileSync(join(folder, out, name)).toString('base64')]));
/** Points that are kept, and bytes of replications that are. */
function kept(out: string): { readonly points: number; readonly bytes: number } {
  const [own] = unfinished(out);
  if (own === undefined) return { points: 0, bytes: 0 };
  const names = readdirSync(join(folder, out, own));
  const sizes = names.filter((name) => name.endsWith('.replications')).map((name) => statSync(join(folder, out, own, name), { throwIfNoEntry: false })?.size ?? 0);
  return { points: names.filter((name) => name.endsWith('.point')).length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Starts it, and ends it with the signal once it has come so far. */
async function broken(args: readonly string[], out: string, far: () => boolean, signal: NodeJS.Signals): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const child = spawn(process.execPath, [MAIN, ...args, '--out', out], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const watch = setInterval(() => {
    if (!far()) return;
    clearInterval(watch);
    child.kill(signal);
  }, 5);
  const code = await ended;
  clearInterval(watch);
  return { code, stderr };
}

describe('a sweep of 200 points', () => {
  let whole: ReturnType<typeof run>;
  beforeAll(() => {
    whole = run([...SWEEP, '--out', 'whole']);
    expect(whole.status).toBe(0);
    expect(unfinished('whole')).toEqual([]);
  }, 120_000);

  it('killed again and again goes on, to the same bytes', async () => {
    for (const [kill, points] of [20, 60, 120].entries()) {
      const { code } = await broken([...SWEEP, '--workers', '2', ...(kill > 0 ? ['--resume'] : [])], 'cut', () => kept('cut').points >= points, 'SIGKILL');
      expect(code).toBe(null);
      expect(readdirSync(join(folder, 'cut')).length).toBe(1);
    }
    const { points } = kept('cut');
    const { status, stdout, stderr } = run([...SWEEP, '--out', 'cut', '--workers', '1', '--resume']);
    expect(status).toBe(0);
    const there = Number(/^going on: (\d+) of 600 replications are there$/m.exec(stderr)?.[1]);
    expect(there).toBeGreaterThanOrEqual(3 * points);
    expect(there).toBeLessThan(TOTAL);
    expect(stdout).toBe(whole.stdout);
    expect(contents('cut')).toEqual(contents('whole'));
  }, 240_000);

  it('stopped by Ctrl-C says how to go on, and does', async () => {
    const { code, stderr } = await broken([...SWEEP, '--workers', '2'], 'stopped', () => kept('stopped').points >= 10, 'SIGINT');
    expect(code).toBe(130);
    expect(stderr).toMatch(/replications are kept in stopped\/\.unfinished-[0-9a-f]{16}; the same command with --resume goes on\n$/);
    expect(JSON.parse(readFileSync(join(folder, 'stopped/sweep.json'), 'utf8'))).toMatchObject({ run: { interrupted: true } });
    expect(run([...SWEEP, '--out', 'stopped', '--resume']).status).toBe(0);
    expect(contents('stopped')).toEqual(contents('whole'));
  }, 240_000);
});

/** A second or two for one worker, however fast it is: long enough to be killed in between. */
const LONG = ['--set', 'run.jobs=600000'];
const mine = (...more: readonly string[]) => run(few(...LONG, '--out', 'mine', ...more));

describe('unfinished work', () => {
  const [other] = ['run.jobs=2500'];
  beforeAll(async () => {
    const { code } = await broken([...few(...LONG), '--workers', '1'], 'mine', () => kept('mine').bytes > 0, 'SIGKILL');
    expect(code).toBe(null);
  }, 60_000);

  it('is neither overwritten nor gone on with unasked', () => {
    const { status, stdout, stderr } = mine();
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^mine: there is unfinished work of this sweep, \d+ of 24 replications; add --resume to go on with it, to the same result, or remove mine\/\.unfinished-\w+ to start anew$/m);
    expect(kept('mine').bytes).toBeGreaterThan(0);
  });

  it('of another scenario is told by what differs, and stays', () => {
    const { status, stdout, stderr } = mine('--set', other, '--seed', 'another', '--resume');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^--resume: the unfinished work in mine is of another scenario:\n {2}seed: "farm" there, "another" here\n {2}run\.jobs: 600000 there, 2500 here\nto go on with it, /);
    const anew = mine('--set', other);
    expect(anew.status).toBe(0);
    expect(anew.stderr).toMatch(/^unfinished work of another scenario stays in mine\/\.unfinished-\w+:\n {2}run\.jobs: 600000 there, 2500 here\n/);
    expect(kept('mine').bytes).toBeGreaterThan(0);
  });

  it('is gone on with in the end', () => {
    const { status, stderr } = mine('--resume');
    expect(status).toBe(0);
    expect(stderr).toMatch(/^going on: /);
    expect(unfinished('mine')).toEqual([]);
  });

  it('need not be there', () => {
    const { status, stderr } = run(few('--out', 'none', '--resume'));
    expect(status).toBe(0);
    expect(stderr).toMatch(/^nothing to go on with in none: starting from the beginning$/m);
  });

  it('is not kept where nothing is written', () => {
    const { status, stderr } = run(few('--no-write', '--resume'));
    expect(status).toBe(2);
    expect(stderr).toMatch(/^--resume: .*--no-write keeps nothing$/m);
  });

  it('of a run and of a comparison is gone on with too', async () => {
    for (const command of ['run', 'compare']) {
      const args = [command, 'farm.yaml', '--format', 'json', '--set', 'compare={ dispatch: [random, jsq] }', '--set', 'run.jobs=100000', '--set', 'run.replications=12', '--workers', '2'];
      const { code } = await broken(args, command, () => kept(command).bytes > 150_000, 'SIGKILL');
      expect(code).toBe(null);
      const resumed = run([...args, '--out', command, '--resume']);
      expect(resumed.stderr).toMatch(/^going on: /);
      expect(resumed.stdout).toBe(run([...args, '--no-write']).stdout);
      expect(unfinished(command)).toEqual([]);
    }
  }, 120_000);
});

/** What was found, without what tells one policy from another by name. */
const means = (stdout: string) => JSON.stringify(JSON.parse(stdout), (key, value: unknown) => (NAMES.has(key) ? undefined : value));
const NAMES = new Set(['scenario', 'values', 'name', 'variant', 'leader', 'winner']);

const policy = (name: string, dies: string) => writeFileSync(join(folder, name), `
  import { existsSync, writeFileSync } from 'node:fs';
  import { isMainThread } from 'node:worker_threads';
  export default { name: 'mine', needs: ['queued'], create: () => {
    let asked = 0;
    const dies = () => { ${dies} };
    return { mechanism: 'push', pick: (job, pool) => { if (++asked === 1000 && !isMainThread) dies(); return pool.queued(0) <= pool.queued(1) ? 0 : 1; } };
  } };`);

const dying = (name: string, ...more: readonly string[]) => few('--set', `pool={ nodes: 2, dispatch: { module: ./${name} } }`, '--set', `compare={ dispatch: [jsq, { module: ./${name} }] }`, ...more);

describe('a thread that dies', () => {
  it.each([
    ['by process.exit', 'process.exit(7)'],
    ['by an error that nobody catches', "Promise.reject(new Error('late'))"],
  ])('%s is replaced, and its replication run again', (_, dies) => {
    policy('healthy.mjs', '');
    policy('dying.mjs', `if (!existsSync('died')) { writeFileSync('died', ''); ${dies}; }`);
    const { status, stdout } = run(dying('dying.mjs', '--workers', '2', '--out', 'died-once'));
    expect(status).toBe(0);
    expect(existsSync(join(folder, 'died'))).toBe(true);
    rmSync(join(folder, 'died'));
    rmSync(join(folder, 'died-once'), { recursive: true });
    expect(means(stdout)).toBe(means(run(dying('healthy.mjs', '--workers', '2', '--no-write')).stdout));
  });

  it('every time of the same replication is an error that names it, and loses nothing', () => {
    policy('deadly.mjs', "writeFileSync('deaths', `${existsSync('deaths') ? readFileSync('deaths') : ''}x`); process.exit(7)");
    writeFileSync(join(folder, 'deadly.mjs'), readFileSync(join(folder, 'deadly.mjs'), 'utf8').replace('existsSync,', 'existsSync, readFileSync,'));
    const { status, stdout, stderr } = run(dying('deadly.mjs', '--out', 'deadly', '--workers', '1'));
    expect({ status, stdout }, stderr).toEqual({ status: 1, stdout: '' });
    const [, there] = /^error: replication \d of 4 at load=0\.5, deadly ended its worker thread 3 times: worker exited with code: 7\n(\d+) of 24 replications are kept in deadly\/\.unfinished-\w+; the same command with --resume goes on\n$/.exec(stderr) ?? [];
    expect(Number(there)).toBeGreaterThan(0);
    // All 12 of this policy would be tried in the end, thrice each.
    const deaths = readFileSync(join(folder, 'deaths'), 'utf8').length;
    expect(deaths).toBeGreaterThanOrEqual(3);
    expect(deaths).toBeLessThan(12 * 3);
    expect(run(dying('deadly.mjs', '--out', 'deadly', '--workers', '1')).stderr).toContain(`there is unfinished work of this sweep, ${there} of 24 replications`);
  });

  it('is not what a policy that throws is: that is told at once', () => {
    policy('throwing.mjs', "writeFileSync('thrown', `${existsSync('thrown') ? 'again' : 'once'}`); throw new Error('boom')");
    const { status, stderr } = run(dying('throwing.mjs', '--out', 'throwing', '--workers', '1'));
    expect(status).toBe(2);
    expect(stderr).toMatch(/pick threw Error: boom/);
    expect(stderr).not.toMatch(/--resume/);
    expect(readFileSync(join(folder, 'thrown'), 'utf8')).toBe('once');
    expect(existsSync(join(folder, 'throwing/sweep.json'))).toBe(false);
  });
});

describe('a directory that cannot be written to', () => {
  it('is told before the work begins', () => {
    writeFileSync(join(folder, 'in-the-way'), '');
    for (const out of ['in-the-way', 'in-the-way/inside']) {
      const { status, stdout, stderr } = run(few('--out', out));
      expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: `cannot write to ${out}: part of the path is not a directory\n` });
    }
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('because it is not ours is told so', () => {
    mkdirSync(join(folder, 'locked'));
    chmodSync(join(folder, 'locked'), 0o500);
    const { status, stderr } = run(few('--out', 'locked/inside'));
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'cannot write to locked/inside: permission denied\n' });
  });

  // A limit on the size of files is the nearest to a full disk that needs no rights; blocks are of 512 or 1024 bytes.
  it.skipIf(process.platform === 'win32')('any further is an error that loses nothing', () => {
    const args = few('--set', 'run.jobs=30000', '--workers', '1');
    const limited = spawnSync('sh', ['-c', `ulimit -f 600 && exec "$0" "$@"`, process.execPath, MAIN, ...args, '--out', 'limited'], { cwd: folder, encoding: 'utf8' });
    expect(limited.stderr).toMatch(/^error: cannot write to limited\/\.unfinished-\w+: the file would be too large\n\d+ of 24 replications are kept in .*; the same command with --resume goes on\n$/);
    expect({ status: limited.status, stdout: limited.stdout }).toEqual({ status: 1, stdout: '' });
    expect(readdirSync(join(folder, 'limited')).length).toBe(1);
    const resumed = run([...args, '--out', 'limited', '--resume']);
    expect(resumed.stderr).toMatch(/^going on: /);
    expect(resumed.stdout).toBe(run([...args, '--no-write']).stdout);
  });
});
