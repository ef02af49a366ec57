/** How long whole processes take, from start to exit, beside a Node that does nothing. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './race.js';

const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const scenario = fileURLToPath(new URL('../../scenarios/mm1.yaml', import.meta.url));

export function startUp(rounds, progress) {
  const out = mkdtempSync(join(tmpdir(), 'schedlab-bench-'));
  const commands = [
    { name: 'node -e 0', args: ['-e', '0'] },
    { name: 'schedlab --help', args: [cli, '--help'], target: 0.3, needs: [cli] },
    { name: 'schedlab run scenarios/mm1.yaml', args: [cli, 'run', scenario, '--out', out], target: 1, needs: [cli, scenario] },
  ];
  // Certificates named there are read at every start of Node, which is no work of ours.
  const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;
  const times = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, command] of commands.entries()) {
      if (missing(command)) continue;
      progress(`start-up: ${command.name}`);
      const start = process.hrtime.bigint();
      const { status, stderr } = spawnSync(process.execPath, command.args, { env: environment, encoding: 'utf8' });
      times[index].push(Number(process.hrtime.bigint() - start) / 1e9);
      if (status !== 0) throw new Error(`${command.name} ended with status ${status}: ${stderr}`);
    }
  }
  rmSync(out, { recursive: true });
  return commands.map((command, index) => {
    const { name, target } = command;
    if (missing(command)) return { name, target, missing: `no ${missing(command).split('/').slice(-2).join('/')}` };
    const seconds = median(times[index]);
    return { name, target, seconds, ...(target && { met: seconds < target }) };
  });
}

/** The file without which the command cannot run, if there is one. */
function missing({ needs = [] }) {
  return needs.find((file) => !existsSync(file));
}
