import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { loadScenario, type LoadedScenario } from '../lab/scenario/load-scenario.ts';
import type { Override } from '../lab/scenario/document.ts';
import { loadStudy, type Study, type StudyKind } from '../lab/study/load-study.ts';
import { pathOf } from '../lab/scenario/path.ts';
import type { Parcel } from '../lab/parallel/pool.ts';
import { fileFault, InputError } from './exit.ts';

/** A scenario, and what a worker needs to load it too. */
export interface FromFile {
  readonly loaded: LoadedScenario;
  readonly parcel: Parcel;
}

/** Loads the scenario of that path, changed by `--set` and `--seed`. Throws an InputError or a ScenarioError. */
export function loadFile(path: string, settings: readonly string[], seed: string | undefined): FromFile {
  const { parcel, read } = openFile(path, settings, seed);
  const { text, overrides } = parcel;
  return { loaded: loadScenario(path, text, { overrides, read }), parcel };
}

/** Loads the scenario with its variants and points; throws as `loadFile`. */
export function loadStudyFile(kind: StudyKind, path: string, settings: readonly string[], seed: string | undefined): { readonly study: Study; readonly parcel: Parcel } {
  const { parcel, read } = openFile(path, settings, seed);
  const { text, overrides } = parcel;
  const study = loadStudy(kind, path, text, { overrides, read });
  return { study, parcel: { ...parcel, cells: study.cells.map(({ change }) => change.overrides) } };
}

/** The file with its changes, as workers need it too, and how the files that it names are read. */
export function openFile(path: string, settings: readonly string[], seed: string | undefined): { readonly parcel: Parcel; readonly read: (name: string) => string } {
  const text = readText(path, path);
  const files: Record<string, string> = {};
  const overrides = settings.map(parseSetting);
  if (seed !== undefined) overrides.push({ path: ['seed'], value: seed });
  return { parcel: { file: path, text, overrides, files }, read: (name) => (files[name] ??= readText(resolve(dirname(path), name), name)) };
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
