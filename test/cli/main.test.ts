/** How the program ends where what it says cannot be written. */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './schedlab.ts';

it.skipIf(!existsSync('/dev/full')).each([[['list']], [['--help']], [['run', 'scenarios/mm1.yaml', '--no-write', '--set', 'run.jobs=1000']]])('%j to a full disk is an error in one line', (args) => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'dist/bundle/main.js'), ...args], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', full, 'pipe'] });
  closeSync(full);
  expect({ status, stderr }).toEqual({ status: 1, stderr: 'error: cannot write to standard output: no space left on the device\n' });
});
