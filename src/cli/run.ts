import type { CommandModule } from 'yargs';
import type { Replicator } from '../lab/experiment.ts';
import type { Parcel } from '../lab/parallel/pool.ts';
import type { Runner, Task } from '../lab/study/play.ts';
import { directoryName } from './directory.ts';
import { fileFault } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { checkResume, FEW_JOBS, type ResumableOptions, resumable, simulationOptions } from './options.ts';
import { checkWorkers } from './workers.ts';

export const run: CommandModule<object, ResumableOptions> = {
  command: 'run <file>',
  describe: 'Run a scenario: simulation and theory side by side, with charts and a report',
  builder: (argv) =>
    resumable(simulationOptions(argv, { file: 'scenario file', directory: 'results/NAME', written: 'result.json, charts and report.html' }))
      .example('$0 run scenarios/mm1.yaml', 'an M/M/1 queue, and what theory says of it')
      .example('$0 run scenarios/web-farm.yaml --set pool.dispatch=random', 'another policy is one word'),
  handler: (options) => interruptible((signal) => runScenario(options, signal)),
};

async function runScenario({ file, out, write, format, seed, set, workers, resume }: ResumableOptions, signal: AbortSignal): Promise<void> {
  checkWorkers(workers);
  checkResume(resume, write);
  const [{ loadFile }, { experiment, inThisThread }, { assemble }, { progressBar }, { openUnfinished, keeping }, { join }] = await Promise.all([
    import('./scenario-file.ts'),
    import('../lab/experiment.ts'),
    import('../lab/report.ts'),
    import('./progress.ts'),
    import('./unfinished.ts'),
    import('node:path'),
  ]);
  const { loaded, parcel } = await loadFile(file, set, seed);
  const { scenario, plan, record } = loaded;
  const dir = out ?? join('results', directoryName(scenario.name));
  const small = scenario.horizon.unit === 'jobs' && scenario.horizon.length * plan.replications < FEW_JOBS && workers === undefined;
  // What takes a second is not kept before it is done.
  const unfinished = write && (resume || !small) ? openUnfinished(dir, resume, { kind: 'run', record, parcel, width: 1, total: plan.replications }) : undefined;
  await keeping(unfinished, plan.replications, async () => {
    const progress = progressBar(plan.replications, 'replications', () => unfinished?.served ?? 0);
    const pool = small ? undefined : await openPool(parcel, workers, plan.replications, signal);
    const replicator = pool ? replicatorOf(unfinished?.runner(pool.runner) ?? pool.runner) : inThisThread(scenario, signal);
    const measured = await experiment(scenario, plan, { replicator, onProgress: progress.update }).finally(async () => {
      progress.end();
      await pool?.close();
    });
    const result = assemble(loaded, measured);
    if (format === 'json') process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    else process.stdout.write((await import('../reports/table.ts')).resultTable(result));
    if (!write) return true;
    const { writeReport } = await import('../reports/write.ts');
    const written = await writeReport(result, dir).catch((error: unknown) => {
      throw new Error(`cannot write to ${dir}: ${fileFault(error)}`);
    });
    process.stderr.write(`\nwrote ${written.length} files; open ${join(dir, 'report.html')}\n`);
    return !measured.interrupted;
  });
}

function replicatorOf(runner: Runner): Replicator {
  return async function* (indices) {
    for await (const [{ index }, replicate] of runner(indices.map((one) => ({ cell: 0, index: one })))) yield [index, replicate] as const;
  };
}

async function openPool(parcel: Parcel, workers: number | undefined, replications: number, signal: AbortSignal) {
  const { workerPool } = await import('../lab/parallel/pool.ts');
  const { availableParallelism } = await import('node:os');
  const nameOf = ({ index }: Task) => `replication ${index + 1} of ${Math.max(replications, index + 1)}`;
  return workerPool(parcel, Math.min(workers ?? availableParallelism(), Math.max(1, replications)), signal, nameOf);
}
