/** How Node is to find and read a user's module: TypeScript without its types, `schedlab` as this package, whatever folder it is in. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { transformSync } from '@swc/wasm-typescript';
import { MARK } from './place.ts';

const require = createRequire(import.meta.url);
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
  return { format: 'module', source: plainSource(fileURLToPath(url.slice(0, -MARK.length))), shortCircuit: true };
}

/** Sources that are known already, as plain JavaScript, by path. */
const known = new Map<string, string>();

/** From now on the sources at these paths are these. */
export function initialize(sources: Readonly<Record<string, string>> = {}): void {
  for (const [path, source] of Object.entries(sources)) known.set(path, source);
}

/** The source as plain JavaScript. Throws an Error where it is neither that nor TypeScript. */
export function plainSource(path: string): string {
  return known.get(path) ?? withoutTypes(path);
}

/** The source with blanks in place of types, so that places in it stay what they are. Throws an Error that says where it is no TypeScript. */
function withoutTypes(path: string): string {
  const source = readFileSync(path, 'utf8');
  try {
    // Takes a tenth of a second to load, which not every worker is to spend.
    const swc = require('@swc/wasm-typescript') as { readonly transformSync: typeof transformSync };
    return swc.transformSync(source, { filename: path, mode: 'strip-only', module: true }).code;
  } catch (error) {
    const { message, startLine, startColumn } = error as { readonly message: string; readonly startLine?: number; readonly startColumn?: number };
    const place = startLine === undefined ? '' : `:${startLine}:${(startColumn ?? 0) + 1}`;
    throw new Error(`${basename(path)}${place}: ${message}`, { cause: error });
  }
}
