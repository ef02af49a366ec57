/** What `schedlab compare` and `schedlab sweep` share: their options, and how they are run. */
import type { Argv } from 'yargs';
import type { Study, StudyKind } from '../lab/study/load-study.ts';
import type { Task } from '../lab/study/play.ts';
import type { Parcel } from '../lab/parallel/pool.ts';
import { directoryName } from './directory.ts';
import { fileFault } from './exit.ts';
import { checkOutputs } from './outputs.ts';
import { checkResume, FEW_JOBS, type ResumableOptions, resumable, simulationOptions } from './options.ts';

export interface StudyOptions extends ResumableOptions {
  /** Of a comparison: go on until one variant is selected. */
  readonly untilDecided?: boolean;
}

export function studyOptions(argv: Argv, kind: StudyKind): Argv<StudyOptions> {
  return resumable(simulationOptions(argv, { file: `scenario file with a section ${kind}`, directory: `results/NAME/${kind}`, written: `${kind}.json, charts and report.html` }));
}

export async function runStudy(kind: StudyKind, { file, out, write, format, seed, set, workers, resume, untilDecided = false }: StudyOptions, signal: AbortSignal): Promise<void> {
  checkResume(resume, write);
  const [{ loadStudyFile }, { play, runInThisThread }, { assembleStudy }, { progressBar }, { openUnfinished, keeping }, { join }] = await Promise.all([
    import('./scenario-file.ts'),
    import('../lab/study/play.ts'),
    import('../lab/study/assemble-study.ts'),
    import('./progress.ts'),
    import('./unfinished.ts'),
    import('node:path'),
  ]);
  const { study, parcel } = await loadStudyFile(kind, file, set, seed, untilDecided);
  const { cells, variants, base: { record, plan, scenario } } = study;
  const total = cells.length * plan.replications;
  const dir = out ?? join('results', directoryName(scenario.name), kind);
  if (write) checkOutputs(parcel, [dir, join(dir, `${kind}.json`), join(dir, 'report.html')].map((path) => ({ option: '--out', path })));
  const unfinished = write ? await openUnfinished(dir, resume, { kind, record, parcel, width: variants.length, total }) : undefined;
  await keeping(unfinished, total, async () => {
    const progress = progressBar(total, 'replications', () => unfinished?.served ?? 0);
    // A policy of the user's own may never come to an end: a thread of its own can be given up.
    const here = isSmall(study) && workers === undefined && Object.keys(parcel.modules).length === 0;
    const pool = here ? undefined : await openPool(parcel, workers, study, signal);
    const runner = pool?.runner ?? runInThisThread(cells, signal);
    const played = await play(study, unfinished?.runner(runner) ?? runner, progress.update, unfinished).finally(async () => {
      progress.end();
      await pool?.close();
    });
    const result = assembleStudy(study, played);
    if (format === 'json') process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    else process.stdout.write((await import('../reports/study/table.ts')).studyTable(result));
    if (!write) return true;
    const { writeStudy } = await import('../reports/study/write.ts');
    const written = await writeStudy(result, dir).catch((error: unknown) => {
      throw new Error(`cannot write to ${dir}: ${fileFault(error)}`);
    });
    process.stderr.write(`\nwrote ${written.length} files; open ${join(dir, 'report.html')}\n`);
    return !played.interrupted;
  });
}

function isSmall({ base: { plan }, cells, goal }: Study): boolean {
  const jobs = cells.reduce((sum, { loaded: { scenario: { horizon } } }) => sum + (horizon.unit === 'jobs' ? horizon.length : Infinity), 0);
  return jobs * (goal?.atMost ?? plan.replications) < FEW_JOBS;
}

async function openPool(parcel: Parcel, workers: number | undefined, { cells, base, goal }: Study, signal: AbortSignal) {
  const { workerPool } = await import('../lab/parallel/pool.ts');
  const { availableParallelism } = await import('node:os');
  const { replications } = base.plan;
  const nameOf = ({ cell, index }: Task) => `replication ${index + 1}${goal ? '' : ` of ${replications}`}${at(cells[cell].change.name)}`;
  return workerPool(parcel, Math.min(workers ?? availableParallelism(), Math.max(1, cells.length * replications)), signal, nameOf);
}

function at(name: string): string {
  return name === '' ? '' : ` at ${name}`;
}
