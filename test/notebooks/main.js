/** Plays every notebook again and keeps what its cells show: `node main.js`; with `--check` says which of them differ, exit status 1. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../../notebooks/', import.meta.url);
const player = fileURLToPath(new URL('play.js', import.meta.url));

for (const name of readdirSync(folder).filter((file) => file.endsWith('.ipynb'))) {
  const path = fileURLToPath(new URL(name, folder));
  const text = execFileSync(process.execPath, [player, path], { encoding: 'utf8', maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'inherit'] });
  const same = readFileSync(path, 'utf8') === text;
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (!same) process.exitCode = 1;
  process.stderr.write(`${name}: ${same ? 'the same' : 'changed'}\n`);
}
