/** How long whole processes take, from start to exit, beside a Node that does nothing. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './race.js';

const cli = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url));
const scenario = (name) => fileURLToPath(new URL(`../../scenarios/${name}.yaml`, import.meta.url));
/** A hundred points of short runs, of one line and of ten: what is measured is charts and report. */
const hundred = { load: Array.from({ length: 100 }, (_, i) => Number(((i + 1) / 110).toFixed(4))) };
const ten = { load: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95] };
const dispatchers = ['random', 'round-robin', 'jsq', 'join-idle-queue', 'least-work-left', 'shortest-expected-delay', ...[2, 3, 5].map((d) => ({ 'power-of-d': { d } })), 'central'];

export function startUp(rounds, progress) {
  const out = mkdtempSync(join(tmpdir(), 'schedlab-bench-'));
  const short = ['--set', 'run.jobs=1e5', '--set', 'run.replications=1'];
  const points = ['--set', 'run.jobs=1000', '--set', 'run.replications=2', '--set'];
  const one = [cli, 'sweep', scenario('mm1'), ...points, `sweep=${JSON.stringify(hundred)}`];
  const several = [cli, 'sweep', scenario('load-balancing'), ...points, `sweep=${JSON.stringify(ten)}`, '--set', `compare=${JSON.stringify({ dispatch: dispatchers })}`];
  const drawn = { target: '3000 more', most: (_, before) => before + 3 };
  const commands = [
    { name: 'node -e 0', args: ['-e', '0'] },
    { name: 'schedlab --help', args: [cli, '--help'], target: '2 × node -e 0', most: (node) => 2 * node },
    { name: 'schedlab run scenarios/mm1.yaml --set run.jobs=1e5 --set run.replications=1 --no-write', args: [cli, 'run', scenario('mm1'), ...short, '--no-write'], target: '250', most: () => 0.25 },
    { name: 'the same with charts and report', args: [cli, 'run', scenario('mm1'), ...short, '--out', join(out, 'run')] },
    { name: 'schedlab run scenarios/mm1.yaml: ten times 10^5 jobs, charts and report', args: [cli, 'run', scenario('mm1'), '--out', join(out, 'whole')] },
    { name: 'schedlab sweep, 100 loads of 2 × 1000 jobs, --no-write', args: [...one, '--no-write'] },
    { name: 'the same with charts and report', args: [...one, '--out', join(out, 'one')], ...drawn },
    { name: 'schedlab sweep, 10 dispatchers at 10 loads of 2 × 1000 jobs, --no-write', args: [...several, '--no-write'] },
    { name: 'the same with charts and report', args: [...several, '--out', join(out, 'several')], ...drawn },
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
    return { name, seconds: medians[index], least: Math.min(...runs[index]), ...(limit !== undefined && { target, most: limit, met: medians[index] <= limit }) };
  });
}
