import type { z } from 'zod';
import type { NameHint } from '../../params.ts';
import { meantKey } from './synonyms.ts';
import { messageOf, show, wordsFor } from './words.ts';

/** One thing that is wrong with a scenario file. */
export interface Fault {
  readonly path: readonly (string | number)[];
  /** What is wrong, with the value where there is one; lower case, no full stop. */
  readonly message: string;
  readonly allowed?: readonly string[] | undefined;
  readonly meant?: string | undefined;
  /** Where it is the key that is wrong, not its value. */
  readonly at?: 'key';
  /** From 1; absent where the fault is in no file (an option of the command line). */
  readonly line?: number;
  readonly column?: number;
}

/** A scenario that cannot be used, with every fault that was found; its message has a line for each. */
export class ScenarioError extends Error {
  readonly file: string;
  readonly faults: readonly Fault[];
  constructor(file: string, faults: readonly Fault[]) {
    super(faults.map((fault) => formatFault(file, fault)).join('\n'));
    this.name = 'ScenarioError';
    this.file = file;
    this.faults = faults;
  }
}

/** `web.yaml:12:5: pool.discipline: unknown discipline "sfj"; allowed: fcfs, sjf …; did you mean "sjf"?` */
export function formatFault(file: string, { path, message, allowed, meant, line, column }: Fault): string {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  const where = formatPath(path);
  return (
    `${place}: ${where === '' ? '' : `${where}: `}${oneLine(message)}` +
    (allowed && allowed.length > 0 ? `; allowed: ${allowed.join(', ')}` : '') +
    (meant === undefined ? '' : `; did you mean "${meant}"?`)
  );
}

/** Files put anything into a message: control characters would break the line, and a long value would fill the screen. */
function oneLine(message: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what is replaced
  const visible = message.replace(/[\u0000-\u001F\u007F-\u009F]+/g, '�');
  return visible.length > 500 ? `${visible.slice(0, 497)}…` : visible;
}

/** `arrivals[0].size`; a key that is not one plain word stands in quotes. */
export function formatPath(path: readonly (string | number)[]): string {
  return path
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${/^[^\s"':;,.{}[\]]{1,60}$/u.test(key) ? key : show(key)}`))
    .join('');
}

/** The faults that a zod schema found, in our words: one for each place. */
export function faultsOf(error: z.ZodError, prefix: readonly (string | number)[] = []): Fault[] {
  const first = new Map<string, z.core.$ZodIssue>();
  for (const issue of error.issues) {
    const place = JSON.stringify(issue.path.map(String));
    // Zod notes that a whole number must be one that doubles can tell apart; our own bounds come after and are lower.
    const known = first.get(place);
    if (!known || 'note' in known) first.set(place, issue);
  }
  return [...first.values()].map((issue) => faultOf(issue, prefix));
}

function faultOf(issue: z.core.$ZodIssue, prefix: readonly (string | number)[]): Fault {
  const path = [...prefix, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))];
  if (issue.code !== 'custom') return { path, message: messageOf(issue), ...wordsFor(issue) };
  const { allowed, meant, key } = (issue.params ?? {}) as Partial<NameHint>;
  const unknownKey = issue.message === 'unknown key' && allowed !== undefined;
  return {
    path,
    message: unknownKey && allowed.length === 0 ? 'unknown key; none is allowed here' : issue.message,
    allowed,
    meant: unknownKey ? meantKey(String(path.at(-1)).slice(0, 100), allowed) : meant,
    ...((unknownKey || key) && { at: 'key' as const }),
  };
}
