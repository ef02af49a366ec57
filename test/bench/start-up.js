/** How long whole processes take, from start to exit, beside a Node that does nothing. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './race.js';

const cli = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url));
const scenario = fileURLToPath(new URL('../../scenarios/mm1.yaml', import.meta.url));
/** A hundred points of short runs: what is measured is charts and report. */
const hundred = { load: Array.from({ length: 100 }, (_, i) => Number(((i + 1) / 110).toFixed(4))) };

export function startUp(rounds, progress) {
  const out = mkdtempSync(join(tmpdir(), 'schedlab-bench-'));
  const short = ['--set', 'run.jobs=1e5', '--set', 'run.replications=1'];
  const points = ['--set', `sweep=${JSON.stringify(hundred)}`, '--set', 'run.jobs=1000', '--set', 'run.replications=2'];
  const commands = [
    { name: 'node -e 0', args: ['-e', '0'] },
    { name: 'schedlab --help', args: [cli, '--help'], target: '2 × node -e 0', most: (node) => 2 * node },
    { name: 'schedlab run, M/M/1, 10^5 jobs, nothing drawn', args: [cli, 'run', scenario, ...short, '--no-write'], target: '250', most: () => 0.25 },
    { name: 'the same with charts and report', args: [cli, 'run', scenario, ...short, '--out', join(out, 'run')] },
    { name: 'schedlab sweep, 100 points of 2 × 1000 jobs, nothing drawn', args: [cli, 'sweep', scenario, ...points, '--no-write'] },
    { name: 'the same with charts and report', args: [cli, 'sweep', scenario, ...points, '--out', join(out, 'sweep')], target: '3000 more', most: (_, before) => before + 3 },
  ];
  // Certificates named there are read at every start of Node, which is no work of ours.
  const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;
  const runs = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { name, args }] of commands.entries()) {
      progress(`start-up: ${name}`);
      const start = process.hrtime.bigint();
      const { status, stderr } = spawnSync(process.execPath, args, { env: environment, encoding: 'utf8' });
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      if (status !== 0) throw new Error(`${name} ended with status ${status}: ${stderr}`);
      runs[index].push(seconds);
    }
  }
  rmSync(out, { recursive: true });
  const medians = runs.map(median);
  return commands.map(({ name, target, most }, index) => {
    const limit = most?.(medians[0], medians[index - 1]);
    return { name, seconds: medians[index], ...(limit !== undefined && { target, most: limit, met: medians[index] <= limit }) };
  });
}
