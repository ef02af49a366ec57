/** Policies in modules of the user's own: run, checked, and refused with the reason. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Outcome, schedlab } from './schedlab.ts';

const folder = mkdtempSync(join(tmpdir(), 'schedlab-policies-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

function scenario(policies: string, more = ''): string {
  return write('mine.yaml', `name: mine\narrivals:\n  - class: page\n    process: poisson\n    load: 0.8\n    size: { exponential: { mean: 1 } }${more}\npool:\n  nodes: [{ count: 4, speed: 1 }, { count: 4, speed: 2 }]\n${policies}\nrun: { jobs: 2000, replications: 2 }\n`);
}

function run(policies: string, args: readonly string[] = []) {
  return schedlab(['run', scenario(policies), '--no-write', '--format', 'json', ...args], folder);
}

/** The mean response of a run. */
function meanOf({ stdout }: Outcome): number {
  return (JSON.parse(stdout) as { overall: { response: { mean: { mean: number } } } }).overall.response.mean.mean;
}

/** What is said of the policy, which stands under `dispatch` on line 9. */
function refusal(text: string, policies = '  dispatch: { module: ./policy.ts }', args: readonly string[] = []): string {
  write('policy.ts', text);
  const { status, stdout, stderr } = run(policies, args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).not.toMatch(/\n\s+at |node_modules|\?policy/);
  return stderr.trim();
}

const push = (pick: string, more = '') => `export default { name: 'mine', needs: ['queued'], ${more} create: () => ({ mechanism: 'push', pick: ${pick} }) };`;

describe('the example of the README', () => {
  cpSync(join(import.meta.dirname, 'my-policy.ts'), join(folder, 'my-policy.ts'));

  it('runs, and beats two choices that know no speeds', () => {
    const own = meanOf(run('  dispatch: { module: ./my-policy.ts }'));
    expect(own).toBeLessThan(meanOf(run('  dispatch: power-of-d')));
    expect(meanOf(run('  dispatch: { module: ./my-policy.ts }', ['--workers', '2']))).toBe(own);
  });

  it.each([['in this thread', []], ['in workers', ['--workers', '2']]])('prints to stderr, so that stdout is the result, %s', (_, args) => {
    write('chatty.ts', "console.log('loaded');\nexport default { name: 'chatty', needs: [], create: () => (console.info('made'), console.dir({ more: 1 }), { mechanism: 'push', pick: () => 0 }) };");
    const { status, stdout, stderr } = run('  dispatch: { module: ./chatty.ts }', ['--set', 'run.overload=allow', ...args]);
    expect({ status }, stderr).toEqual({ status: 0 });
    expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    expect(stderr).toContain('loaded\n');
    expect(stderr).toContain('made\n');
    expect(stderr).toContain('{ more: 1 }\n');
  });

  it('keeps every law', () => {
    const { status, stdout } = schedlab(['check-policy', 'my-policy.ts'], folder);
    expect(stdout).toContain('every law is kept');
    expect(status).toBe(0);
  });

  it('stands beside others in a comparison', () => {
    const { stdout } = schedlab(['compare', scenario('  dispatch: jsq'), '--no-write', '--set', 'compare={ dispatch: [jsq, { module: ./my-policy.ts }] }'], folder);
    expect(stdout).toMatch(/^my-policy {2,}/m);
  });
});

describe('a module', () => {
  it('may be JavaScript, import its neighbours and schedlab, and take parameters', () => {
    write('pick.mjs', 'export const last = (pool) => pool.nodes - 1;');
    write('policy.mjs', `import { dispatcher, none, object, count } from 'schedlab'; import { last } from './pick.mjs';
      export default dispatcher({ name: 'mine', about: 'x.', source: 'me', needs: [], params: object({ d: count('nodes') }), examples: [{ d: 1 }], create: ({ d }) => ({ mechanism: 'push', pick: (_, pool) => last(pool) + 1 - d }) });`);
    expect(run('  dispatch: { module: { file: ./policy.mjs, params: { d: 1 } } }').status).toBe(0);
    const { status, stderr } = run('  dispatch: { module: { file: ./policy.mjs, params: { d: 0.5 } } }');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^mine\.yaml:9:\d+: pool\.dispatch\.module\.params\.d: must be a whole number/);
  });

  it('may be a discipline', () => {
    write('policy.ts', "export default { name: 'mine', needs: ['size', 'age', 'preempt'], create: () => ({ mechanism: 'ordered', preemptive: true, ties: 'first', rank: (job) => job.size - job.age }) };");
    const own = run('  dispatch: jsq\n  discipline: { module: ./policy.ts }');
    const srpt = run('  dispatch: jsq\n  discipline: srpt');
    expect(meanOf(own)).toBe(meanOf(srpt));
  });
});

