/** What the commands that simulate a scenario file share: their options, and when threads are worth it. */
import type { Argv } from 'yargs';

export interface SimulationOptions {
  readonly file: string;
  readonly out?: string;
  readonly write: boolean;
  readonly format: 'table' | 'json';
  readonly seed?: string;
  readonly set: readonly string[];
  readonly workers?: number;
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
    .option('workers', { type: 'number', requiresArg: true, describe: 'threads; the result does not depend on it [default: cores]' }) as unknown as Argv<SimulationOptions>;
}

/** Below this many jobs in all, threads take longer to start than the work takes. */
export const FEW_JOBS = 1_500_000;
