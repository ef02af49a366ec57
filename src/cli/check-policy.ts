import type { Argv } from 'yargs';
import type { Command } from './commands.ts';
import type { ModuleReport, ModuleRun } from '../lab/modules/examine-module.ts';
import { InputError } from './exit.ts';

interface CheckPolicyOptions {
  readonly module: string;
  readonly params?: string;
  readonly format: 'table' | 'json';
}

export const checkPolicy: Command<CheckPolicyOptions> = {
  builder: (argv) =>
    argv
      .positional('module', { type: 'string', demandOption: true, describe: 'TypeScript or JavaScript module whose default export is the policy' })
      .option('params', { type: 'string', requiresArg: true, describe: 'parameters, as YAML [default: each of its examples]' })
      .option('format', { choices: ['table', 'json'] as const, default: 'table' as const, describe: 'what to print' })
      .example('$0 check-policy ./my-policy.ts', 'every law, in hundreds of small scenarios')
      .example("$0 check-policy ./my-policy.ts --params '{ d: 3 }'", 'with these parameters') as unknown as Argv<CheckPolicyOptions>,
  handler: async ({ module, params, format }) => {
    const [{ importModules }, { examineModule }, { resolve }] = await Promise.all([
      import('../lab/parallel/import-modules.ts'),
      import('../lab/modules/examine-module.ts'),
      import('node:path'),
    ]);
    const given = params === undefined ? undefined : await parameters(params);
    if (!/\.m?[jt]s$/.test(module)) throw new InputError(`${module}: is no module; its name must end in .ts, .mts, .js or .mjs`);
    const imported = await importModules({ [module]: resolve(module) });
    const examined = examineModule(imported[module], given);
    if ('faults' in examined) throw new InputError(examined.faults.map((fault) => `${module}: ${fault}`).join('\n'));
    const { report } = examined;
    process.stdout.write(format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : await listing(report));
    if (!report.lawful) process.exitCode = 1;
  },
};

async function parameters(text: string): Promise<unknown> {
  const { parse } = await import('yaml');
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    throw new InputError(`--params ${text}: is not YAML`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InputError(`--params ${text}: must be a mapping, as in '{ d: 3 }'`);
  return value;
}

async function listing({ name, kind, runs, lawful }: ModuleReport): Promise<string> {
  const { laws } = await import('../lab/contract/law.ts');
  const verdict = lawful ? 'every law is kept' : 'not every law is kept';
  return `${runs.map((run) => runText(name, kind, run, laws)).join('\n')}\n${verdict}\n`;
}

/** Violations of one law that are shown; the others are counted. */
const SHOWN = 3;

function runText(name: string, kind: string, { params, mechanism, laws: seen, unused }: ModuleRun, laws: Readonly<Record<string, string>>): string {
  const given = Object.keys(params).length === 0 ? '' : ` with ${JSON.stringify(params)}`;
  const lines = [`${name}${given}: a ${kind} (${mechanism})`, ''];
  if (seen.length === 0) lines.push('  no scenario of the suite fits what it needs', '');
  for (const { law, scenarios, violations, excused } of seen) {
    const state = violations.length === 0 ? 'kept' : excused === undefined ? 'BROKEN' : 'excused';
    lines.push(`  ${state.padEnd(8)} ${law}, in ${scenarios} ${scenarios === 1 ? 'scenario' : 'scenarios'}: ${laws[law]}`);
    if (excused !== undefined && violations.length > 0) lines.push(`             not kept in ${violations.length}, since ${excused}`);
    if (state !== 'BROKEN') continue;
    for (const { scenario, seen: what } of violations.slice(0, SHOWN)) lines.push(`             ${scenario}:`, `               ${what}`);
    if (violations.length > SHOWN) lines.push(`             and ${violations.length - SHOWN} more`);
  }
  if (unused.length > 0) lines.push('', `  note: it needs ${unused.join(', ')}, and did not look at ${unused.length === 1 ? 'it' : 'them'}`);
  return `${lines.join('\n')}\n`;
}
