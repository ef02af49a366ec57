import { isDeepStrictEqual } from 'node:util';
import { serialize } from 'node:v8';
import { expect } from 'vitest';

/** Equal to the last bit. vitest's own comparison, which explains a difference, is slow and so asked only where there is one. */
export function expectSame(actual: unknown, expected: unknown, message?: string): void {
  if (serialize(actual).equals(serialize(expected)) || isDeepStrictEqual(actual, expected)) return;
  expect(actual, message).toStrictEqual(expected);
  expect.fail(`not the same bits: ${message ?? ''}`);
}
