import { nearest } from '../../registry.ts';
import { importModule } from '../../user-modules/import-module.ts';
import { FunctionFault, type WorkerFunction } from '../real/crew.ts';

/** Imports the functions for this thread; `sources` are those of `plainSources`. Throws a FunctionFault. */
export async function importFunctions(functions: readonly WorkerFunction[], sources: Readonly<Record<string, string>>): Promise<readonly ((argument: unknown) => unknown)[]> {
  const imported: ((argument: unknown) => unknown)[] = [];
  for (const { module: path, name } of functions) {
    const module = await importModule(path, sources);
    if ('fault' in module && typeof module.fault === 'string') throw new FunctionFault(`${path} ${module.fault}`);
    const found = (module as Readonly<Record<string, unknown>>)[name];
    if (typeof found !== 'function') throw new FunctionFault(`${path} ${missing(name, module as Readonly<Record<string, unknown>>)}`);
    imported.push(found as (argument: unknown) => unknown);
  }
  return imported;
}

function missing(name: string, module: Readonly<Record<string, unknown>>): string {
  if (Object.hasOwn(module, name)) return `exports ${name}, which is no function`;
  const functions = Object.keys(module).filter((key) => typeof module[key] === 'function');
  if (functions.length === 0) return `exports no function ${name}, nor any other`;
  const meant = nearest(name, functions);
  return `exports no function ${name}; it exports ${functions.join(', ')}${meant === undefined ? '' : ` (did you mean ${meant}?)`}`;
}
