import { existsSync, statSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MARK, placeOf } from './place.ts';

/** A user's module as `import()` gives it, or why it could not be imported. */
export type UserModule = Readonly<Record<string, unknown>> | { readonly fault: string };

/** Imports a user's module, JavaScript or TypeScript, for this thread. `sources`: by path, those that `plainSources` has given; what is said first holds. */
export async function importModule(path: string, sources: Readonly<Record<string, string>> = {}): Promise<UserModule> {
  if (!existsSync(path)) return { fault: 'cannot be read: no such file' };
  if (!statSync(path).isFile()) return { fault: 'cannot be read: is no file' };
  await (hooked ??= hook(sources));
  try {
    return (await import(pathToFileURL(path).href + MARK)) as UserModule;
  } catch (error) {
    return { fault: `cannot be imported: ${importFault(error, path)}` };
  }
}

/** The sources of modules as plain JavaScript, by path, so that threads need not see to that each for itself; without those that cannot be had. */
export async function plainSources(paths: readonly string[]): Promise<Readonly<Record<string, string>>> {
  if (paths.length === 0) return {};
  const { plainSource } = await import('./module-hooks.ts');
  const sources: Record<string, string> = {};
  for (const path of paths) {
    try {
      sources[path] = plainSource(path);
    } catch {
      // Whoever imports it says what is wrong with it.
    }
  }
  return sources;
}

let hooked: Promise<void> | undefined;

/** Tells Node about users' modules; by hooks in this thread where it has them (from 22.15), else by hooks in one of their own. */
async function hook(sources: Readonly<Record<string, string>>): Promise<void> {
  const { registerHooks } = nodeModule as { readonly registerHooks?: (hooks: object) => unknown };
  if (!registerHooks) {
    nodeModule.register(new URL('module-hooks.js', import.meta.url).href, { data: sources });
    return;
  }
  const { initialize, load, resolve } = await import('./module-hooks.ts');
  initialize(sources);
  registerHooks({ load, resolve });
}

function importFault(error: unknown, path: string): string {
  if (!(error instanceof Error)) return `it threw ${String(error)}`;
  const message = error.message.replaceAll(MARK, '').split('\n', 1)[0];
  if (message.startsWith(`${basename(path)}:`)) return message;
  const place = placeOf(error);
  return `${message}${place === undefined ? '' : ` at ${place}`}`;
}
