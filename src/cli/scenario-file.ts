import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { loadScenario, type LoadedScenario } from '../lab/scenario/load-scenario.ts';
import type { Override } from '../lab/scenario/document.ts';
import type { Parcel } from '../lab/parallel/pool.ts';
import { fileFault, InputError } from './exit.ts';

/** A scenario, and what a worker needs to load it too. */
export interface FromFile {
  readonly loaded: LoadedScenario;
  readonly parcel: Parcel;
}

/** Loads the scenario of that path, changed by `--set` and `--seed`. Throws an InputError or a ScenarioError. */
export function loadFile(path: string, settings: readonly string[], seed: string | undefined): FromFile {
  const text = readText(path, path);
  const files: Record<string, string> = {};
  const read = (name: string) => (files[name] ??= readText(resolve(dirname(path), name), name));
  const overrides = settings.map(parseSetting);
  if (seed !== undefined) overrides.push({ path: ['seed'], value: seed });
  const loaded = loadScenario(path, text, { overrides, read });
  return { loaded, parcel: { file: path, text, overrides, files } };
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
  const keys = setting.slice(0, equals).replace(/\[(\d+)\]/g, '.$1').split('.');
  if (keys.includes('')) throw new InputError(`--set ${setting}: "${setting.slice(0, equals)}" is not a path such as arrivals[0].load`);
  try {
    const path = keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    return { path, value: parse(setting.slice(equals + 1)) as unknown };
  } catch {
    throw new InputError(`--set ${setting}: the value is not YAML`);
  }
}
