/** Peak memory of ours against the number of jobs, and 10^9 jobs where they are asked for. */
import { schedlab } from './contenders.js';
import { memory } from './memory.js';
import { models } from './models.js';
import { runOnce, speed } from './race.js';
import { passed, publish, table } from './report.js';

export function partMemory({ long, longest }, progress) {
  const peaks = memory(long ? [1e5, 1e6, 1e7, 1e8] : [1e5, 1e6, 1e7], progress);
  const billion = longest ? runOnce(schedlab, models[0], 1e9, 1) : undefined;
  progress('');
  const head = ['model', ...peaks[0].peaks.map(({ customers }) => `10^${Math.round(Math.log10(customers))} jobs`), 'target'];
  const rows = peaks.map(({ title, most, peaks: own, small, flat }) => [
    title,
    ...own.map(({ maxRssMiB }) => `${maxRssMiB.toFixed(1)} MiB`),
    `below ${most} MiB ${passed(small)}, flat ${passed(flat)}`,
  ]);
  const once = billion ? [`${models[0].title}, 10^9 jobs, once: ${billion.cpuSeconds.toFixed(0)} s of CPU time, ${(speed(billion) / 1e6).toPrecision(3)} M jobs/s, ${billion.maxRssMiB.toFixed(1)} MiB, mean response ${billion.meanResponse.toFixed(4)}.`] : [];
  publish('memory', 'Peak memory by the number of jobs', [table(head, rows), ...once], { peaks, billion });
  return peaks.every(({ small, flat }) => small && flat);
}
