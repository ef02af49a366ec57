import { join } from 'node:path';
import type { Command } from './commands.ts';
import type { Parcel, WorkerPool } from '../lab/parallel/pool.ts';
import { checkDirectory, directoryName } from './directory.ts';
import { fileFault } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { checkOutputs } from './outputs.ts';
import { type SimulationOptions, simulationOptions } from './options.ts';

export const optimise: Command<SimulationOptions> = {
  builder: (argv) =>
    simulationOptions(argv, { file: 'scenario file with a section optimise', directory: 'results/NAME/optimise', written: 'optimise.json and the chart' })
      .epilogue(
        'The section optimise says what may vary (over), what is to be least (minimise) and what must hold (subject-to), in variables, constants and metrics ' +
          'such as response.p99, response.above(20) and loss. What is said of the answer holds together at its confidence; budget is how many replications may be made in all.',
      )
      .example('$0 optimise scenarios/optimise-nodes.yaml', 'the cheapest pool and policy that keep P99 below a target')
      .example("$0 optimise scenarios/optimise-nodes.yaml --set optimise.subject-to='response.p99 <= 8 ms'", 'another target is one word'),
  handler: (options) => interruptible((signal) => optimiseScenario(options, signal), 'the best so far is reported'),
};

async function optimiseScenario({ file, out, write, format, seed, set, workers }: SimulationOptions, signal: AbortSignal): Promise<void> {
  const [{ openFile }, { loadProblem }, { optimise: search }, { assembleOptimisation }, { progressBar }] = await Promise.all([
    import('./scenario-file.ts'),
    import('../lab/optimise/problem.ts'),
    import('../lab/optimise/optimise.ts'),
    import('../lab/optimise/assemble.ts'),
    import('./progress.ts'),
  ]);
  const { parcel, read, modules } = await openFile(file, set, seed);
  const problem = loadProblem(file, parcel.text, { overrides: parcel.overrides, read, modules });
  const dir = out ?? join('results', directoryName(problem.base.scenario.name), 'optimise');
  if (write) {
    checkOutputs(parcel, [dir, join(dir, 'optimise.json')].map((path) => ({ option: '--out', path })));
    checkDirectory(dir);
  }
  const progress = progressBar(problem.budget, 'replications of the budget');
  const pool = workers === 1 ? undefined : await lazyPool({ ...parcel, overrides: problem.options.overrides ?? [] }, workers, signal);
  const found = await search(problem, { run: pool?.runner, signal, onProgress: progress.update }).finally(async () => {
    progress.end();
    await pool?.close();
  });
  // There is nothing to tell of, and what an earlier search found is not to be replaced by that.
  if (found.field.interrupted && found.field.spent === 0) throw new Error('stopped before the first replication was finished; nothing is written');
  const result = assembleOptimisation(found);
  const table = (await import('../reports/optimise/table.ts')).optimisationTable(result);
  process.stdout.write(format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : table);
  if (result.answer === null) process.exitCode = 1;
  if (!write) return;
  const { writeOptimisation } = await import('../reports/optimise/write.ts');
  const written = await writeOptimisation(result, table, dir).catch((error: unknown) => {
    throw new Error(`cannot write to ${dir}: ${fileFault(error)}`);
  });
  process.stderr.write(`\nwrote ${written.length} files to ${dir}\n`);
}

/** Begins the threads with the first replication: by then all files have been read that the candidates name, and what needs no run has none. */
async function lazyPool(parcel: Parcel, workers: number | undefined, signal: AbortSignal): Promise<Pick<WorkerPool, 'runner' | 'close'>> {
  const { workerPool } = await import('../lab/parallel/pool.ts');
  const { availableParallelism } = await import('node:os');
  let pool: WorkerPool | undefined;
  return {
    runner: (tasks) => (pool ??= workerPool(parcel, workers ?? availableParallelism(), signal)).runner(tasks),
    close: async () => pool?.close(),
  };
}
