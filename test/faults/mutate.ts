/** What slips of the hand and of the mind make of a scenario. */
import fc from 'fast-check';
import type { Plain } from './valid.ts';

type Path = readonly (string | number)[];
type Record_ = { readonly [key: string]: Plain };

const ODD: readonly Plain[] = [
  NaN, Infinity, -Infinity, 1e308, -1e308, 1e15, 1e16, -0, 0, -1, 1e-320, 1e-15, 1e-9, 1e-3, 0.5, 1, 2, 1e3, 1e6, 1e9, 2 ** 53,
  '', ' ', '1', 'fcfs', 'exponential', 'unlimited', 'auto', 'NaN', '../x', 'x'.repeat(2000), '\u0007', '__proto__', 'toString',
  true, false, null, [], {}, [[]], [null], { mean: 1 }, { exponential: { mean: 1 } }, { deterministic: { value: 0 } }, { name: { name: {} } },
];
const KEYS = ['mean', 'rate', 'load', 'size', 'jobs', 'until', 'nodes', 'slots', 'x', '', '7', 'constructor', 'a b', '__proto__', 'Name', 'process', 'poisson', 'dispatch', '<<', 'deadline', 'key', 'estimate', 'weight', 'information', 'every', 'delay'];

/** One change: where, what, and with what, each taken modulo what there is. */
export interface Change {
  readonly where: number;
  readonly what: number;
  readonly which: number;
}

export const changes = (most: number) => fc.array(fc.record({ where: fc.nat(), what: fc.nat(), which: fc.nat() }), { maxLength: most });

/** Changes the plain data. */
export function changed(value: Plain, { where, what, which }: Change): Plain {
  const paths = pathsOf(value, []);
  const path = paths[where % paths.length];
  return at(value, path, (part) => {
    const odd = ODD[which % ODD.length];
    const other = get(value, paths[which % paths.length]);
    const key = KEYS[which % KEYS.length];
    switch (what % 8) {
      case 0:
        return undefined;
      case 1:
      case 2:
        return odd;
      case 3:
        return other;
      case 4:
        return which % 2 === 0 ? [part] : { [key]: part };
      case 5:
        return unwrapped(part);
      case 6:
        return isRecord(part) ? { ...part, [key]: odd } : Array.isArray(part) ? [...(part as readonly Plain[]), ...(part as readonly Plain[]).slice(0, 1)] : scaled(part, which);
      default:
        return isRecord(part) ? renamed(part, which) : scaled(part, which);
    }
  });
}

function unwrapped(part: Plain): Plain {
  if (Array.isArray(part)) return (part as readonly Plain[])[0] ?? null;
  return isRecord(part) ? (Object.values(part)[0] ?? null) : part;
}

/** A number by many orders of magnitude larger or smaller, or as a text. */
function scaled(part: Plain, which: number): Plain {
  if (typeof part !== 'number') return JSON.stringify(part);
  return [part * 1e6, part * 1e-6, part * 1e12, part * 1e-12, -part, part + 0.5, String(part)][which % 7];
}

/** With two letters of one key swapped, or one doubled. */
function renamed(record: Record_, which: number): Plain {
  const keys = Object.keys(record);
  const old = keys[which % Math.max(1, keys.length)] ?? '';
  const i = which % Math.max(1, old.length - 1);
  const typo = which % 3 === 0 ? old.slice(0, i) + old.slice(i, i + 1) + old.slice(i) : old.slice(0, i) + old.slice(i, i + 2).split('').toReversed().join('') + old.slice(i + 2);
  return Object.fromEntries(Object.entries(record).map(([key, part]) => [key === old ? typo : key, part]));
}

function isRecord(value: Plain | undefined): value is Record_ {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pathsOf(value: Plain, path: Path): Path[] {
  if (Array.isArray(value)) return [path, ...(value as readonly Plain[]).flatMap((part, i) => pathsOf(part, [...path, i]))];
  return isRecord(value) ? [path, ...Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]))] : [path];
}

function get(value: Plain, path: Path): Plain {
  return path.reduce<Plain>((part, key) => (part as Record_)[key as string], value);
}

function at(value: Plain, [key, ...rest]: Path, change: (part: Plain) => Plain | undefined): Plain {
  if (key === undefined) return change(value) ?? null;
  const replace = (part: Plain) => (rest.length === 0 ? change(part) : at(part, rest, change));
  if (Array.isArray(value)) return (value as readonly Plain[]).flatMap((part, i) => (i === key ? [replace(part)].filter((made) => made !== undefined) : [part]));
  return Object.fromEntries(Object.entries(value as Record_).flatMap(([name, part]) => {
    if (name !== key) return [[name, part]];
    const made = replace(part);
    return made === undefined ? [] : [[name, made]];
  }));
}

const SCRAPS = ['{', '}', '[', ']', '"', "'", ':', ': ', ',', '\n', '\n  ', '\t', '- ', '#', '&a ', '*a', '!x ', '|', '>', '%', '@', '`', '---\n', '...\n', '<<: ', '\u0000', '\uFEFF', '\r', 'é', '\u{1F600}', '0', '9', '-', '.', 'e', '~', '? ', '\u2028', '\\'];

/** Changes characters of the text. */
export function scrawled(text: string, { where, what, which }: Change): string {
  const i = where % (text.length + 1);
  const scrap = SCRAPS[which % SCRAPS.length];
  const line = text.split('\n');
  const n = where % line.length;
  switch (what % 7) {
    case 0:
      return text.slice(0, i) + text.slice(i + 1);
    case 1:
      return text.slice(0, i) + scrap + text.slice(i);
    case 2:
      return text.slice(0, i) + scrap + text.slice(i + 1);
    case 3:
      return text.slice(0, i);
    case 4:
      return [...line.slice(0, n), line[n], ...line.slice(n)].join('\n');
    case 5:
      return [...line.slice(0, n), ' '.repeat(which % 4) + line[n], ...line.slice(n + 1)].join('\n');
    default:
      return text.slice(0, i) + text.slice(i + (which % 30));
  }
}
