/** How Node is to find and read a user's module: TypeScript without its types, `schedlab` as this package, whatever folder it is in. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/wasm-typescript';
import { MARK } from './place.ts';

const PACKAGE = new URL('../index.js', import.meta.url).href;

interface Context {
  readonly parentURL?: string;
}

/** A module that a user's module imports by a relative path is the user's too. */
export function resolve<Result>(specifier: string, context: Context, next: (specifier: string, context: Context) => Result): Result | { readonly url: string; readonly shortCircuit: true } {
  const { parentURL } = context;
  if (!parentURL?.endsWith(MARK)) return next(specifier, context);
  if (specifier === 'schedlab') return { url: PACKAGE, shortCircuit: true };
  if (/^\.{1,2}\/.*\.m?[jt]s$/.test(specifier)) return { url: new URL(specifier, parentURL).href + MARK, shortCircuit: true };
  return next(specifier, context);
}

export function load<Result>(url: string, context: object, next: (url: string, context: object) => Result): Result | { readonly format: 'module'; readonly source: string; readonly shortCircuit: true } {
  if (!url.endsWith(MARK)) return next(url, context);
  return { format: 'module', source: withoutTypes(fileURLToPath(url.slice(0, -MARK.length))), shortCircuit: true };
}

/** The source with blanks in place of types, so that places in it stay what they are. Throws an Error that says where it is no TypeScript. */
function withoutTypes(path: string): string {
  const source = readFileSync(path, 'utf8');
  try {
    return transformSync(source, { filename: path, mode: 'strip-only', module: true }).code;
  } catch (error) {
    const { message, startLine, startColumn } = error as { readonly message: string; readonly startLine?: number; readonly startColumn?: number };
    const place = startLine === undefined ? '' : `:${startLine}:${(startColumn ?? 0) + 1}`;
    throw new Error(`${basename(path)}${place}: ${message}`, { cause: error });
  }
}
