import yargs, { type Argv } from 'yargs';
import { VERSION } from '../version.ts';
import { ABOUT, commands, type Listed } from './commands.ts';
import { nearest } from '../registry.ts';
import { InputError } from './exit.ts';

/** Reads the command line and runs its command. Throws an InputError where it cannot be read. */
export async function parse(args: readonly string[], width: number): Promise<void> {
  const [first, ...rest] = args;
  const asked = commands.find((listed) => namesOf(listed).includes(first));
  // A command that is but one of several writes its help whether it is asked for or not, which takes longer than all else here.
  if (asked && !rest.includes('--help') && !rest.includes('-h')) await onlyCommand(asked, rest);
  else await everyCommand(args, width);
}

async function onlyCommand({ command, load }: Listed, args: readonly string[]): Promise<void> {
  const [name, ...positionals] = command.split(' ');
  const { builder, handler } = await load();
  await reader(args)
    .command(['$0', ...positionals].join(' '), false, builder, (options) => handler({ ...options, _: [name, ...options._] }))
    .parseAsync();
}

async function everyCommand(args: readonly string[], width: number): Promise<void> {
  const cli = reader(args).usage(ABOUT).demandCommand(1, 'give a command').recommendCommands().wrap(width);
  for (const { command, aliases = [], describe, load } of commands) {
    const asked = namesOf({ command, aliases }).some((name) => args.includes(name));
    cli.command({ command, aliases, describe, handler: () => {}, ...(asked && (await load())) });
  }
  await cli.parseAsync();
}

function reader(args: readonly string[]): Argv {
  const cli = yargs([...args]);
  return cli
    .scriptName('schedlab')
    .strict()
    .version(VERSION)
    .alias({ h: 'help', v: 'version' })
    .exitProcess(false)
    .fail((message, error) => {
      // What reads an option throws errors of ours, of which the message is left.
      if (error && message?.startsWith('--')) throw new InputError(message);
      throw error ?? new InputError(`${message.charAt(0).toLowerCase()}${message.slice(1).replace(/:\n\s*/g, ': ').replace(/\n\s*(?=.)/g, '; ')}${meant(message, optionsOf(cli))}; see schedlab --help`);
    });
}

function namesOf({ command, aliases = [] }: Pick<Listed, 'command' | 'aliases'>): readonly string[] {
  return [command.split(' ', 1)[0], ...aliases];
}

/** What an option that is not known was probably meant to be. */
function meant(message: string, options: readonly string[]): string {
  const [, unknown = ''] = /^Unknown arguments?: (.*)/.exec(message) ?? [];
  const [option] = unknown.split(', ').flatMap((name) => nearest(name, options) ?? []);
  return option === undefined ? '' : `; did you mean --${option}?`;
}

/** Those that have been declared; its type knows nothing of it. */
function optionsOf(cli: Argv): string[] {
  return Object.keys((cli as unknown as { getOptions(): { readonly key: object } }).getOptions().key);
}
