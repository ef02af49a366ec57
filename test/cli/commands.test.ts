import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { validation } from '../../src/validation.ts';
import { ROOT, schedlab } from './schedlab.ts';

/** Names that a table of contents exports, those of the tables that it passes on included. */
function exportsOf(file: string): number {
  const text = readFileSync(file, 'utf8');
  const passedOn = [...text.matchAll(/^export \* from '(.+)'/gm)].map(([, other]) => exportsOf(join(dirname(file), other)));
  return (text.match(/^export \{/gm) ?? []).length + passedOn.reduce((sum, count) => sum + count, 0);
}

describe('list', () => {
  it('has everything that is registered, with parameters and source', () => {
    const { status, stdout } = schedlab(['list', '--format', 'json']);
    expect(status).toBe(0);
    const listed = JSON.parse(stdout) as Record<string, { name: string; about: string; source: string; params: { name: string; about: string }[] }[]>;
    expect(Object.keys(listed)).toEqual(['dispatcher', 'discipline', 'process', 'distribution', 'metric', 'formula']);
    for (const [kind, items] of Object.entries(listed)) {
      const index = { process: 'arrivals', distribution: 'random/distributions', metric: 'metrics', formula: 'theory' }[kind] ?? `${kind}s`;
      expect(items, kind).toHaveLength(exportsOf(join(ROOT, 'src', index, 'index.ts')));
      for (const { about, source, params } of items) {
        expect(about).toMatch(/\.$/);
        expect(source.length).toBeGreaterThan(5);
        for (const param of params) expect(param.about, `${kind} ${param.name}`).not.toBe('');
      }
    }
  });

  it('prints one kind for reading', () => {
    const { stdout } = schedlab(['list', 'dispatcher']);
    expect(stdout).toMatch(/^DISPATCHER\n/);
    expect(stdout).toContain('d: queues looked at (integer');
    expect(stdout).not.toContain('fcfs');
  });
});

describe('theory', () => {
  it('explains M/M/1 with the numbers filled in, and that λ/(μ−λ) is a number of jobs and not a wait', () => {
    const { status, stdout } = schedlab(['theory', 'mm1', '--lambda', '0.5', '--mu', '2']);
    expect(status).toBe(0);
    expect(stdout).toContain('E[N] = ρ/(1−ρ) = λ/(μ−λ)');
    expect(stdout).toMatch(/response +0\.666667/);
    expect(stdout).toMatch(/E\[W\] = λ\/\(μ−λ\) is met in notes[\s\S]*mean number in the system/);
  });

  it('reads a distribution as in a scenario, and gives JSON', () => {
    const { stdout } = schedlab(['theory', 'mg1', '--lambda', '0.5', '--size', '{ deterministic: { value: 1 } }', '--format', 'json']);
    // Pollaczek–Khinchine: λ E[S²] / 2(1−ρ) = 0.5/(2 · 0.5)
    expect((JSON.parse(stdout) as { values: { waiting: number } }).values.waiting).toBeCloseTo(0.5, 12);
  });

  it.each([
    [['theory', 'mm2'], /unknown formula "mm2"; did you mean "mm1"\?; schedlab theory lists them/],
    [['theory', 'mm1', '--lamda', '1', '--mu', '2'], /--lambda: is required[\s\S]*lamda.*did you mean "lambda"/],
    [['theory', 'mm1', '--lambda', '3', '--mu', '2'], /^--lambda: .*1\.5.*not below 1/],
    [['theory', 'square-root-staffing', '--lambda', '1', '--mu', '1', '--wait', '1'], /^--wait: must be above 0 and below 1/],
    [['theory', 'jackson', '--stations', '[{ mu: 1 }]', '--routing', '[[0.5, 0.2]]', '--arrivals', '[1]'], /^--routing\[0\]: must be 1 .*not 2/],
    [['theory', 'gordon-newell', '--stations', '[{ mu: 1 }, { mu: 2 }]', '--routing', '[[0, 1], [0.5, 0.2]]', '--population', '3'], /^--routing\[1\]: must sum to 1/],
    [['theory', 'mva', '--stations', '[{ demands: [1, 2] }]', '--classes', '[{ population: 2 }]'], /^--stations\[0\]\.demands: must be 1 .*not 2/],
    [['theory', 'erlang-b'], /^unknown formula "erlang-b"; did you mean "mmcc"\?/],
    [['theory', 'erlang-c'], /did you mean "mmc"\?/],
    [['theory', 'mmc', '--rate', '3'], /--rate: unknown key.*did you mean "lambda"\?/],
    [['theory', 'mg1', '--lambda', '3', '--size', '{ exp'], /^--size: .* is not YAML/],
    [['theory', 'mm1', '--lambda', 'many', '--mu', '2'], /--lambda: must be a number, not .*many/],
  ])('%j is refused with a reason', (args, reason) => {
    const { status, stdout, stderr } = schedlab(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(reason);
  });
});

describe('theory of a scenario file', () => {
  it('prints every prediction that applies, without a simulation', () => {
    const { status, stdout } = schedlab(['theory', 'scenarios/mm1.yaml', '--set', 'arrivals[0].load=0.5']);
    expect(status).toBe(0);
    expect(stdout.split('\n')[0]).toMatch(/^formula +kind +response, s +waiting, s +number +utilisation +throughput +P95, s$/);
    expect(stdout.split('\n')[1]).toMatch(/^mm1 +exact +2 +1 +1 +0\.5 +0\.5 +5\.99146$/);
  });

  it('says what stands in the way', () => {
    const { status, stdout } = schedlab(['theory', 'scenarios/web-farm.yaml']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/power-of-d over 10 nodes has no exact formula/);
  });

  it('is a contract as JSON', () => {
    const { stdout } = schedlab(['theory', 'scenarios/mm1.yaml', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ theory: [{ formula: 'mm1', kind: 'exact', scope: 'overall', values: { utilisation: 0.8, slowdown: 'Infinity' } }], obstacles: [] });
  });

  it.each([
    [['theory', 'nowhere.yaml'], /nowhere\.yaml: cannot be read: no such file/],
    [['theory', 'scenarios/mm1.yaml', '--lambda', '3'], /unknown option --lambda; a scenario file takes --set/],
    [['theory', 'scenarios/mm1.yaml', 'mm1'], /one formula or file at a time: "mm1" is one too many/],
    [['theory', '--lambda', '1'], /--lambda: give the formula that it is for/],
  ])('%j is refused with a reason', (args, reason) => {
    const { status, stdout, stderr } = schedlab(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(reason);
  });

  it('lists the formulas where none is named', () => {
    const { stdout } = schedlab(['theory']);
    expect(stdout).toMatch(/^General gaps and sizes\n[\s\S]*^ {2}mg1 +M\/G\/1 \(Pollaczek–Khinchine\)$/m);
    const named = (JSON.parse(schedlab(['theory', '--format', 'json']).stdout) as { families: { formulas: object[] }[] }).families.flatMap(({ formulas }) => formulas);
    expect(named).toHaveLength(exportsOf(join(ROOT, 'src/theory/index.ts')));
  });
});

describe('validate', () => {
  it('holds the named formulas against simulation and writes the report', () => {
    const out = mkdtempSync(join(tmpdir(), 'schedlab-validate-'));
    const { status, stdout, stderr } = schedlab(['validate', 'mminf', 'mmcc', '--quick', '--out', out, '--workers', '1']);
    expect(stdout).toMatch(/^mminf +exact +\d+ /m);
    expect(stdout).toMatch(/passed: \d+ formulas, \d+ values agree with simulation/);
    expect(stderr).toContain('wrote 6 files');
    expect(status).toBe(0);
    expect(readdirSync(out).toSorted()).toEqual(['formulas.json', 'formulas.md', 'qq.png', 'qq.svg', 'qq.vl.json', 'values.csv']);
    expect(readFileSync(join(out, 'values.csv'), 'utf8').split('\n')[0]).toBe('formula,case,load,kind,scope,key,theory,side,within,simulated,error,seeds,z,variance,pass');
  });

  it('keeps its contract as JSON, which does not depend on the number of workers', () => {
    const [one, two] = ['1', '2'].map((workers) => schedlab(['validate', 'mmcc', '--quick', '--no-write', '--format', 'json', '--workers', workers]).stdout);
    expect(validation.safeParse(JSON.parse(one)).error).toBeUndefined();
    expect(one).toBe(two);
  });

  it('refuses an unknown formula', () => {
    const { status, stderr } = schedlab(['validate', 'mm2']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/unknown formula "mm2"; did you mean "mm1"\?/);
  });
});

describe('check and schema', () => {
  it('knows the theory of the shipped scenarios', () => {
    const { stdout } = schedlab(['check', 'scenarios/mm1.yaml', 'scenarios/heavy-tail-srpt.yaml']);
    expect(stdout).toBe('scenarios/mm1.yaml: fine; theory: M/M/1\nscenarios/heavy-tail-srpt.yaml: fine; theory: M/G/1-SRPT\n');
  });

  it('prints a JSON Schema with every policy in it', () => {
    const schema = JSON.parse(schedlab(['schema']).stdout) as { $defs: Record<string, { anyOf: { const?: string; required?: string[] }[] }> };
    const names = (kind: string) => schema.$defs[kind].anyOf.map((variant) => variant.const ?? variant.required![0]);
    expect(names('discipline')).toContain('srpt');
    expect(names('dispatcher')).toContain('power-of-d');
    expect(names('distribution')).toContain('bounded-pareto');
    expect(names('process')).toContain('mmpp');
    // Every reference leads somewhere.
    for (const [, name] of JSON.stringify(schema).matchAll(/"#\/\$defs\/([^"]+)"/g)) expect(Object.keys(schema.$defs)).toContain(name);
  });
});

describe('the command line', () => {
  it.each([[['rnu', 'x']], [['run']], [['run', 'scenarios/mm1.yaml', '--sed', '1']], [['run', 'scenarios/mm1.yaml', '--workers', 'two']], [['run', 'nowhere.yaml']], [['run', 'scenarios']], [['run', 'scenarios/mm1.yaml', '--set', 'nonsense']]])(
    '%j: status 2, a reason, no stack trace',
    (args) => {
      const { status, stdout, stderr } = schedlab(args);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr.trim().length).toBeGreaterThan(10);
      expect(stderr).not.toMatch(/^ {4}at /m);
    },
  );

  it.each([
    ['--sed 1', 'unknown argument: sed; did you mean --seed?; see schedlab --help'],
    ['--metric-port 1', 'unknown arguments: metric-port, metricPort; did you mean --metrics-port?; see schedlab --help'],
    ['--frobnicate', 'unknown argument: frobnicate; see schedlab --help'],
    ['--workers two', '--workers: must be a whole number from 1 to 1024, not two'],
    ['--workers 0', '--workers: must be a whole number from 1 to 1024, not 0'],
    ['--workers 2 --workers 3', '--workers: must be a whole number from 1 to 1024, not 2,3'],
    ['--metrics-port 65536', '--metrics-port: must be a whole number from 0 to 65535, where 0 is any that is free, not 65536'],
    ['--metrics-port 1.5', '--metrics-port: must be a whole number from 0 to 65535, where 0 is any that is free, not 1.5'],
  ])('run … %s: %s', (args, reason) => {
    expect(schedlab(['run', 'scenarios/mm1.yaml', ...args.split(' ')])).toEqual({ status: 2, stdout: '', stderr: `${reason}\n` });
  });

  it.each([[['--help']], [['run', '--help']], [['check', '--help']], [['list', '--help']], [['theory', '--help']], [['validate', '--help']], [['schema', '--help']]])('%j helps', (args) => {
    const { status, stdout } = schedlab(args);
    expect(status).toBe(0);
    expect(stdout).toContain('schedlab');
    if (args.length > 1) expect(stdout).toContain('Examples:');
  });
});

describe('the README', () => {
  const whole = readFileSync(join(ROOT, 'README.md'), 'utf8');
  // What is found by studies, with the commands that make them, is looked at by a test of its own.
  const readme = whole.replace(/<!-- made by npm run results -->[\s\S]*?<!-- end -->/, '');
  const blocks = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, text]) => ({ language, text }));
  const commands = blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.match(/npx schedlab .*/g) ?? []);

  it.each(commands.concat([...readme.matchAll(/`(npx schedlab [^`]*)`/g)].map(([, command]) => command)))('%s', (command) => {
    const args = command.replace('npx schedlab ', '').split(' ').filter((arg) => arg !== 'scenarios/*.yaml');
    if (args[0] === 'check') args.push('scenarios/mm1.yaml');
    if (args[0] === 'check-policy') args[1] = `test/cli/${args[1]}`;
    const quick = ['run', 'sweep', 'compare'].includes(args[0]) ? ['--no-write', '--set', 'run.jobs=5000'] : [];
    const elsewhere = args.map((arg, i) => (['--trace', '--results'].includes(args[i - 1]) ? join(mkdtempSync(join(tmpdir(), 'schedlab-readme-')), arg) : arg));
    expect(schedlab([...elsewhere, ...quick]).status).toBe(0);
  });

  it('shows a scenario that is the shipped one', () => {
    const { text } = blocks.find(({ language }) => language === 'yaml')!;
    expect(parse(text)).toEqual(parse(readFileSync(join(ROOT, 'scenarios/web-farm.yaml'), 'utf8')));
  });

  it('shows a table that is what the command prints', () => {
    const { text } = blocks.find(({ language }) => language === 'text')!;
    const { stdout } = schedlab(['run', 'scenarios/mm1.yaml', '--no-write']);
    for (const line of text.trimEnd().split('\n')) expect(stdout).toContain(line);
  });

  it.each([
    ['a formula', "from 'schedlab'", /^0\.148148\d*\nM\/M\/c \(Erlang C\): exact\n/],
    ['a cell of a notebook', "from 'schedlab/notebook'", /^farm\n5 replications × 10,000 jobs/],
  ])('shows a program that runs: %s', (_, from, printed) => {
    const { text: program } = blocks.find(({ language, text }) => language === 'js' && text.includes(from))!;
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: ROOT, encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toMatch(printed);
  });

  it('counts the formulas', () => {
    expect(readme).toContain(`lists the ${exportsOf(join(ROOT, 'src/theory/index.ts'))} formulas`);
  });

  it('links to what is there', () => {
    for (const [, target] of whole.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) expect(() => readFileSync(join(ROOT, target)), target).not.toThrow(/ENOENT/);
  });
});
