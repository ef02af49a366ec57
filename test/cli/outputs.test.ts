/** Outputs that would take the place of what is read, or of each other. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { schedlab } from './schedlab.ts';

const folder = mkdtempSync(join(tmpdir(), 'schedlab-outputs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FILES: Readonly<Record<string, string>> = {
  'jobs.csv': 'time,size\n0,1\n3,1\n5,1\n',
  'work.mjs': 'export const work = () => 1;\n',
  'recorded.yaml': `name: recorded
arrivals: [{ class: job, process: { trace: { file: jobs.csv } } }]
pool: { nodes: 1, discipline: fcfs }
`,
  'called.yaml': `name: called
time: ms
arrivals: [{ class: job, process: poisson, rate: 1, size: { exponential: { mean: 0.5 } } }]
pool: { nodes: 1, discipline: fcfs }
run: { jobs: 20, replications: 1 }
execution: { task: { call: { module: ./work.mjs, function: work } } }
`,
  'study/sweep.json': JSON.stringify({
    name: 'own',
    arrivals: [{ class: 'job', process: 'poisson', load: 0.5, size: { exponential: { mean: 1 } } }],
    pool: { nodes: 1, discipline: 'fcfs' },
    run: { jobs: 100, replications: 2 },
    sweep: { load: [0.5, 0.6] },
  }),
};
mkdirSync(join(folder, 'study'));
for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);

describe('an output is refused', () => {
  it.each([
    [['run', 'recorded.yaml', '--trace', './recorded.yaml'], '--trace: ./recorded.yaml is the scenario file, which it would overwrite; name another file'],
    [['run', 'recorded.yaml', '--trace', 'study/../jobs.csv'], '--trace: study/../jobs.csv is a file that the scenario reads, which it would overwrite; name another file'],
    [['run', 'recorded.yaml', '--out', 'recorded.yaml'], '--out: recorded.yaml is the scenario file, which it would overwrite; name another file'],
    [['run', 'recorded.yaml', '--out', 'new', '--trace', 'new/result.json'], '--trace: new/result.json is written by --out too; name another file'],
    [['run', 'called.yaml', '--backend', 'threads', '--results', 'work.mjs'], '--results: work.mjs is a module with functions that the scenario calls, which it would overwrite; name another file'],
    [['run', 'called.yaml', '--backend', 'threads', '--trace', 'called.yaml'], '--trace: called.yaml is the scenario file, which it would overwrite; name another file'],
    [['run', 'called.yaml', '--backend', 'threads', '--no-write', '--results', 'a.json', '--trace', './a.json'], '--trace: ./a.json is written by --results too; name another file'],
    [['sweep', 'study/sweep.json', '--out', 'study'], '--out: study/sweep.json is the scenario file, which it would overwrite; name another file'],
  ])('%j', (args, message) => {
    expect(schedlab(args, folder)).toEqual({ status: 2, stdout: '', stderr: `${message}\n` });
    for (const [name, text] of Object.entries(FILES)) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
    expect(readdirSync(folder).toSorted()).toEqual(['called.yaml', 'jobs.csv', 'recorded.yaml', 'study', 'work.mjs']);
  });
});
