import { readFileSync } from 'node:fs';
import { serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replicate } from '../../../src/backends/simulated/replicate.ts';
import { pack, unpack } from '../../../src/lab/resume/pack.ts';
import { loadScenario } from '../../../src/lab/scenario/load-scenario.ts';

const counts = fc.array(fc.oneof(fc.constant(0), fc.constant(1), fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 120, max: 140 })), { maxLength: 400 }).map((numbers) => Uint32Array.from(numbers));
const data = fc.letrec((tie) => ({
  any: fc.oneof({ depthSize: 'small' }, fc.double(), fc.constantFrom(-0, Infinity, -Infinity, Number.NaN, undefined, null, 'text', true), counts, fc.float64Array({ maxLength: 20 }), fc.array(tie('any'), { maxLength: 4 }), fc.dictionary(fc.string({ minLength: 1 }).map((key) => `k${key}`), tie('any'), { maxKeys: 4, noNullPrototype: true })),
})).any;

describe('packed', () => {
  it('data come back as they were, to the bit', () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(unpack(pack(value))).toStrictEqual(value);
      }),
    );
  });

  it('a replication comes back as it was, from an eighth of the bytes', () => {
    const { scenario } = loadScenario('web-farm.yaml', readFileSync('scenarios/web-farm.yaml', 'utf8'), { overrides: [{ path: ['run', 'jobs'], value: 5000 }, { path: ['run', 'by-size'], value: true }, { path: ['run', 'thresholds'], value: [1, 5] }] });
    const one = replicate(scenario, 3);
    const bytes = pack(one);
    expect(unpack(bytes)).toStrictEqual(one);
    expect(unpack(Uint8Array.from(bytes))).toStrictEqual(one);
    expect(bytes.length).toBeLessThan(serialize(one).length / 8);
  });

  it('bytes that are something else are refused', () => {
    expect(() => unpack(new Uint8Array(40))).toThrow();
  });
});
