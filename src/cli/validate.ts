import type { Argv } from 'yargs';
import type { Command } from './commands.ts';
import { checkDirectory } from './directory.ts';
import { fileFault, InputError } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { workersOption } from './whole-number.ts';

interface ValidateOptions {
  readonly formula: readonly string[];
  readonly quick: boolean;
  readonly out: string;
  readonly write: boolean;
  readonly format: 'table' | 'json';
  readonly seed: string;
  readonly workers?: number;
}

export const validate: Command<ValidateOptions> = {
  builder: (argv) =>
    argv
      .positional('formula', { type: 'string', array: true, default: [], describe: 'those to validate [default: all]' })
      .option('quick', { type: 'boolean', default: false, describe: 'a few minutes less: shorter runs, fewer seeds and loads' })
      .option('out', { type: 'string', requiresArg: true, default: 'results/validation', describe: 'directory for the report' })
      .option('write', { type: 'boolean', default: true, describe: 'write the report: formulas.md, Q–Q plots, values.csv' })
      .option('format', { choices: ['table', 'json'] as const, default: 'table' as const, describe: 'what to print' })
      .option('seed', { type: 'string', requiresArg: true, default: 'validation', describe: 'other seeds: another sample of the same proof' })
      .option('workers', workersOption)
      .example('$0 validate', 'the proof that is kept under results/validation')
      .example('$0 validate mm1 mg1-srpt --no-write', 'two formulas, on the terminal only') as unknown as Argv<ValidateOptions>,
  handler: (options) => interruptible((signal) => validateFormulas(options, signal), 'nothing is written, since a part proves nothing'),
};

async function validateFormulas({ formula, quick, out, write, format, seed, workers }: ValidateOptions, signal: AbortSignal): Promise<void> {
  const [{ catalogue }, { meantIn }, { trials }, { runTrials }, { assembleValidation }, { progressBar }, { availableParallelism }] = await Promise.all([
    import('../lab/catalogue.ts'),
    import('../registry.ts'),
    import('../lab/validation/trials.ts'),
    import('../lab/parallel/validate.ts'),
    import('../lab/validation/assemble.ts'),
    import('./progress.ts'),
    import('node:os'),
  ]);
  if (write) checkDirectory(out);
  const known = Object.keys(catalogue.formula);
  for (const name of formula.filter((one) => !known.includes(one))) {
    const meant = meantIn(name, catalogue.formula);
    throw new InputError(`unknown formula "${name}"${meant === undefined ? '' : `; did you mean "${meant}"?`}; schedlab list formula names them`);
  }
  const depth = quick ? 'quick' : 'full';
  const only = formula.length === 0 ? undefined : formula;
  const planned = trials(depth, only);
  const progress = progressBar(planned.length, 'cases');
  const outcomes = [];
  try {
    for await (const outcome of runTrials(planned, { depth, chance: seed }, workers ?? availableParallelism(), signal)) {
      outcomes.push(outcome);
      progress.update(outcomes.length, planned.length);
    }
  } finally {
    progress.end();
  }
  if (outcomes.length < planned.length) throw new Error(`stopped with ${outcomes.length} of ${planned.length} cases done`);
  const validation = assembleValidation(outcomes, { depth, seed, only });
  if (format === 'json') process.stdout.write(`${JSON.stringify(validation, null, 2)}\n`);
  else process.stdout.write((await import('../reports/validation/table.ts')).validationTable(validation));
  if (write) await writeTo(out, async (dir) => (await import('../reports/validation/write.ts')).writeValidation(validation, dir));
  if (!validation.pass) process.exitCode = 1;
}

async function writeTo(dir: string, write: (dir: string) => Promise<string[]>): Promise<void> {
  const written = await write(dir).catch((error: unknown) => {
    throw new Error(`cannot write to ${dir}: ${fileFault(error)}`);
  });
  process.stderr.write(`\nwrote ${written.length} files to ${dir}\n`);
}
