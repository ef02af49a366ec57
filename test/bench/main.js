/**
 * Measures speed, memory and start-up as ratios in one run, and says which targets are met.
 * `--rounds N` (at least 5 for figures to quote), `--long` for 10^8 jobs in the memory test.
 * `--scale` measures instead what a job costs as nodes become many.
 * SCHEDLAB_BENCH_PYTHON names a Python that has SimPy. Exit status 1 where a target is missed or a mean is wrong.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { deviations } from './agreement.js';
import { contenders } from './contenders.js';
import { machine } from './machine.js';
import { memory } from './memory.js';
import { models } from './models.js';
import { median, medianRatio, race, speed } from './race.js';
import { markdown } from './report.js';
import { scale } from './scale.js';
import { startUp } from './start-up.js';

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '7' }, long: { type: 'boolean', default: false }, scale: { type: 'boolean', default: false } } });
const rounds = Number(options.rounds);
if (!(Number.isInteger(rounds) && rounds >= 2)) throw new RangeError(`--rounds ${options.rounds}: expected a whole number of 2 or more`);

const progress = (text) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${text}`);
if (options.scale) process.exit(scale(rounds, progress) ? 0 : 1);

const all = contenders();
const present = all.filter(({ missing }) => !missing);

const races = models.map((model) => summary(model, race(present, model, rounds, progress)));
const measured = {
  machine: machine(),
  rounds,
  races,
  memory: memory(options.long ? [1e5, 1e6, 1e7, 1e8] : [1e5, 1e6, 1e7], progress),
  startUp: startUp(Math.max(rounds, 5), progress),
};
progress('');

const text = markdown(measured);
const folder = new URL('../../results/bench/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('bench.json', folder), `${JSON.stringify(measured, null, 2)}\n`);
writeFileSync(new URL('bench.md', folder), `${text}\n`);
process.stdout.write(`${text}\n`);
if (!allMet(measured)) process.exitCode = 1;

function summary({ name, title, truth, target }, runs) {
  const checked = deviations(runs, truth);
  const ours = runs.get('schedlab');
  const c = runs.get('c');
  const programs = all.map(({ name: program, title: programTitle, version, missing }) => {
    if (missing) return { name: program, title: programTitle, missing };
    const own = runs.get(program);
    const { mean, deviation, agrees } = checked.find((check) => check.name === program);
    return {
      name: program,
      title: programTitle,
      version,
      customersPerSecond: median(own.map(speed)),
      ...(c && { shareOfC: medianRatio(own, c) }),
      schedlabIsFaster: medianRatio(ours, own),
      meanResponse: mean,
      deviation,
      agrees,
      runs: own,
    };
  });
  const share = c ? medianRatio(ours, c) : null;
  return { name, title, target: { least: target, share, met: share === null ? null : share >= target }, programs };
}

/** What could not be measured here is not missed. */
function allMet({ races: raced, memory: peaks, startUp: commands }) {
  return (
    raced.every(({ target, programs }) => target.met !== false && programs.every(({ agrees }) => agrees !== false)) &&
    peaks.every(({ small, flat }) => small && flat) &&
    commands.every(({ met }) => met !== false)
  );
}
