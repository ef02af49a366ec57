/** Measures what threads gain on long replications, what a short one costs besides itself, and what it ships. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { programPath } from './contenders.js';
import { machine } from './machine.js';
import { median } from './race.js';
import { passed, table } from './report.js';
import { shipping } from './shipping.js';

/** Jobs of a replication, points, and replications at each: a few seconds of work. */
const LONG = [1e7, 1, 8];
const SHORT = [1e4, 20, 10];
const LEAST_GAIN = 1.85;
const MOST_MS = 5;

/** Runs all, in turns, writes the table, and says whether both targets are met. */
export function parallel(rounds, progress) {
  const runs = Array.from({ length: rounds }, (_, round) => {
    const run = (name, how, size) => {
      progress(`parallel: round ${round + 1} of ${rounds}, ${name}`);
      return JSON.parse(execFileSync(process.execPath, [programPath('replications.js'), how, ...size, `parallel-${round}`].map(String), { encoding: 'utf8' }));
    };
    return {
      long: { loop: run('long, loop', 'loop', LONG), one: run('long, one worker', 1, LONG), two: run('long, two workers', 2, LONG) },
      short: { loop: run('short, loop', 'loop', SHORT), one: run('short, one worker', 1, SHORT), two: run('short, two workers', 2, SHORT) },
    };
  });
  const shipped = shipping(rounds, progress);
  progress('');
  const gain = median(runs.map(({ long }) => long.one.seconds / long.two.seconds));
  const overheadMs = median(runs.map(({ short }) => 1000 * (perReplication(short.one) - perReplication(short.loop))));
  const text = `${markdown(runs, { gain, overheadMs })}\n\n${shipped}`;
  const folder = new URL('../../results/bench/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('parallel.md', folder), `${text}\n`);
  process.stdout.write(`${text}\n`);
  return gain >= LEAST_GAIN && overheadMs < MOST_MS;
}

const perReplication = ({ seconds, replications }) => seconds / replications;

function markdown(runs, { gain, overheadMs }) {
  const { date, cpu, cores, memoryGiB, os, node } = machine();
  const rows = ['long', 'short'].flatMap((size) =>
    [
      ['loop', 'replicate() in a loop, nothing kept'],
      ['one', 'sweep, one worker'],
      ['two', 'sweep, two workers'],
    ].map(([how, title]) => {
      const own = runs.map((run) => run[size][how]);
      const { replications } = own[0];
      const ms = (field) => median(own.map((run) => (1000 * run[field]) / replications)).toFixed(size === 'long' ? 0 : 2);
      return [`${size === 'long' ? '10^7' : '10^4'} jobs`, title, ms('seconds'), ms('cpuSeconds')];
    }),
  );
  return [
    '# Replications on threads',
    `${date}; ${cpu}, ${cores} cores, ${memoryGiB} GiB; ${os}; Node ${node}; load average at the end ${loadavg()[0].toFixed(1)}`,
    `Milliseconds of a replication of ten nodes under jsq; medians of ${runs.length} interleaved rounds. A sweep packs each replication in its worker, writes it to disk, and reduces it in the main thread; starting the threads and writing the results is left out.`,
    table(['replication', 'program', 'ms', 'ms of CPU'], rows),
    `Two workers over one, 10^7 jobs, target ${LEAST_GAIN}: ${gain.toFixed(2)} ${passed(gain >= LEAST_GAIN)}`,
    `Overhead of a replication of 10^4 jobs on one worker, over the loop, target below ${MOST_MS} ms: ${overheadMs.toFixed(2)} ms ${passed(overheadMs < MOST_MS)}`,
  ].join('\n\n');
}
