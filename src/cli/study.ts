/** What `schedlab compare` and `schedlab sweep` share: their options, and how they are run. */
import type { Argv } from 'yargs';
import type { Study, StudyKind } from '../lab/study/load-study.ts';
import type { Parcel } from '../lab/parallel/pool.ts';
import { directoryName } from './directory.ts';
import { fileFault } from './exit.ts';
import { checkWorkers } from './workers.ts';

export interface StudyOptions {
  readonly file: string;
  readonly out?: string;
  readonly write: boolean;
  readonly format: 'table' | 'json';
  readonly seed?: string;
  readonly set: readonly string[];
  readonly workers?: number;
}

export function studyOptions(argv: Argv, kind: StudyKind): Argv<StudyOptions> {
  return argv
    .positional('file', { type: 'string', demandOption: true, describe: `scenario file with a section ${kind}, YAML or JSON` })
    .option('out', { type: 'string', requiresArg: true, describe: `directory for results [default: results/NAME/${kind}]` })
    .option('write', { type: 'boolean', default: true, describe: `write ${kind}.json, charts and report.html` })
    .option('format', { choices: ['table', 'json'] as const, default: 'table' as const, describe: 'what to print' })
    .option('seed', { type: 'string', requiresArg: true, describe: "instead of the file's seed" })
    .option('set', { type: 'string', array: true, nargs: 1, default: [], describe: 'change the scenario: PATH=VALUE' })
    .option('workers', { type: 'number', requiresArg: true, describe: 'threads; the result does not depend on it [default: cores]' }) as unknown as Argv<StudyOptions>;
}

/** Below this many jobs in all, threads take longer to start than the work takes. */
const FEW_JOBS = 1_500_000;

export async function runStudy(kind: StudyKind, { file, out, write, format, seed, set, workers }: StudyOptions, signal: AbortSignal): Promise<void> {
  checkWorkers(workers);
  const [{ loadStudyFile }, { play, runInThisThread }, { assembleStudy }, { progressBar }] = await Promise.all([
    import('./scenario-file.ts'),
    import('../lab/study/play.ts'),
    import('../lab/study/assemble-study.ts'),
    import('./progress.ts'),
  ]);
  const { study, parcel } = await loadStudyFile(kind, file, set, seed);
  const progress = progressBar(study.cells.length * study.base.plan.replications);
  const pool = isSmall(study) && workers === undefined ? undefined : await openPool(parcel, workers, study, signal);
  const played = await play(study, pool?.runner ?? runInThisThread(study.cells, signal), progress.update).finally(async () => {
    progress.end();
    await pool?.close();
  });
  const result = assembleStudy(study, played);
  if (format === 'json') process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  else process.stdout.write((await import('../reports/study/table.ts')).studyTable(result));
  if (!write) return;
  const { writeStudy } = await import('../reports/study/write.ts');
  const { join } = await import('node:path');
  const dir = out ?? join('results', directoryName(result.name), kind);
  const written = await writeStudy(result, dir).catch((error: unknown) => {
    throw new Error(`cannot write to ${dir}: ${fileFault(error)}`);
  });
  process.stderr.write(`\nwrote ${written.length} files; open ${join(dir, 'report.html')}\n`);
}

function isSmall({ base: { plan }, cells }: Study): boolean {
  const jobs = cells.reduce((sum, { loaded: { scenario: { horizon } } }) => sum + (horizon.unit === 'jobs' ? horizon.length : Infinity), 0);
  return jobs * plan.replications < FEW_JOBS;
}

async function openPool(parcel: Parcel, workers: number | undefined, { cells, base }: Study, signal: AbortSignal) {
  const { workerPool } = await import('../lab/parallel/pool.ts');
  const { availableParallelism } = await import('node:os');
  return workerPool(parcel, Math.min(workers ?? availableParallelism(), Math.max(1, cells.length * base.plan.replications)), signal);
}