describe('what is wrong with a module is a fault of the scenario:', () => {
  const at = 'mine.yaml:9:';

  it('there is none', () => {
    const { status, stderr } = run('  dispatch: { module: ./none.ts }');
    expect(status).toBe(2);
    expect(stderr.trim()).toMatch(/^mine\.yaml:9:\d+: pool\.dispatch\.module: \.\/none\.ts cannot be read: no such file$/);
  });

  it('it is no TypeScript', () => {
    expect(refusal('export default {\n  name: ,\n};')).toMatch(/^mine\.yaml:9:\d+: pool\.dispatch\.module: \.\/policy\.ts cannot be imported: policy\.ts:2:9: /);
  });

  it('it imports what is not there', () => {
    expect(refusal("import 'not-there'; export default {};")).toMatch(/cannot be imported: Cannot find package 'not-there'/);
  });

  it('it throws', () => {
    expect(refusal('const x: number = 1;\nnull!.x;')).toMatch(/cannot be imported: Cannot read properties of null.* at policy\.ts:2:\d+$/);
  });

  it('it exports nothing', () => {
    expect(refusal('export const x = 1;')).toContain('./policy.ts has no default export; write export default {');
  });

  it('its export lacks something', () => {
    const said = refusal("export default { name: 'My Policy', needs: ['queue'] };");
    expect(said).toContain('its name must be small letters and digits');
    expect(said).toContain('its needs.0 must be one of queued, work, size');
    expect(said).toContain('its create is missing; it must be a function');
    expect(said.split('\n').every((line) => line.startsWith(at))).toBe(true);
  });

  it('it has the name of one of ours, of which theory knows something', () => {
    expect(refusal("export default { name: 'random', needs: [], create: () => ({ mechanism: 'push', pick: () => 0 }) };")).toContain('its name "random" is that of a dispatcher of schedlab');
  });

  it('it makes a policy of the other kind', () => {
    expect(refusal("export default { name: 'mine', needs: [], create: () => ({ mechanism: 'shared' }) };")).toMatch(/^mine\.yaml:9:.*create returns a discipline \(mechanism "shared"\), and a dispatcher is wanted/);
  });

  it('it throws when it is made', () => {
    expect(refusal("export default { name: 'mine', needs: [], create: () => { throw new Error('no luck'); } };")).toMatch(/^mine\.yaml:9:.*create threw Error: no luck at policy\.ts:1:\d+$/);
  });

  it('it does not say that it preempts', () => {
    const policies = '  dispatch: jsq\n  discipline: { module: ./policy.ts }';
    expect(refusal("export default { name: 'mine', needs: [], create: () => ({ mechanism: 'ordered', preemptive: true, ties: 'last' }) };", policies)).toContain('its needs must have "preempt"');
  });

  it.each([['in this thread', []], ['in workers', ['--workers', '2']]])('it picks a node that is not there, %s', (_, args) => {
    expect(refusal(push('() => 8'), undefined, args)).toMatch(/^mine\.yaml:9:\d+: pool\.dispatch: \.\/policy\.ts: pick returned 8; nodes are numbered from 0 to 7$/);
  });

  it('it throws when it is asked', () => {
    expect(refusal(push('(job) => job.nothing.at(0)'))).toMatch(/^mine\.yaml:9:.*pick threw TypeError: Cannot read properties of undefined .* at policy\.ts:1:\d+$/);
  });

  it('it ranks by no number', () => {
    const policies = '  dispatch: jsq\n  discipline: { module: ./policy.ts }';
    expect(refusal("export default { name: 'mine', needs: [], create: () => ({ mechanism: 'ordered', preemptive: false, ties: 'first', rank: () => NaN }) };", policies)).toContain('rank returned NaN; a number is wanted');
  });

  it('its slope and what it is told of do not fit', () => {
    const policies = '  dispatch: jsq\n  discipline: { module: ./policy.ts }';
    const ordered = (more: string, args: readonly string[] = []) => refusal(`export default { name: 'mine', needs: [], create: () => ({ mechanism: 'ordered', preemptive: false, ties: 'first', ${more} }) };`, policies, args);
    // While few wait nobody asks for slopes.
    expect(ordered('rank: () => 0, slope: () => NaN', ['--set', 'arrivals.0.load=3', '--set', 'run.overload=allow'])).toContain('slope returned NaN; a number is wanted');
    expect(ordered('slope: () => 1')).toContain('a slope is that of a rank, and there is none');
    expect(ordered("rank: () => 0, per: 'class'")).toContain("per: 'class' needs a slope");
    expect(ordered('rank: () => 0, changed: () => {}')).toContain('changed is told beside next, and there is none');
    expect(ordered('next: () => 0, changed: () => { throw new Error(\'no\'); }')).toContain('changed threw Error: no');
  });
});

