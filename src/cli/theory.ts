import type { Argv, CommandModule } from 'yargs';
import type { Formula } from '../theory/define.ts';
import { InputError } from './exit.ts';

interface TheoryOptions {
  readonly model: string;
  readonly format: 'table' | 'json';
  readonly [param: string]: unknown;
}

/** Options that are not parameters of the formula. */
const OURS = new Set(['model', 'format', '_', '$0', 'help', 'h', 'version', 'v']);

export const theory: CommandModule<object, TheoryOptions> = {
  command: 'theory <model>',
  describe: 'Explain a formula with your numbers filled in',
  builder: (argv) =>
    argv
      .positional('model', { type: 'string', demandOption: true, describe: 'as in schedlab list formula' })
      .option('format', { choices: ['table', 'json'] as const, default: 'table' as const, describe: 'what to print' })
      .strictOptions(false)
      .strict(false)
      .parserConfiguration({ 'camel-case-expansion': false, 'dot-notation': false })
      .epilogue("The formula's parameters are options: schedlab list formula names them. Without any, an example is shown.")
      .example('$0 theory mm1 --lambda 0.8 --mu 1', 'M/M/1 at load 0.8')
      .example("$0 theory mg1 --lambda 0.5 --size '{ uniform: { min: 0, max: 2 } }'", 'a distribution is written as in a scenario') as unknown as Argv<TheoryOptions>,
  handler: async (options) => {
    const [{ catalogue }, { nearest }, { parse }, { faultsOf, formatPath }, { explain }, { ParamError }] = await Promise.all([
      import('../lab/catalogue.ts'),
      import('../registry.ts'),
      import('yaml'),
      import('../lab/scenario/faults.ts'),
      import('../theory/explain.ts'),
      import('../params.ts'),
    ]);
    const { model, format } = options;
    const known = catalogue.formula;
    if (!Object.hasOwn(known, model)) {
      const meant = nearest(model, Object.keys(known));
      const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
      throw new InputError(`unknown formula "${model}"; allowed: ${Object.keys(known).join(', ')}${hint}`);
    }
    const formula = known[model];
    const given = Object.entries(options).filter(([key]) => !OURS.has(key));
    const values = given.map(([key, value]) => [key, typeof value === 'string' ? valueOf(key, value, parse) : value]);
    const wanted: unknown = given.length === 0 ? formula.examples[0].params : Object.fromEntries(values);
    const parsed = formula.params.safeParse(wanted, { reportInput: true });
    if (!parsed.success) {
      const faults = faultsOf(parsed.error).map(({ path, message, allowed, meant }) => {
        const hint = (allowed ? `; allowed: ${allowed.join(', ')}` : '') + (meant === undefined ? '' : `; did you mean "${meant}"?`);
        return `${path.length === 0 ? '' : `--${formatPath(path)}: `}${message}${hint}`;
      });
      throw new InputError(faults.join('\n'));
    }
    try {
      const params: unknown = parsed.data;
      const text = format === 'json' ? jsonOf(formula, params) : explain(formula, params);
      process.stdout.write(text);
    } catch (error) {
      if (error instanceof ParamError) throw new InputError(error.message);
      throw error;
    }
  },
};

/** JSON has no Infinity: it is the string "Infinity", as in result.json. */
function jsonOf(formula: Formula, params: unknown): string {
  const { values, bounds, others, classes } = formula.create(params);
  const content = { formula: formula.name, kind: formula.kind, values, bounds, others, classes };
  return `${JSON.stringify(content, (_, value: unknown) => (value === Infinity ? 'Infinity' : value), 2)}\n`;
}

/** A distribution is YAML, as in a scenario; a number is a number. */
function valueOf(key: string, text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch {
    throw new InputError(`--${key}: ${JSON.stringify(text)} is not YAML; a distribution is written as { exponential: { mean: 1 } }`);
  }
}
