import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { optimisation } from '../../src/optimisation.ts';
import { schedlab } from './schedlab.ts';

const dir = mkdtempSync(join(tmpdir(), 'optimise-'));
const file = join(dir, 'slots.yaml');
writeFileSync(
  file,
  `name: slots
time: ms
arrivals:
  - { class: web, process: poisson, rate: 4, size: { exponential: { mean: 1 } } }
pool: { nodes: { slots: 10 } }
run: { jobs: 2000 }
optimise:
  over: { slots: { path: pool.nodes.slots, integer: [1, 14] } }
  where: { price: 3 }
  minimise: slots * price
  subject-to: [waiting <= 0.2 ms]
`,
);

describe('optimise', () => {
  it('tells the answer, its proof and what was spent, and writes them with a chart', () => {
    const out = join(dir, 'out');
    const { status, stdout, stderr } = schedlab(['optimise', file, '--out', out]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: `\nwrote 5 files to ${out}\n` });
    expect(stdout).toMatch(/→ {2}slots=6 +feasible +18 .*\n {5}waiting − 0\.2 ms +holds +−0\.\d+ ± 0\.\d+ +−0\.0576/);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/slots=6 is feasible, and each of the 5 cheaper candidates is infeasible \(1 by simulation, 4 without a run/);
    expect(stdout).toMatch(/theory alone says slots=6, of 18: the same/);
    expect(stdout).toMatch(/spent: \d+ replications on \d of 14 candidates/);
    expect(readdirSync(out).toSorted()).toEqual(['optimise.json', 'optimise.png', 'optimise.svg', 'optimise.txt', 'optimise.vl.json']);
    expect(readFileSync(join(out, 'optimise.txt'), 'utf8')).toBe(stdout);
    expect(optimisation.parse(JSON.parse(readFileSync(join(out, 'optimise.json'), 'utf8'))).answer!.values).toEqual({ slots: 6 });
  });

  it('gives the same JSON with any number of workers', () => {
    const [one, two] = ['1', '2'].map((workers) => schedlab(['optimise', file, '--no-write', '--format', 'json', '--workers', workers, '--set', 'optimise.subject-to=response.above(3) <= 7 %']));
    expect(one.status).toBe(0);
    expect(two).toEqual(one);
    expect(optimisation.parse(JSON.parse(one.stdout)).problem.subjectTo).toEqual(['response.above(3) <= 7 %']);
  });

  it('ends with 1 where nothing is feasible, with 2 where the file is wrong', () => {
    const none = schedlab(['optimise', file, '--no-write', '--set', 'optimise.subject-to=response <= 0.9']);
    expect(none.status).toBe(1);
    expect(none.stdout).toMatch(/no candidate is feasible/);
    const wrong = schedlab(['optimise', file, '--no-write', '--set', 'optimise.minimise=slot * price']);
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toMatch(/optimise\.minimise: unknown name "slot"; allowed: .*; did you mean "slots"\?/);
  });
});
