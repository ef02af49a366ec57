/**
 * Measures, as ratios in one run, and says which targets are met: `node test/bench/main.js [PART ...]`.
 *
 * Parts: `race` speed against C and other simulators, `memory` against the number of jobs, `start-up` of the program,
 * `scale` cost against nodes, events, classes, waiting jobs, `parallel` what threads gain and cost. All of them unless some are named.
 * `--rounds N` (at least 5 for figures to quote), `--seconds S` of a run at least, `--models mm1,srpt` of the race,
 * `--long` for 10^8 jobs in memory, `--longest` for 10^9 once.
 * Each part writes its table and its figures to results/bench/. Exit status 1 where a target is missed or a mean is wrong.
 */
import { parseArgs } from 'node:util';
import { models } from './models.js';
import { parallel } from './parallel.js';
import { partRace } from './part-race.js';
import { partMemory } from './part-memory.js';
import { partScale } from './part-scale.js';
import { partStartUp } from './part-start-up.js';

const parts = { race: partRace, memory: partMemory, 'start-up': partStartUp, scale: partScale, parallel: ({ rounds }, progress) => parallel(rounds, progress) };
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    models: { type: 'string', default: models.map(({ name }) => name).join() },
    long: { type: 'boolean', default: false },
    longest: { type: 'boolean', default: false },
  },
});
const rounds = Number(options.rounds);
const seconds = Number(options.seconds);
const unknown = positionals.find((part) => !Object.hasOwn(parts, part)) ?? options.models.split(',').find((name) => !models.some((model) => model.name === name));
if (unknown !== undefined) throw new RangeError(`${unknown}: expected parts of ${Object.keys(parts).join(', ')}; models of ${models.map(({ name }) => name).join(', ')}`);
if (!(Number.isInteger(rounds) && rounds >= 2)) throw new RangeError(`--rounds ${options.rounds}: expected a whole number of 2 or more`);
if (!(seconds > 0)) throw new RangeError(`--seconds ${options.seconds}: expected a number above 0`);

const progress = (text) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${text}`);
const chosen = models.filter(({ name }) => options.models.split(',').includes(name));
let met = true;
for (const part of positionals.length > 0 ? positionals : Object.keys(parts)) {
  met = (await parts[part]({ ...options, rounds, seconds, models: chosen }, progress)) && met;
}
if (!met) process.exitCode = 1;
