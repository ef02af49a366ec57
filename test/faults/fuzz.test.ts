/** Thousands of scenarios that chance has spoilt: each is refused in order, or runs to its end. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { changed, changes, scrawled } from './mutate.ts';
import { ZODS_PHRASES } from './phrases.ts';
import { type Plain, validScenario } from './valid.ts';
import { type Outcome, Watched } from './watched.ts';

const RUNS = Number(process.env.SCHEDLAB_FUZZ_RUNS ?? 1600);
const SEED = Number(process.env.SCHEDLAB_FUZZ_SEED ?? 1);
/** A record that is repeated a million times takes over a second; all else, milliseconds. */
const SLOW_MS = 4000;

const watched = new Watched();
const tally = { refused: 0, ran: 0 };
// The first text pays for the thread's start.
beforeAll(async () => {
  expect(await watched.try('')).toMatchObject({ outcome: 'refused' });
});
afterAll(() => watched.end());

function requireOrder(text: string, result: Outcome): void {
  if (result.outcome === 'crashed') throw new Error(`crashed: ${result.error}`);
  if (result.outcome === 'hung') throw new Error('hung');
  tally[result.outcome]++;
  expect(result.milliseconds).toBeLessThan(SLOW_MS);
  if (result.outcome === 'ran') return;
  expect(result.faults.length).toBeGreaterThan(0);
  expect(result.message.split('\n')).toHaveLength(result.faults.length);
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  for (const { line = 0, column = 0, message } of result.faults) {
    expect(message).not.toMatch(ZODS_PHRASES);
    expect(message.trim()).not.toBe('');
    expect(lines[line - 1], `${line}:${column}: ${message}`).toBeDefined();
    expect(column).toBeGreaterThan(0);
    expect(column, `${line}:${column}: ${message}`).toBeLessThanOrEqual(lines[line - 1].length + 1);
  }
}

async function requireOrderOf(text: string): Promise<void> {
  const result = await watched.try(text);
  requireOrder(text, result);
}

const yaml = (value: Plain) => stringify(value, { aliasDuplicateObjects: false });

test('scenarios of everything that has a name', async () => {
  await fc.assert(fc.asyncProperty(validScenario, (scenario) => requireOrderOf(yaml(scenario))), { numRuns: 300, seed: SEED });
  expect(tally.ran).toBeGreaterThan(100);
});

test('spoilt data', async () => {
  const property = fc.asyncProperty(validScenario, changes(4), (scenario, all) => requireOrderOf(yaml(all.reduce(changed, scenario))));
  await fc.assert(property, { numRuns: RUNS, seed: SEED });
});

test('spoilt text', async () => {
  const property = fc.asyncProperty(validScenario, changes(1), changes(4), fc.boolean(), (scenario, data, text, json) => {
    const made = data.reduce(changed, scenario);
    return requireOrderOf(text.reduce(scrawled, json ? JSON.stringify(made, null, 1) : yaml(made)));
  });
  await fc.assert(property, { numRuns: RUNS, seed: SEED });
});

test('any text', async () => {
  await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 100 }), requireOrderOf), { numRuns: 300, seed: SEED });
});

test('both outcomes have been seen often', () => {
  expect(Math.min(tally.refused, tally.ran)).toBeGreaterThan(300);
});
