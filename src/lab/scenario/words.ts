/** What a zod issue says, in our words. */
import type { z } from 'zod';
import { nearest } from '../../registry.ts';

const ARTICLES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping of keys to values',
  record: 'a mapping of keys to values',
};

/** Zod's own messages begin so; any other was written for its place, and says more than we can make of the code. */
const ZODS = /^(?:Invalid|Too |Unrecognized|Expected|Required)/;

/** What is wrong, with the value. */
export function messageOf(issue: z.core.$ZodIssue): string {
  const value = 'input' in issue ? issue.input : undefined;
  const not = value === undefined ? '' : `, not ${show(value)}`;
  if (issue.code === 'custom') return issue.message;
  if (value === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value' || issue.code === 'invalid_union')) return 'is required';
  const bound = issue.code === 'too_small' || issue.code === 'too_big';
  if (!bound && !ZODS.test(issue.message)) return `${issue.message}${not}`;
  switch (issue.code) {
    case 'invalid_type':
      if (value === Infinity || value === -Infinity) return `must be a finite number${not}`;
      if (issue.expected === 'number' && typeof value === 'string') return `must be a number, not the text ${show(value)}`;
      // Zod calls a fraction a number that is not an int.
      return `must be ${ARTICLES[issue.expected] ?? issue.expected}${not}`;
    case 'too_small':
      if (issue.origin === 'string') return 'must not be empty';
      if (issue.origin === 'array') return `must have at least ${issue.minimum} ${issue.minimum === 1 ? 'entry' : 'entries'}`;
      return `must be ${issue.inclusive ? 'at least' : 'more than'} ${show(Number(issue.minimum))}${not}`;
    case 'too_big':
      if (issue.origin === 'string') return `must have at most ${issue.maximum} characters`;
      if (issue.origin === 'array') return `must have at most ${issue.maximum} entries`;
      return `must be ${issue.inclusive ? 'at most' : 'less than'} ${show(Number(issue.maximum))}${not}`;
    case 'invalid_value':
      return issue.values.length > 1 ? `must be one of the allowed words${not}` : `must be ${show(issue.values[0])}${not}`;
    default:
      return `cannot be used${value === undefined ? '' : `: ${show(value)}`}`;
  }
}

/** The words that a value may be, and the one that was probably meant. */
export function wordsFor(issue: z.core.$ZodIssue): { readonly allowed?: readonly string[]; readonly meant?: string | undefined } {
  if (issue.code !== 'invalid_value' && issue.code !== 'invalid_union') return {};
  const words = wordsIn(issue);
  const meant = typeof issue.input === 'string' ? nearest(issue.input.slice(0, 100), words) : undefined;
  return { ...(issue.code === 'invalid_value' && words.length > 1 && { allowed: words.toSorted() }), meant };
}

function wordsIn(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'invalid_value') return issue.values.filter((value) => typeof value === 'string');
  return issue.code === 'invalid_union' ? issue.errors.flatMap((issues) => issues.flatMap(wordsIn)) : [];
}

/** A value as a user would write it, cut to what a line can take. */
export function show(value: unknown): string {
  if (value === null) return 'empty (null)';
  const text = typeof value === 'number' ? numeral(value) : (json(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function json(value: unknown): string | undefined {
  // JSON has neither NaN nor Infinity and would say null.
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'number' && !Number.isFinite(part) ? String(part) : part));
}

/** A number to two digits, for what is only about so many. */
export function about(value: number): string {
  return `about ${show(Number(value.toPrecision(2)))}`;
}

function numeral(value: number): string {
  const scientific = value.toExponential().replace('e+', 'e');
  const plain = Object.is(value, -0) ? '0' : String(value);
  return Math.abs(value) >= 1e6 && scientific.length < plain.length ? scientific : plain;
}
