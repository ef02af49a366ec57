import { importModule } from '../../user-modules/import-module.ts';
import { printToStderr } from '../../user-modules/print-to-stderr.ts';
import type { PolicyModule } from '../modules/definition.ts';
import type { PolicyModules } from '../modules/from-module.ts';

/** Imports modules, each given by its path, for this thread, whose prints then go to stderr. What is wrong with one stands in its place. */
export async function importModules(paths: Readonly<Record<string, string>>): Promise<PolicyModules> {
  printToStderr();
  const imported: Record<string, PolicyModule> = Object.create(null) as Record<string, PolicyModule>;
  for (const [name, path] of Object.entries(paths)) imported[name] = await importModule(path);
  return imported;
}
