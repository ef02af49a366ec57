import type { CommandModule } from 'yargs';
import type { Parcel } from '../lab/parallel/pool.ts';
import { directoryName } from './directory.ts';
import { fileFault } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { FEW_JOBS, type SimulationOptions, simulationOptions } from './options.ts';
import { checkWorkers } from './workers.ts';

export const run: CommandModule<object, SimulationOptions> = {
  command: 'run <file>',
  describe: 'Run a scenario: simulation and theory side by side, with charts and a report',
  builder: (argv) =>
    simulationOptions(argv, { file: 'scenario file', directory: 'results/NAME', written: 'result.json, charts and report.html' })
      .example('$0 run scenarios/mm1.yaml', 'an M/M/1 queue, and what theory says of it')
      .example('$0 run scenarios/web-farm.yaml --set pool.dispatch=random', 'another policy is one word'),
  handler: (options) => interruptible((signal) => runScenario(options, signal)),
};

async function runScenario({ file, out, write, format, seed, set, workers }: SimulationOptions, signal: AbortSignal): Promise<void> {
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
