import { join } from 'node:path';
import type { Replicator } from '../lab/experiment.ts';
import type { Parcel } from '../lab/parallel/pool.ts';
import type { Runner, Task } from '../lab/study/play.ts';
import type { Result } from '../result.ts';
import type { Command } from './commands.ts';
import { checkDirectory, directoryName } from './directory.ts';
import { fileFault, InputError } from './exit.ts';
import { type AtOnce, interruptible } from './interrupt.ts';
import { checkOutputs, type Output } from './outputs.ts';
import { checkResume, FEW_JOBS, type ResumableOptions, resumable, simulationOptions } from './options.ts';
import { WholeFile, traceFiles } from './whole-file.ts';
import type { RecordedRun } from './traced.ts';
import { wholeNumber } from './whole-number.ts';

interface RunOptions extends ResumableOptions {
  readonly trace?: string;
  readonly backend: string;
  readonly replay: boolean;
  readonly calibrate: boolean;
  readonly live?: boolean;
  readonly metricsPort?: number;
  readonly results?: string;
}

export const run: Command<RunOptions> = {
  builder: (argv) =>
    resumable(simulationOptions(argv, { file: 'scenario file', directory: 'results/NAME', written: 'result.json, charts and report.html' }))
      .option('trace', { type: 'string', requiresArg: true, describe: 'write who did what when in the first replication, as Chrome trace events that open in https://ui.perfetto.dev; the report gets a timeline' })
      .option('backend', { type: 'string', requiresArg: true, default: 'simulated', describe: 'who carries the scenario out: simulated; threads or processes, in real time; or both, as in simulated,threads' })
      .option('replay', { type: 'boolean', default: true, describe: 'beside a real run, simulate the very jobs that it had' })
      .option('results', { type: 'string', requiresArg: true, describe: 'write what became of every job of a real run, and what calls returned, a line of JSON each' })
      .option('calibrate', { type: 'boolean', default: false, describe: 'measure the machine before a real run, and simulate with what it takes' })
      .option('live', { type: 'boolean', describe: 'draw a real run on stderr while it goes on: queues, utilisation, throughput, P99 so far [default: where stderr is a terminal]' })
      .option('metrics-port', { requiresArg: true, coerce: wholeNumber('metrics-port', 0, 65_535, ', where 0 is any that is free'), describe: 'serve the numbers of a real run to Prometheus, at http://127.0.0.1:PORT/metrics; 0 takes any that is free' })
      .example('$0 run scenarios/mm1.yaml', 'an M/M/1 queue, and what theory says of it')
      .example('$0 run scenarios/web-farm.yaml --set pool.dispatch=random', 'another policy is one word')
      .example('$0 run scenarios/real-workers.yaml --backend threads --calibrate', 'on real threads: simulation, theory and reality side by side')
      .example('$0 run scenarios/real-workers.yaml --backend threads --metrics-port 9464', 'with metrics for Prometheus while it goes on')
      .example('$0 run scenarios/web-farm.yaml --trace trace.json', 'each job from submit to complete, to be opened in Perfetto'),
  handler: (options) => interruptible((signal, atOnce) => runScenario(options, signal, atOnce)),
};

async function runScenario(options: RunOptions, signal: AbortSignal, atOnce: AtOnce): Promise<void> {
  const { file, out, write, format, seed, set, workers, resume, trace, backend } = options;
  checkResume(resume, write);
  if (backend !== 'simulated') return runOnWorkers(options, signal);
  if (options.live) throw new InputError('--live: draws a real run; add --backend threads');
  if (options.metricsPort !== undefined) throw new InputError('--metrics-port: serves the numbers of a real run; add --backend threads');
  if (options.results !== undefined) throw new InputError('--results: tells of the jobs of a real run; add --backend threads');
  if (options.calibrate) throw new InputError('--calibrate: measures the machine for a real run; add --backend threads');
  const [{ loadFile }, { experiment, inThisThread }, { assemble }, { progressBar }, { openUnfinished, keeping }, { recordSimulated, recordedKeys, recordedNotes }] = await Promise.all([
    import('./scenario-file.ts'),
    import('../lab/experiment.ts'),
    import('../lab/report.ts'),
    import('./progress.ts'),
    import('./unfinished.ts'),
    import('./traced.ts'),
  ]);
  const { loaded, parcel } = await loadFile(file, set, seed);
  const { scenario, plan, record } = loaded;
  const dir = out ?? join('results', directoryName(scenario.name));
  checkOutputs(parcel, outputsOf({ write, dir, traces: trace === undefined ? [] : [trace] }));
  if (write) checkDirectory(dir);
  const small = !resume && scenario.horizon.unit === 'jobs' && scenario.horizon.length * plan.replications < FEW_JOBS && workers === undefined;
  // What takes a second is not kept before it is done.
  const unfinished = write && !small ? await openUnfinished(dir, resume, { kind: 'run', record, parcel, width: 1, total: plan.replications }) : undefined;
  await keeping(unfinished, plan.replications, async () => {
    let traceFile = traceAt(trace);
    // What ends at once can take nothing away: that the file can be written is known.
    if (small) {
      traceFile?.discard();
      traceFile = undefined;
    }
    const progress = progressBar(plan.replications, 'replications', () => unfinished?.served ?? 0);
    const pool = small ? undefined : await openPool(parcel, workers, plan.replications, signal);
    const replicator = pool ? replicatorOf(unfinished?.runner(pool.runner) ?? pool.runner) : inThisThread(scenario, signal);
    const simulate = () => experiment(scenario, plan, { replicator, onProgress: progress.update });
    const measured = await (small ? atOnce(simulate) : simulate()).finally(async () => {
      progress.end();
      await pool?.close();
    }).catch((error: unknown) => {
      traceFile?.discard();
      throw error;
    });
    if (small) traceFile = traceAt(trace);
    const recorded = traceFile && recordSimulated(loaded, traceFile);
    const result = { ...assemble(loaded, measured), ...recordedKeys(recorded ? [recorded] : []) };
    await print(result, format);
    if (recorded) process.stderr.write(recordedNotes(recorded, loaded, traceFile));
    if (!write) return true;
    await writeTo(dir, result);
    return !measured.interrupted;
  });
}

