import type { Argv } from 'yargs';
import type { Command } from './commands.ts';
import type { Formula } from '../theory/define.ts';
import { InputError } from './exit.ts';

interface TheoryOptions {
  readonly model?: string;
  readonly format: 'table' | 'json';
  readonly set?: readonly string[];
  readonly [param: string]: unknown;
}

/** Options that are not parameters of the formula. */
const OURS = new Set(['model', 'format', '_', '$0', 'help', 'h', 'version', 'v']);

export const theory: Command<TheoryOptions> = {
  builder: (argv) =>
    argv
      .positional('model', { type: 'string', describe: 'a formula, or a scenario file [default: list the formulas]' })
      .option('format', { choices: ['table', 'json'] as const, default: 'table' as const, describe: 'what to print' })
      .option('set', { type: 'string', array: true, nargs: 1, hidden: true })
      .strictOptions(false)
      .strict(false)
      .parserConfiguration({ 'camel-case-expansion': false, 'dot-notation': false })
      .epilogue(
        "The formula's parameters are options: schedlab list formula names them. Without any, an example is shown. " +
          'A scenario file may be changed by --set PATH=VALUE, as in schedlab run.',
      )
      .example('$0 theory mm1 --lambda 0.8 --mu 1', 'M/M/1 at load 0.8')
      .example("$0 theory mg1 --lambda 0.5 --size '{ uniform: { min: 0, max: 2 } }'", 'a distribution is written as in a scenario')
      .example('$0 theory scenarios/web-farm.yaml', 'every prediction that applies, without a simulation') as unknown as Argv<TheoryOptions>,
  handler: async (options) => {
    const { model, format } = options;
    const [, surplus] = options._ as readonly string[];
    if (surplus !== undefined) throw new InputError(`one formula or file at a time: "${surplus}" is one too many`);
    const { catalogue } = await import('../lab/catalogue.ts');
    const known = catalogue.formula;
    if (model === undefined) {
      const stray = Object.keys(options).find((key) => !OURS.has(key));
      if (stray !== undefined) throw new InputError(`--${stray}: give the formula that it is for; schedlab theory lists them`);
      return printIndex(format);
    }
    if (Object.hasOwn(known, model)) return explainFormula(known[model], options);
    if (/\.(ya?ml|json)$|[/\\]/.test(model)) return predictScenario(model, options);
    const { meantIn } = await import('../registry.ts');
    const meant = meantIn(model, known);
    const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
    throw new InputError(`unknown formula "${model}"${hint}; schedlab theory lists them, and a scenario file is allowed too`);
  },
};

async function printIndex(format: TheoryOptions['format']): Promise<void> {
  const { families } = await import('../theory/families.ts');
  const listed = families.map(({ title, formulas }) => ({ family: title, formulas: formulas.map(({ name, title: about, kind }) => ({ name, title: about, kind })) }));
  if (format === 'json') return void process.stdout.write(json({ families: listed }));
  const { columnLines } = await import('../reports/columns.ts');
  const all = listed.flatMap(({ formulas }) => formulas);
  const lines = columnLines([
    { title: '', align: 'left', cells: all.map(({ name }) => `  ${name}`) },
    { title: '', align: 'left', cells: all.map(({ title }) => title) },
    { title: '', align: 'left', cells: all.map(({ kind }) => (kind === 'exact' ? '' : kind)) },
  ]).slice(1);
  const blocks = listed.map(({ family, formulas }) => [family, ...lines.splice(0, formulas.length)].join('\n'));
  process.stdout.write(`${blocks.join('\n\n')}\n\nschedlab theory NAME explains one; those without a mark are exact\n`);
}

async function explainFormula(formula: Formula, options: TheoryOptions): Promise<void> {
  const [{ parse }, { faultsOf, formatPath }, { explain }, { ParamError }] = await Promise.all([
    import('yaml'),
    import('../lab/scenario/faults.ts'),
    import('../theory/explain.ts'),
    import('../params.ts'),
  ]);
  const atPath = (path: readonly (string | number)[], message: string) => (path.length === 0 ? message : `--${formatPath(path)}: ${message}`);
  const given = Object.entries(options).filter(([key]) => !OURS.has(key));
  const values = given.map(([key, value]) => [key, typeof value === 'string' ? valueOf(key, value, parse) : value]);
  const wanted: unknown = given.length === 0 ? formula.examples[0].params : Object.fromEntries(values);
  const parsed = formula.params.safeParse(wanted, { reportInput: true });
  if (!parsed.success) {
    const faults = faultsOf(parsed.error).map(({ path, message, allowed, meant }) => {
      const hint = (allowed ? `; allowed: ${allowed.join(', ')}` : '') + (meant === undefined ? '' : `; did you mean "${meant}"?`);
      return atPath(path, `${message}${hint}`);
    });
    throw new InputError(faults.join('\n'));
  }
  try {
    const params: unknown = parsed.data;
    process.stdout.write(options.format === 'json' ? jsonOf(formula, params) : explain(formula, params));
  } catch (error) {
    // Where one formula uses another, the fault may be with a parameter of that one, which is nothing that was written here.
    if (error instanceof ParamError) throw new InputError(Object.hasOwn(parsed.data as object, error.path[0] ?? '') ? atPath(error.path, error.message) : error.message);
    throw error;
  }
}

async function predictScenario(file: string, { format, set = [], ...others }: TheoryOptions): Promise<void> {
  const unknown = Object.keys(others).find((key) => !OURS.has(key));
  if (unknown !== undefined) throw new InputError(`unknown option --${unknown}; a scenario file takes --set PATH=VALUE`);
  const [{ loadFile }, { oracle }, { predictionTable }] = await Promise.all([
    import('./scenario-file.ts'),
    import('../theory/oracle.ts'),
    import('./prediction-table.ts'),
  ]);
  const { scenario, unit } = (await loadFile(file, [set].flat().map(String), undefined)).loaded;
  const { findings, reasons } = oracle(scenario);
  const content = findings.map(({ formula: { name, title, kind, source }, scope, prediction: { values, bounds, others: rest } }) => ({ formula: name, title, kind, source, scope, values, bounds, others: rest }));
  process.stdout.write(format === 'json' ? json({ theory: content, obstacles: reasons }) : predictionTable({ findings, reasons }, unit));
}

function jsonOf(formula: Formula, params: unknown): string {
  const { values, bounds, others, classes } = formula.create(params);
  return json({ formula: formula.name, kind: formula.kind, values, bounds, others, classes });
}

/** JSON has no Infinity: it is the string "Infinity", as in result.json. */
function json(content: object): string {
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
