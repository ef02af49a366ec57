/**
 * Makes the published results again, each by the very command that is printed under it, and the pages that show them.
 * Names of scenarios choose some; `--check` makes them in a temporary folder and compares every byte with what is there.
 * Exit status 1 where a command fails, a file differs, or a claim is not proven by its figures.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { commandOf, curated, dataOf, filesOf, folderOf } from './curated.js';
import { page, withTable } from './pages.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { values: { check }, positionals } = parseArgs({ options: { check: { type: 'boolean', default: false } }, allowPositionals: true });
const unknown = positionals.find((wanted) => !curated.some(({ name }) => name === wanted));
if (unknown) throw new RangeError(`${unknown}: no published result has this name; there are ${[...new Set(curated.map(({ name }) => name))].join(', ')}`);
const wanted = curated.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

let failed = false;
const complain = (text) => {
  failed = true;
  process.stderr.write(`${text}\n`);
};

for (const entry of wanted) {
  const place = check ? mkdtempSync(join(tmpdir(), 'schedlab-results-')) : join(ROOT, folderOf(entry));
  // What was broken off is gone on with, to the same result.
  const more = check || entry.command === 'optimise' ? [] : ['--resume'];
  const { status, stderr } = spawnSync(process.execPath, ['dist/bundle/main.js', ...commandOf(entry).split(' ').slice(2), '--out', place, ...more], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) complain(`${commandOf(entry)}: exit status ${status}\n${stderr}`);
  else if (check) for (const file of filesOf(entry)) if (!readFileSync(join(place, file)).equals(readFileSync(join(ROOT, folderOf(entry), file)))) complain(`${folderOf(entry)}/${file} differs`);
  if (check) rmSync(place, { recursive: true });
  process.stderr.write(`${status === 0 ? 'done' : 'FAILED'}: ${commandOf(entry)}\n`);
}

// What could not be made is nothing to make pages of.
if (failed && !check) process.exit(1);

const read = (entry) => JSON.parse(readFileSync(join(ROOT, folderOf(entry), dataOf(entry)), 'utf8'));
for (const entry of wanted) if (!entry.holds(read(entry)).every(Boolean)) complain(`${folderOf(entry)}: the figures do not prove what is claimed: ${entry.claim(read(entry))}`);
const pages = [['results/README.md', page(curated, read)], ['README.md', withTable(readFileSync(join(ROOT, 'README.md'), 'utf8'), curated, read)]];
for (const [file, text] of pages) {
  if (!check) writeFileSync(join(ROOT, file), text);
  else if (readFileSync(join(ROOT, file), 'utf8') !== text) complain(`${file} differs`);
}
process.exitCode = failed ? 1 : 0;
