import yargs from 'yargs';
import { VERSION } from '../version.ts';
import { ABOUT, commands } from './commands.ts';
import { InputError } from './exit.ts';

/** Reads the command line and runs its command. Throws an InputError where it cannot be read. */
export async function parse(args: readonly string[], width: number): Promise<void> {
  const cli = yargs([...args])
    .scriptName('schedlab')
    .usage(ABOUT)
    .demandCommand(1, 'give a command')
    .recommendCommands()
    .strict()
    .version(VERSION)
    .alias({ h: 'help', v: 'version' })
    .wrap(width)
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new InputError(`${message.charAt(0).toLowerCase()}${message.slice(1).replace(/:\n\s*/g, ': ').replace(/\n\s*(?=.)/g, '; ')}; see schedlab --help`);
    });
  for (const { command, aliases = [], describe, load } of commands) {
    const asked = [command.split(' ')[0], ...aliases].some((name) => args.includes(name));
    cli.command({ command, aliases, describe, handler: () => {}, ...(asked && (await load())) });
  }
  await cli.parseAsync();
}
