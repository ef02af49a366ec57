import type { Argv } from 'yargs';
import type { Command } from './commands.ts';
import type { Kind } from '../lab/catalogue.ts';
import type { Description, ParamDescription } from '../lab/describe.ts';

const KINDS = ['dispatcher', 'discipline', 'process', 'distribution', 'metric', 'formula'] as const satisfies readonly Kind[];

interface ListOptions {
  readonly kind?: Kind;
  readonly format: 'table' | 'json' | 'markdown';
}

export const list: Command<ListOptions> = {
  builder: (argv) =>
    argv
      .positional('kind', { choices: KINDS, describe: 'only these' })
      .option('format', { choices: ['table', 'json', 'markdown'] as const, default: 'table' as const, describe: 'what to print' })
      .example('$0 list discipline', 'every scheduling policy, its parameters and its source') as unknown as Argv<ListOptions>,
  handler: async ({ kind, format }) => {
    const { catalogue } = await import('../lab/catalogue.ts');
    const { describe } = await import('../lab/describe.ts');
    const kinds = kind ? [kind] : KINDS;
    const described = Object.fromEntries(kinds.map((name) => [name, Object.values(catalogue[name]).map((item) => describe(item))]));
    if (format === 'json') process.stdout.write(`${JSON.stringify(described, null, 2)}\n`);
    else process.stdout.write(kinds.map((name) => (format === 'markdown' ? markdown : listing)(name, described[name])).join('\n'));
  },
};

function listing(kind: string, items: readonly Description[]): string {
  return `${kind.toUpperCase()}\n${items.map(itemText).join('')}`;
}

/** One row each; parameters are left to the plain listing. */
function markdown(kind: string, items: readonly Description[]): string {
  const priced = items.some(({ cost }) => cost);
  const head = [kind, 'what it does', ...(priced ? ['looks at', 'cost of a decision'] : []), 'source'];
  const cells = ({ name, about, needs, cost = '', source }: Description) => [`\`${name}\``, about, ...(priced ? [needs.join(', '), cost] : []), source];
  return row(head) + row(head.map(() => '---')) + items.map((item) => row(cells(item))).join('');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
}

function itemText({ name, about, source, alsoKnownAs = [], needs, cost, params }: Description): string {
  const lines = [`  ${name}`, `      ${about}`, ...params.map(paramText)];
  if (alsoKnownAs.length > 0) lines.push(`      also known as: ${alsoKnownAs.join(', ')}`);
  if (needs.length > 0) lines.push(`      looks at: ${needs.join(', ')}`);
  if (cost) lines.push(`      costs: ${cost}`);
  lines.push(`      source: ${source}`);
  return `${lines.join('\n')}\n`;
}

function paramText({ name, about, type, required, default: byDefault }: ParamDescription): string {
  const otherwise = byDefault === undefined ? (required ? '' : ', optional') : `, default ${JSON.stringify(byDefault)}`;
  return `      · ${name}: ${about} (${type}${otherwise})`;
}
