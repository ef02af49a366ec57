import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { loadScenario, type LoadedScenario } from '../lab/scenario/load-scenario.ts';
import { modulesIn, type PolicyModules } from '../lab/modules/from-module.ts';
import { type Override, readDocument } from '../lab/scenario/document.ts';
import { loadStudy, type Study, type StudyKind } from '../lab/study/load-study.ts';
import { pathOf } from '../lab/scenario/path.ts';
import type { Parcel } from '../lab/parallel/pool.ts';
import { fileFault, InputError } from './exit.ts';

/** A scenario, and what a worker needs to load it too. */
export interface FromFile {
  readonly loaded: LoadedScenario;
  readonly parcel: Parcel;
  /** The scenario with further changes, which must all be known. Throws a ScenarioError. */
  readonly reload: (changes: readonly Override[]) => LoadedScenario;
}

/**
 * Loads the scenario of that path, changed by `--set` and `--seed`; `unmeasured`: calls may have sizes that nobody knows yet.
 * Throws an InputError or a ScenarioError.
 */
export async function loadFile(path: string, settings: readonly string[], seed: string | undefined, unmeasured = false): Promise<FromFile> {
  const { parcel, read, modules } = await openFile(path, settings, seed);
  const { text, overrides } = parcel;
  const reload = (changes: readonly Override[]) => loadScenario(path, text, { overrides: [...overrides, ...changes], read, modules, unmeasured });
  return { loaded: reload([]), parcel, reload };
}

/** Loads the scenario with its variants and points; throws as `loadFile`. */
export async function loadStudyFile(
  kind: StudyKind,
  path: string,
  settings: readonly string[],
  seed: string | undefined,
  untilDecided = false,
): Promise<{ readonly study: Study; readonly parcel: Parcel }> {
  const { parcel, read, modules } = await openFile(path, settings, seed);
  const { text, overrides } = parcel;
  const study = loadStudy(kind, path, text, { overrides, read, modules, untilDecided });
  return { study, parcel: { ...parcel, cells: study.cells.map(({ change }) => change.overrides) } };
}

/** A file with its changes, as workers need it too, and what it names: files to be read, and modules. */
export interface OpenFile {
  readonly parcel: Parcel;
  readonly read: (name: string) => string;
  readonly modules: PolicyModules;
}

/** Throws an InputError, or a ScenarioError where the file is no YAML. */
export async function openFile(path: string, settings: readonly string[], seed: string | undefined): Promise<OpenFile> {
  const text = readText(path, path);
  const files: Record<string, string> = {};
  const overrides = settings.map(parseSetting);
  if (seed !== undefined) overrides.push({ path: ['seed'], value: seed });
  const beside = (name: string) => resolve(dirname(path), name);
  const modules = Object.fromEntries(modulesIn(readDocument(path, text, overrides).data).map((name) => [name, beside(name)]));
  return {
    parcel: { file: path, text, overrides, files, modules },
    read: (name) => (files[name] ??= readText(beside(name), name)),
    modules: await imported(modules),
  };
}

/** Node's part in it is loaded only where there is a module. */
async function imported(modules: Parcel['modules']): Promise<PolicyModules> {
  if (Object.keys(modules).length === 0) return {};
  return (await import('../lab/parallel/import-modules.ts')).importModules(modules);
}

function readText(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(`${name}: cannot be read: ${fileFault(error)}`);
  }
}

/** `pool.discipline=srpt`, `arrivals[0].load=0.5`; the value is YAML. */
function parseSetting(setting: string): Override {
  const equals = setting.indexOf('=');
  if (equals < 1) throw new InputError(`--set ${setting}: must be PATH=VALUE, as in --set pool.discipline=srpt`);
  const path = pathOf(setting.slice(0, equals));
  if (!path) throw new InputError(`--set ${setting}: "${setting.slice(0, equals)}" is not a path such as arrivals[0].load`);
  try {
    return { path, value: parse(setting.slice(equals + 1)) as unknown };
  } catch {
    throw new InputError(`--set ${setting}: the value is not YAML`);
  }
}
