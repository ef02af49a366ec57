#!/usr/bin/env node
import nodeModule from 'node:module';
import { VERSION } from '../version.ts';
import { exitWith, fileFault } from './exit.ts';
import { overview } from './overview.ts';

// Where Node can (from 22.1 on), what it has compiled is kept for the next start.
(nodeModule as { readonly enableCompileCache?: () => unknown }).enableCompileCache?.();

// A reader that closes the pipe early (schedlab list | head) has what it wants.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`error: cannot write to standard output: ${fileFault(error)}\n`);
  process.exit(1);
});

const args = process.argv.slice(2);
const width = Math.min(100, process.stdout.columns ?? 100);
const [only] = args.length === 1 ? args : [];
try {
  if (only === '--help' || only === '-h') process.stdout.write(overview(width));
  else if (only === '--version' || only === '-v') process.stdout.write(`${VERSION}\n`);
  else await (await import('./parse.ts')).parse(args, width);
} catch (error) {
  exitWith(error);
}
