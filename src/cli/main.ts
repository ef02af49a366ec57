#!/usr/bin/env node
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { VERSION } from '../version.ts';
import { check } from './check.ts';
import { checkPolicy } from './check-policy.ts';
import { compare } from './compare.ts';
import { exitWith, InputError } from './exit.ts';
import { list } from './list.ts';
import { optimise } from './optimise.ts';
import { run } from './run.ts';
import { schema } from './schema.ts';
import { sweep } from './sweep.ts';
import { theory } from './theory.ts';
import { validate } from './validate.ts';

// A reader that closes the pipe early (schedlab list | head) has what it wants.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const cli = yargs(hideBin(process.argv))
  .scriptName('schedlab')
  .usage('$0 COMMAND\n\nSimulates scheduling and load balancing, and lays queueing theory beside it.')
  .command(run)
  .command(compare)
  .command(sweep)
  .command(optimise)
  .command(check)
  .command(checkPolicy)
  .command(list)
  .command(theory)
  .command(validate)
  .command(schema)
  .demandCommand(1, 'give a command')
  .recommendCommands()
  .strict()
  .version(VERSION)
  .alias({ h: 'help', v: 'version' })
  .wrap(Math.min(100, process.stdout.columns ?? 100))
  .exitProcess(false)
  .fail((message, error) => {
    throw error ?? new InputError(`${message.charAt(0).toLowerCase()}${message.slice(1).replace(/:\n\s*/g, ': ').replace(/\n\s*(?=.)/g, '; ')}; see schedlab --help`);
  });

try {
  await cli.parseAsync();
} catch (error) {
  exitWith(error);
}
