import type { Argv, CommandModule } from 'yargs';
import type { Parcel } from '../lab/parallel/pool.ts';
import { directoryName } from './directory.ts';
import { fileFault } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { checkWorkers } from './workers.ts';

interface RunOptions {
  readonly file: string;
  readonly out?: string;
  readonly write: boolean;
  readonly format: 'table' | 'json';
  readonly seed?: string;
  readonly set: readonly string[];
  readonly workers?: number;
}

export const run: CommandModule<object, RunOptions> = {
  command: 'run <file>',
  describe: 'Run a scenario: simulation and theory side by side, with charts and a report',
  builder: (argv) =>
    argv
      .positional('file', { type: 'string', demandOption: true, describe: 'scenario file, YAML or JSON' })
      .option('out', { type: 'string', requiresArg: true, describe: 'directory for results [default: results/NAME]' })
      .option('write', { type: 'boolean', default: true, describe: 'write result.json, charts and report.html' })
      .option('format', { choices: ['table', 'json'] as const, default: 'table' as const, describe: 'what to print' })
      .option('seed', { type: 'string', requiresArg: true, describe: "instead of the file's seed" })
      .option('set', { type: 'string', array: true, nargs: 1, default: [], describe: 'change the scenario: PATH=VALUE' })
      .option('workers', { type: 'number', requiresArg: true, describe: 'threads; the result does not depend on it [default: cores]' })
      .example('$0 run scenarios/mm1.yaml', 'an M/M/1 queue, and what theory says of it')
      .example('$0 run scenarios/web-farm.yaml --set pool.dispatch=random', 'another policy is one word') as unknown as Argv<RunOptions>,
  handler: (options) => interruptible((signal) => runScenario(options, signal)),
};

/** Below this many jobs in all, threads take longer to start than the work takes. */
const FEW_JOBS = 1_500_000;

async function runScenario({ file, out, write, format, seed, set, workers }: RunOptions, signal: AbortSignal): Promise<void> {
  checkWorkers(workers);
  const [{ loadFile }, { experiment, inThisThread }, { assemble }, { progressBar }] = await Promise.all([
    import('./scenario-file.ts'),
    import('../lab/experiment.ts'),
    import('../lab/report.ts'),
    import('./progress.ts'),
  ]);
  const { loaded, parcel } = await loadFile(file, set, seed);
  const { scenario, plan } = loaded;
  const progress = progressBar(plan.replications);
  const small = scenario.horizon.unit === 'jobs' && scenario.horizon.length * plan.replications < FEW_JOBS && workers === undefined;
  const pool = small ? undefined : await openPool(parcel, workers, plan.replications, signal);
  const replicator = pool?.replicator ?? inThisThread(scenario, signal);
  const measured = await experiment(scenario, plan, { replicator, onProgress: progress.update }).finally(async () => {
    progress.end();
    await pool?.close();
  });
  const result = assemble(loaded, measured);
  if (format === 'json') process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  else process.stdout.write((await import('../reports/table.ts')).resultTable(result));
  if (!write) return;
  const { writeReport } = await import('../reports/write.ts');
  const { join } = await import('node:path');
  const dir = out ?? join('results', directoryName(scenario.name));
  const written = await writeReport(result, dir).catch((error: unknown) => {
    throw new Error(`cannot write to ${dir}: ${fileFault(error)}`);
  });
  process.stderr.write(`\nwrote ${written.length} files; open ${join(dir, 'report.html')}\n`);
}

async function openPool(parcel: Parcel, workers: number | undefined, replications: number, signal: AbortSignal) {
  const { workerPool } = await import('../lab/parallel/pool.ts');
  const { availableParallelism } = await import('node:os');
  return workerPool(parcel, Math.min(workers ?? availableParallelism(), Math.max(1, replications)), signal);
}
