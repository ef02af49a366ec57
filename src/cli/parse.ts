import yargs, { type Argv } from 'yargs';
import { VERSION } from '../version.ts';
import { ABOUT, commands, type Listed } from './commands.ts';
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
  return yargs([...args])
    .scriptName('schedlab')
    .strict()
    .version(VERSION)
    .alias({ h: 'help', v: 'version' })
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new InputError(`${message.charAt(0).toLowerCase()}${message.slice(1).replace(/:\n\s*/g, ': ').replace(/\n\s*(?=.)/g, '; ')}; see schedlab --help`);
    });
}

function namesOf({ command, aliases = [] }: Pick<Listed, 'command' | 'aliases'>): readonly string[] {
  return [command.split(' ', 1)[0], ...aliases];
}
