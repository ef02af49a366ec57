/** What the commands that simulate a scenario file share: their options, and when threads are worth it. */
import type { Argv } from 'yargs';
import { InputError } from './exit.ts';
import { workersOption } from './whole-number.ts';

export interface SimulationOptions {
  readonly file: string;
  readonly out?: string;
  readonly write: boolean;
  readonly format: 'table' | 'json';
  readonly seed?: string;
  readonly set: readonly string[];
  readonly workers?: number;
}

/** Of commands whose work can be gone on with after whatever ended it. */
export interface ResumableOptions extends SimulationOptions {
  readonly resume: boolean;
}

export function resumable(argv: Argv<SimulationOptions>): Argv<ResumableOptions> {
  return argv.option('resume', { type: 'boolean', default: false, describe: 'go on with what was broken off: finished replications are not run again' });
}

/** Throws an InputError where nothing is kept that could be gone on with. */
export function checkResume(resume: boolean, write: boolean): void {
  if (resume && !write) throw new InputError('--resume: goes on with what is kept in the directory of results, and --no-write keeps nothing');
}

/** `file`: what the file is; `directory`: where results go by default; `written`: what is written there. */
export function simulationOptions(argv: Argv, { file, directory, written }: { readonly file: string; readonly directory: string; readonly written: string }): Argv<SimulationOptions> {
  return argv
    .positional('file', { type: 'string', demandOption: true, describe: `${file}, YAML or JSON` })
    .option('out', { type: 'string', requiresArg: true, describe: `directory for results [default: ${directory}]` })
    .option('write', { type: 'boolean', default: true, describe: `write ${written}` })
    .option('format', { choices: ['table', 'json'] as const, default: 'table' as const, describe: 'what to print' })
    .option('seed', { type: 'string', requiresArg: true, describe: "instead of the file's seed" })
    .option('set', { type: 'string', array: true, nargs: 1, default: [], describe: 'change the scenario: PATH=VALUE' })
    .option('workers', workersOption) as unknown as Argv<SimulationOptions>;
}

/** Below this many jobs in all, threads take longer to start than the work takes. */
export const FEW_JOBS = 1_500_000;
