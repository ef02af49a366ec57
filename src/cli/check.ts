import type { Argv } from 'yargs';
import type { Command } from './commands.ts';
import { exitWith } from './exit.ts';

interface CheckOptions {
  readonly file: readonly string[];
  readonly set: readonly string[];
}

export const check: Command<CheckOptions> = {
  builder: (argv) =>
    argv
      .positional('file', { type: 'string', array: true, demandOption: true, describe: 'scenario files, YAML or JSON' })
      .option('set', { type: 'string', array: true, nargs: 1, default: [], describe: 'change the scenario: PATH=VALUE' })
      .example('$0 check scenarios/*.yaml', 'every fault of every file') as unknown as Argv<CheckOptions>,
  handler: async ({ file, set }) => {
    const { loadFile, loadStudyFile } = await import('./scenario-file.ts');
    const { oracle } = await import('../theory/oracle.ts');
    for (const path of file) {
      try {
        const { scenario, ...loaded } = (await loadFile(path, set, undefined)).loaded;
        for (const kind of ['compare', 'sweep'] as const) if (loaded[kind]) await loadStudyFile(kind, path, set, undefined);
        const known = [...new Set(oracle(scenario).findings.map(({ formula }) => formula.title))];
        process.stdout.write(`${path}: fine; theory: ${known.length > 0 ? known.join(', ') : 'no formula applies'}\n`);
      } catch (error) {
        exitWith(error);
      }
    }
  },
};
