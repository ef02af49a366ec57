import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { countUpTo } from '../../random/search.ts';
import { type Fault, ScenarioError } from './faults.ts';
import { structureFaults, type SyntaxFault, syntaxFaults, unreadable } from './syntax.ts';

/** A change to a scenario from outside its file: `pool.discipline=srpt`. */
export interface Override {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  /** Where in the file itself the value stands, if it does: faults of it are reported there. */
  readonly from?: readonly (string | number)[];
}

/** A scenario file as plain data, with the place of everything in it. YAML, and so JSON too. */
export interface ScenarioDocument {
  readonly data: unknown;
  /** Fills in line and column: of the value, or of the nearest thing around it that is in the file. None if it was not the file that gave the value. */
  locate(fault: Fault): Fault;
}

/** Throws a ScenarioError that has every fault of syntax. */
export function readDocument(file: string, text: string, overrides: readonly Override[] = []): ScenarioDocument {
  const body = text.replace(/^\uFEFF/, '');
  const place = placesIn(body);
  const lineOf = (offset: number) => place(offset).line;
  const refuse = (faults: readonly SyntaxFault[]) => {
    if (faults.length === 0) return;
    throw new ScenarioError(file, faults.map(({ offset, message }) => ({ path: [], message, ...place(offset) })));
  };
  const foreign = unreadable(body);
  if (foreign) refuse([foreign]);
  const document = parseDocument(body, { prettyErrors: false, uniqueKeys: true, logLevel: 'error' });
  refuse(syntaxFaults(document, body, /\.json$/i.test(file) ? 'JSON' : 'YAML', lineOf));
  refuse(structureFaults(document));
  let data = plainData(document);
  if (data === undefined) refuse([{ offset: 0, message: 'not YAML: its aliases stand for too much' }]);
  for (const override of overrides) {
    const message = overrideFault(data, override);
    if (message !== undefined) throw new ScenarioError(file, [{ path: override.path, message }]);
    data = withOverride(data, override);
  }
  return {
    data,
    locate,
  };

  function locate(fault: Fault): Fault {
    const { offset, path, found } = find(document, lineOf, fault);
    const override = overrides.findLast((one) => within(path, one.path) || (!found && within(one.path, path)));
    if (override?.from) return locate({ ...fault, path: [...override.from, ...path.slice(override.path.length)] });
    if (override) return { ...fault, path };
    return { ...fault, path, ...place(offset) };
  }
}

function within(path: Fault['path'], above: Fault['path']): boolean {
  return above.every((key, i) => String(key) === String(path[i]));
}

/** Line and column, from 1, by offset. The parser's own count misses lines where it stumbles. */
function placesIn(text: string): (offset: number) => { readonly line: number; readonly column: number } {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    const line = countUpTo(starts, offset);
    return { line, column: offset - starts[line - 1] + 1 };
  };
}

/** Undefined where aliases of aliases would fill the memory. */
function plainData(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 1000 }) as unknown;
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

interface Found {
  readonly offset: number;
  readonly path: Fault['path'];
  /** Whether the file has something at the path. */
  readonly found: boolean;
}

/**
 * Where the fault is: at the value, if that begins on the line of its key and is not what the key lacks, else at the key.
 * The path as written: without the list and the keys that a short form (`nodes: 4`) leaves out.
 */
function find(document: Document, lineOf: (offset: number) => number, { path, at }: Fault): Found {
  let node: unknown = document.contents;
  let offset = (node as Node | null)?.range?.[0] ?? 0;
  const written: (string | number)[] = [];
  for (const [index, key] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (!pair && typeof key === 'number') continue;
      node = pair?.value;
      const from = (pair?.key as Node | undefined)?.range?.[0] ?? offset;
      const value = (node as Node | undefined)?.range;
      const beside = value && value[1] > value[0] && lineOf(value[0]) === lineOf(from) && at !== 'key';
      offset = beside && index === path.length - 1 ? value[0] : from;
    } else if (isScalar(node) && typeof node.value === 'number') {
      continue;
    } else {
      node = undefined;
    }
    written.push(key);
  }
  return { offset, path: written, found: node !== undefined };
}

/** What makes a change impossible; whether its value is right is for the schema to say. */
function overrideFault(data: unknown, { path, value }: Override): string | undefined {
  if (path.includes('__proto__')) return '__proto__ cannot be a key';
  try {
    JSON.stringify(value);
  } catch {
    return 'has an alias that is part of what it stands for';
  }
  let part = data;
  for (const key of path) {
    if (Array.isArray(part) && typeof key === 'number' && key > part.length) return `has no entry ${key}: the list has ${part.length}`;
    part = (part as Record<string, unknown> | null | undefined)?.[key];
  }
  return undefined;
}

function withOverride(data: unknown, { path, value }: Override): unknown {
  if (path.length === 0) return value;
  const [key, ...rest] = path;
  if (Array.isArray(data) && typeof key === 'number') {
    const copy = [...data] as unknown[];
    copy[key] = withOverride(copy[key], { path: rest, value });
    return copy;
  }
  const record = typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Record<string, unknown>) : {};
  return { ...record, [key]: withOverride(record[key], { path: rest, value }) };
}
