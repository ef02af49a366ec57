/** Measures what a job costs under dispatchers that look at queues, from ten nodes to a hundred thousand: `--scale`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { programPath } from './contenders.js';
import { machine } from './machine.js';
import { median } from './race.js';
import { passed, table } from './report.js';

const SIZES = [10, 100, 1000, 10_000, 100_000];
const LOAD = 0.9;

/** How many times longer a job may take on the most nodes than on the fewest; none is asked of those that stand for comparison. */
const DISPATCHERS = [
  { name: 'jsq', most: 4 },
  { name: 'shortestExpectedDelay', speeds: 'unequal', most: 4 },
  { name: 'leastWorkLeft', most: 4 },
  { name: 'joinIdleQueue', most: 4 },
  { name: 'weightedRoundRobin', speeds: 'unequal', most: 4 },
  { name: 'powerOfD' },
  { name: 'random' },
];

/** Runs all, in turns, writes the table, and says whether every target is met. */
export function scale(rounds, progress) {
  const runs = new Map();
  for (let round = 1; round <= rounds; round++) {
    for (const nodes of SIZES) {
      for (const { name, speeds = 'equal' } of DISPATCHERS) {
        progress(`scale: round ${round} of ${rounds}, ${name} over ${nodes} nodes`);
        const key = `${name} ${nodes}`;
        const args = [programPath('scale.js'), name, speeds, nodes, LOAD, `scale-${round}`].map(String);
        runs.set(key, [...(runs.get(key) ?? []), JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })).nanosecondsPerJob]);
      }
    }
  }
  progress('');
  const measured = DISPATCHERS.map(({ name, speeds, most }) => {
    const times = SIZES.map((nodes) => median(runs.get(`${name} ${nodes}`)));
    const growth = times.at(-1) / times[0];
    return { name, speeds, times, growth, ...(most !== undefined && { most, met: growth < most }) };
  });
  const text = markdown(measured, rounds);
  const folder = new URL('../../results/bench/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('scale.md', folder), `${text}\n`);
  process.stdout.write(`${text}\n`);
  return measured.every(({ met }) => met !== false);
}

function markdown(measured, rounds) {
  const { date, cpu, cores, memoryGiB, os, node } = machine();
  const base = measured.find(({ name }) => name === 'random');
  const rows = measured.map(({ name, speeds, times, growth, most, met }) => [
    `${name}${speeds === 'unequal' ? ', speeds 1, 2, 4' : ''}`,
    ...times.map((time) => time.toFixed(0)),
    growth.toFixed(1),
    (times.at(-1) - base.times.at(-1)).toFixed(0),
    most === undefined ? '' : `below ${most} ${passed(met)}`,
  ]);
  return [
    '# Cost of a job by the number of nodes',
    `${date}; ${cpu}, ${cores} cores, ${memoryGiB} GiB; ${os}; Node ${node}`,
    `Nanoseconds of CPU time of a job (an arrival and a departure) in the steady state at load ${LOAD}, full statistics; medians of ${rounds} interleaved rounds. ` +
      `Load average at the end ${loadavg()[0].toFixed(1)}. A decision of random does not depend on the number of nodes: its growth is that of the kernel, whose calendar takes O(log n) and whose columns leave the cache.`,
    table(['dispatcher', ...SIZES.map((size) => `${size} nodes`), 'growth', 'over random', 'target'], rows),
  ].join('\n\n');
}
