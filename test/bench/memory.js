/** Peak memory of ours against the number of jobs: it must not grow. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { schedlab } from './contenders.js';
import { models } from './models.js';
import { runOnce } from './race.js';

/** Of what simulates, and of a whole `schedlab run` with theory and tables besides. */
export const MOST_MEBIBYTES = { engine: 80, run: 150 };
/** Garbage collection comes when it pleases: peaks of equal programs differ by this much. */
const FLAT_WITHIN_MEBIBYTES = 12;

const cli = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url));
/** Written at the very end, behind all else on stderr. */
const TELL_PEAK = `data:text/javascript,process.on('exit', () => process.stderr.write('\\npeak ' + process.resourceUsage().maxRSS))`;

/** One row for the engine under each model, and one for the whole program. */
export function memory(sizes, progress) {
  const engine = models.map((model) => judged(model.title, MOST_MEBIBYTES.engine, sizes, (customers) => {
    progress(`memory: ${model.name}, ${customers} jobs`);
    return runOnce(schedlab, model, customers, 1).maxRssMiB;
  }));
  const run = judged('schedlab run, M/M/1, one worker, nothing written', MOST_MEBIBYTES.run, sizes, (jobs) => {
    progress(`memory: schedlab run, ${jobs} jobs`);
    return wholeRun(jobs);
  });
  return [...engine, run];
}

function judged(title, most, sizes, peakOf) {
  const peaks = sizes.map((customers) => ({ customers, maxRssMiB: peakOf(customers) }));
  const rss = peaks.map(({ maxRssMiB }) => maxRssMiB);
  const rise = rss.at(-1) - rss[0];
  return { title, most, peaks, small: Math.max(...rss) < most, flat: rise < FLAT_WITHIN_MEBIBYTES, rise };
}

/** One replication, in a thread of its own whatever its length. */
function wholeRun(jobs) {
  const scenario = fileURLToPath(new URL('../../scenarios/mm1.yaml', import.meta.url));
  const args = ['--import', TELL_PEAK, cli, 'run', scenario, '--no-write', '--workers', '1', '--set', `run.jobs=${jobs}`, '--set', 'run.replications=1'];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const peak = /\npeak (\d+)$/.exec(stderr);
  if (status !== 0 || !peak) throw new Error(`schedlab run ended with status ${status}: ${stderr}`);
  return Number(peak[1]) / 1024;
}
