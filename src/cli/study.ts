/** What `schedlab compare` and `schedlab sweep` share: their options, and how they are run. */
import type { Argv } from 'yargs';
import type { Study, StudyKind } from '../lab/study/load-study.ts';
import type { Parcel } from '../lab/parallel/pool.ts';
import { directoryName } from './directory.ts';
import { fileFault } from './exit.ts';
import { FEW_JOBS, type SimulationOptions, simulationOptions } from './options.ts';
import { checkWorkers } from './workers.ts';

export type StudyOptions = SimulationOptions;

export function studyOptions(argv: Argv, kind: StudyKind): Argv<StudyOptions> {
  return simulationOptions(argv, { file: `scenario file with a section ${kind}`, directory: `results/NAME/${kind}`, written: `${kind}.json, charts and report.html` });
}

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
