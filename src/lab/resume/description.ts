/** What a piece of work is, so that it is known again: everything that its numbers depend on. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { VERSION } from '../../version.ts';
import type { Parcel } from '../parallel/pool.ts';

export interface Description {
  /** Of the folder in which replications are kept. */
  readonly format: 1;
  readonly schedlab: string;
  readonly kind: 'run' | 'compare' | 'sweep';
  /** As resolved, sections `compare` and `sweep` included. */
  readonly scenario: unknown;
  /** Digests of the content of files that it names. */
  readonly files: Readonly<Record<string, string>>;
  /** Digests of the sources of modules that it names, with what they import by relative paths. */
  readonly modules: Readonly<Record<string, string>>;
}

/** `scenario` is the record of the loaded one, `kind` the command. */
export function descriptionOf(kind: Description['kind'], scenario: unknown, { files, modules }: Pick<Parcel, 'files' | 'modules'>): Description {
  return plain({ format: 1, schedlab: VERSION, kind, scenario, files: each(files, sha256), modules: each(modules, (path) => sha256(JSON.stringify(sourcesOf(path)))) });
}

function each(values: Readonly<Record<string, string>>, digest: (value: string) => string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, digest(value)]));
}

/** Names the work; another description has another. */
export function digestOf(description: Description): string {
  return sha256(JSON.stringify(description)).slice(0, 16);
}

/** What differs, a line each: `run.replications: 10 there, 20 here`. */
export function differences(there: Description, here: Description): readonly string[] {
  const [one, other] = [leaves(there), leaves(here)];
  const lines = [...new Set([...one.keys(), ...other.keys()])].flatMap((path) => {
    const [a = 'nothing', b = 'nothing'] = [one.get(path), other.get(path)];
    if (a === b) return [];
    const named = /^(files|modules)\.(.*)$/s.exec(path);
    if (named) return [`${named[2]}: its content has changed`];
    return [`${path === 'schedlab' ? 'version of schedlab' : path.replace(/^scenario\./, '')}: ${a} there, ${b} here`];
  });
  return lines.length > 0 ? lines : ['the order in which it is written'];
}

/** As it is read back from a file: JSON has no infinity. */
function plain(description: Description): Description {
  return JSON.parse(JSON.stringify(description, (_, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value))) as Description;
}

/** Path → value. */
function leaves(value: unknown, path = '', found = new Map<string, string>()): ReadonlyMap<string, string> {
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    for (const [key, inner] of Object.entries(value)) leaves(inner, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`, found);
  } else if (path !== 'files' && path !== 'modules') {
    found.set(path, JSON.stringify(value));
  }
  return found;
}

/** A relative path after `from` or `import`. */
const IMPORTED = /\b(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;

/** The text of a module, and of those that it imports from beside it, in the order in which they are met. */
function sourcesOf(path: string, met = new Map<string, string>()): readonly string[] {
  if (!met.has(path) && statSync(path, { throwIfNoEntry: false })?.isFile()) {
    met.set(path, readFileSync(path, 'utf8'));
    for (const [, relative] of met.get(path)!.matchAll(IMPORTED)) sourcesOf(resolve(dirname(path), relative), met);
  }
  return [...met.values()];
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