/** Real workers carry it out; it is simulated too, as planned or on their jobs only. */
async function runOnWorkers(options: RunOptions, signal: AbortSignal): Promise<void> {
  const { file, out, write, format, seed, set, workers, backend, replay, calibrate, results, trace, live = process.stderr.isTTY, metricsPort } = options;
  const [{ loadFile }, { backendsIn, carryOut, planReal, secondsOf }, { inThisThread }, { realScenario }, { progressBar }, { recordedKeys, recordedNotes, recordSimulated }, { watchReal }, { callingsOf }] = await Promise.all([
    import('./scenario-file.ts'),
    import('./real-run.ts'),
    import('../lab/experiment.ts'),
    import('../lab/execution/run-real.ts'),
    import('./progress.ts'),
    import('./traced.ts'),
    import('./real-watch.ts'),
    import('./real-calls.ts'),
  ]);
  const { simulated, real } = backendsIn(backend);
  if (!real) throw new InputError(`--backend ${backend}: names no backend but simulated`);
  const from = await loadFile(file, set, seed, true);
  const { scenario, plan, unit } = from.loaded;
  const planned = planReal(from);
  const watched = realScenario(scenario, planned);
  const dir = out ?? join('results', directoryName(scenario.name));
  const traces = trace === undefined ? [] : traceFiles(trace, simulated ? ['simulated', real] : [real]);
  checkOutputs(from.parcel, outputsOf({ write, dir, traces, results }), callingsOf(planned, file).flatMap((calling) => calling?.module ?? []));
  if (write) checkDirectory(dir);
  const traced = traces.map((path) => new WholeFile(path));
  let simulation: RecordedRun | undefined;
  const watch = await watchReal(watched, {
    backend: real, unit, milliseconds: planned.unit, replications: planned.replications, live, signal,
    ...(metricsPort !== undefined && { metricsPort }),
    unplanned: planned.calls.map((call) => call !== undefined),
    ...(trace !== undefined && { file: traced.at(-1)!, timeline: () => simulation?.timeline }),
  }).catch((error: unknown) => {
    for (const one of traced) one.discard();
    throw error;
  });
  if (watch.port !== undefined) process.stderr.write(`metrics at http://127.0.0.1:${watch.port}/metrics\n`);
  const progress = progressBar(plan.replications);
  const pool = simulated ? await openPool(from.parcel, workers, plan.replications, signal) : undefined;
  if (process.stderr.isTTY) process.stderr.write(`about ${Math.ceil(secondsOf(from.loaded, planned))} s in real time\n`);
  const replicator = pool ? replicatorOf(pool.runner) : inThisThread(scenario, signal);
  let recorded: readonly RecordedRun[] = [];
  const { result: measured, lament } = await (async () => {
    // Calls that nobody has measured cannot be simulated beforehand.
    if (trace !== undefined && planned.calls.length > 0) traced.at(-2)?.discard();
    else if (trace !== undefined) simulation = recordSimulated({ scenario: watched, unit }, traced.at(-2));
    return carryOut(from, planned, { backend: real, simulated, calibrate, replay, results, replicator, onSimulated: progress.update, listening: watch.listening, signal });
  })().finally(async () => {
    progress.end();
    recorded = await watch.end();
    await pool?.close();
  });
  const all = [...(simulation ? [simulation] : []), ...recorded];
  const result = { ...measured, ...recordedKeys(all) };
  await print(result, format);
  for (const one of all) process.stderr.write(recordedNotes(one, from.loaded, one === simulation ? traced.at(-2) : one === recorded[0] ? traced.at(-1) : undefined));
  if (write) await writeTo(dir, result);
  if (lament === undefined) return;
  // Where the file says what is to be done about failures, they are not unexpected.
  if (scenario.pool.recovery) process.stderr.write(`${lament}\n`);
  else throw new Error(lament);
}

function traceAt(path: string | undefined): WholeFile | undefined {
  return path === undefined ? undefined : new WholeFile(path);
}

function outputsOf({ write, dir, traces, results }: { readonly write: boolean; readonly dir: string; readonly traces: readonly string[]; readonly results?: string | undefined }): readonly Output[] {
  return [
    ...(write ? [{ option: '--out', path: dir }, ...['result.json', 'report.html'].map((name) => ({ option: '--out', path: join(dir, name) }))] : []),
    ...(results === undefined ? [] : [{ option: '--results', path: results }]),
    ...traces.map((path) => ({ option: '--trace', path })),
  ];
}

async function print(result: Result, format: RunOptions['format']): Promise<void> {
  if (format === 'json') process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  else process.stdout.write((await import('../reports/table.ts')).resultTable(result));
}

async function writeTo(dir: string, result: Result): Promise<void> {
  const { writeReport } = await import('../reports/write.ts');
  const written = await writeReport(result, dir).catch((error: unknown) => {
    throw new Error(`cannot write to ${dir}: ${fileFault(error)}`);
  });
  process.stderr.write(`\nwrote ${written.length} files; open ${join(dir, 'report.html')}\n`);
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
