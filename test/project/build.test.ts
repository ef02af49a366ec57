/** What the build makes of the sources beyond translating them. */
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import type * as Loops from '../../src/kernel/plain/loops.ts';

it('gives each way of serving a copy of the loops of its own', async () => {
  const built = pathToFileURL(resolve(import.meta.dirname, '../../dist/kernel/plain/loops.js')).href;
  const { oneNode, manyNodes } = (await import(built)) as typeof Loops;
  const loops = [oneNode, manyNodes].flatMap((table) => Object.values(table).map(({ prototype }) => Object.getOwnPropertyDescriptor(prototype, 'advance')!.value as unknown));
  expect(loops).toHaveLength(11);
  expect(new Set(loops).size).toBe(11);
});