/** The laws that check-policy finds broken. */
function lawsBroken(text: string): readonly string[] {
  write('policy.ts', text);
  const { status, stdout } = schedlab(['check-policy', 'policy.ts', '--format', 'json'], folder);
  expect(status).toBe(1);
  const { lawful, runs } = JSON.parse(stdout) as { lawful: boolean; runs: readonly { laws: readonly { law: string; violations: readonly unknown[] }[] }[] };
  expect(lawful).toBe(false);
  return runs[0].laws.filter(({ violations }) => violations.length > 0).map(({ law }) => law);
}

const discipline = (rank: string, needs = '[]') => `let kept; export default { name: 'mine', needs: ${needs}, create: () => ({ mechanism: 'ordered', preemptive: false, ties: 'first', rank: ${rank} }) };`;

describe('check-policy catches a policy', () => {
  it.each([
    ['that reads a signal which it does not need', push('(job) => (job.size > 1 ? 0 : 0)'), ['declared signals']],
    ['that keeps a job', discipline('(job) => (kept ??= job).id'), ['views end with the call']],
    ['that picks half a node', push('() => 0.5'), ['valid answers']],
    ['that ranks by no number', discipline('() => NaN'), ['valid answers']],
    ['that throws', push('() => { throw new Error("x"); }'), ['valid answers']],
    ['whose chance is not its stream', push('(_, pool) => Math.floor(Math.random() * pool.nodes)'), ['same seed, same bits', 'recording replays']],
    ['that remembers another run', `let n = 0; ${push('(_, pool) => n++ % pool.nodes')}`, ['same seed, same bits']],
    ['that knows what a long job is', discipline('(job) => (job.size > 1 ? 1 : 0)', "['size']"), ['scaling of time', 'scaling of speed']],
  ])('%s', (_, text, expected) => {
    expect(lawsBroken(text)).toEqual(expect.arrayContaining(expected));
  });

  it('but not one whose sizes are parameters, or that says why it deviates', () => {
    write('policy.ts', `export default { name: 'mine', needs: ['size'], units: { cutoff: 'size' }, examples: [{ cutoff: 1 }], create: ({ cutoff }) => ({ mechanism: 'ordered', preemptive: false, ties: 'first', rank: (job) => (job.size > cutoff ? 1 : 0) }) };`);
    expect(schedlab(['check-policy', 'policy.ts'], folder).stdout).toContain('every law is kept');
    const deviations = "[{ law: 'scaling of time', reason: 'one is long' }, { law: 'scaling of speed', reason: 'one is long' }]";
    write('policy.ts', discipline('(job) => (job.size > 1 ? 1 : 0)', `['size'], deviations: ${deviations}`));
    const { status, stdout } = schedlab(['check-policy', 'policy.ts'], folder);
    expect(stdout).toMatch(/excused +scaling of time/);
    expect(status).toBe(0);
  });

  it('says what was seen, where', () => {
    write('policy.ts', push('() => 0.5'));
    const { status, stdout } = schedlab(['check-policy', 'policy.ts'], folder);
    expect(status).toBe(1);
    expect(stdout).toMatch(/BROKEN +valid answers, in 120 scenarios: .*\n +four nodes, Poisson arrivals, exponential sizes; mine with fcfs:\n +mine picked 0\.5, which is no node of 0 … 3\n/);
    expect(stdout).toContain('not every law is kept');
  });

  it('but not where it cannot be read', () => {
    for (const [args, said] of [
      [['none.ts'], 'none.ts: cannot be read: no such file'],
      [['none.txt'], 'none.txt: is no module; its name must end in .ts, .mts, .js or .mjs'],
      [['policy.ts', '--params', '[1]'], "--params [1]: must be a mapping, as in '{ d: 3 }'"],
    ] as const) {
      const { status, stderr } = schedlab(['check-policy', ...args], folder);
      expect({ status, stderr: stderr.trim() }).toEqual({ status: 2, stderr: said });
    }
  });
});
