import type { z } from 'zod';
import type { NameHint } from '../../params.ts';
import { nearest } from '../../registry.ts';

/** One thing that is wrong with a scenario file. */
export interface Fault {
  readonly path: readonly (string | number)[];
  /** What is wrong, with the value where there is one; lower case, no full stop. */
  readonly message: string;
  readonly allowed?: readonly string[] | undefined;
  readonly meant?: string | undefined;
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
    `${place}: ${where === '' ? '' : `${where}: `}${message}` +
    (allowed && allowed.length > 0 ? `; allowed: ${allowed.join(', ')}` : '') +
    (meant === undefined ? '' : `; did you mean "${meant}"?`)
  );
}

export function formatPath(path: readonly (string | number)[]): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`)).join('');
}

/** The faults that a zod schema found, in our words. */
export function faultsOf(error: z.ZodError, prefix: readonly (string | number)[] = []): Fault[] {
  return error.issues.map((issue) => faultOf(issue, prefix));
}

function faultOf(issue: z.core.$ZodIssue, prefix: readonly (string | number)[]): Fault {
  const path = [...prefix, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))];
  const hint = issue.code === 'custom' ? (issue.params as Partial<NameHint> | undefined) : undefined;
  const fault = { path, message: messageOf(issue), allowed: hint?.allowed, meant: hint?.meant };
  if (issue.message !== 'unknown key' || !hint?.allowed) return fault;
  return { ...fault, meant: nearest(String(path.at(-1)), hint.allowed) };
}

const ARTICLES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping of keys to values',
  record: 'a mapping of keys to values',
};

function messageOf(issue: z.core.$ZodIssue): string {
  const value = 'input' in issue ? issue.input : undefined;
  const not = value === undefined ? '' : `, not ${show(value)}`;
  switch (issue.code) {
    case 'invalid_type': {
      if (value === undefined) return 'is required';
      // Zod calls a fraction a number that is not an int.
      const article = ARTICLES[issue.expected] ?? issue.expected;
      return `must be ${article}${not}`;
    }
    case 'too_small': {
      const few = countOf(issue.origin);
      return `must ${few ? 'have' : 'be'} ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${few || not}`;
    }
    case 'too_big': {
      const many = countOf(issue.origin);
      return `must ${many ? 'have' : 'be'} ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${many || not}`;
    }
    case 'invalid_value':
      return `must be ${issue.values.map((allowed) => show(allowed)).join(' or ')}${not}`;
    default:
      return issue.message;
  }
}

/** What a list or a text has too few or too many of. */
function countOf(origin: string): string {
  if (origin === 'array') return ' entries';
  return origin === 'string' ? ' characters' : '';
}

function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
