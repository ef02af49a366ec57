import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { type Fault, ScenarioError } from './faults.ts';

/** A change to a scenario from outside its file: `pool.discipline=srpt`. */
export interface Override {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** A scenario file as plain data, with the place of everything in it. YAML, and so JSON too. */
export interface ScenarioDocument {
  readonly data: unknown;
  /** Fills in line and column: of the value, or of the nearest thing around it that is in the file. */
  locate(fault: Fault): Fault;
}

/** Throws a ScenarioError that has every fault of syntax. */
export function readDocument(file: string, text: string, overrides: readonly Override[] = []): ScenarioDocument {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (document.errors.length > 0) {
    throw new ScenarioError(
      file,
      document.errors.map(({ message, pos }) => ({ path: [], message: `not YAML: ${firstLine(message)}`, ...place(pos[0]) })),
    );
  }
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 1000 }) as unknown;
  } catch (error) {
    throw new ScenarioError(file, [{ path: [], message: `not YAML: ${firstLine((error as Error).message)}`, line: 1, column: 1 }]);
  }
  for (const override of overrides) data = withOverride(data, override);
  return {
    data,
    locate: (fault) => {
      const offset = offsetOf(document, fault.path);
      return offset === undefined ? fault : { ...fault, ...place(offset) };
    },
  };
}

function firstLine(message: string): string {
  const line = message.split('\n', 1)[0].replace(/\.$/, '');
  return line.charAt(0).toLowerCase() + line.slice(1);
}

/** Where the thing at the path stands: at its key for a key that is unknown or has no value, else at its value. */
function offsetOf(document: Document, path: readonly (string | number)[]): number | undefined {
  let node: unknown = document.contents;
  let offset = (node as Node | null)?.range?.[0] ?? 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key));
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(key)] as Node | undefined;
      if (!item) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else {
      break;
    }
  }
  return offset;
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
