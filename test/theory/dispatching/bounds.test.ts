import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsqBounds } from '../../../src/theory/dispatching/jsq-bounds.ts';
import { jsqExact } from '../../../src/theory/dispatching/jsq-exact.ts';
import { powerOfDBounds } from '../../../src/theory/dispatching/power-of-d-bounds.ts';
import { powerOfDExact } from '../../../src/theory/dispatching/power-of-d-exact.ts';
import { expectClose } from '../close.ts';

test.each([
  [2, 0.05],
  [2, 0.9],
  [3, 0.5],
  [3, 0.95],
  [4, 0.7],
])('%i nodes at load %f: jsq and two choices lie within their bounds', (nodes, load) => {
  const params = { lambda: nodes * load, mu: 1, nodes, discipline: 'fcfs' } as const;
  for (const [{ values }, { bounds }] of [
    [jsqExact.create(params), jsqBounds.create(params)],
    [powerOfDExact.create({ ...params, d: 2 }), powerOfDBounds.create({ ...params, d: 2 })],
  ]) {
    for (const key of ['response', 'waiting', 'number', 'queue']) {
      expect(values[key], key).toBeGreaterThan(bounds![key].lower!);
      expect(values[key], key).toBeLessThan(bounds![key].upper!);
    }
  }
});

test('bounds are in order, at least one service, and follow Little’s law', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1000 }), fc.double({ min: 0.001, max: 0.9999, noNaN: true }), (nodes, load) => {
      const params = { lambda: nodes * load, mu: 1, nodes, discipline: 'fcfs' } as const;
      const [jsq, choices] = [jsqBounds.create(params).bounds!, powerOfDBounds.create({ ...params, d: 2 }).bounds!];
      expect(jsq['response'].lower!).toBeGreaterThanOrEqual(1);
      expect(jsq['response'].upper!).toBeGreaterThanOrEqual(jsq['response'].lower! * (1 - 1e-12));
      expect(choices['response'].upper!).toBeGreaterThanOrEqual(jsq['response'].upper! * (1 - 1e-12));
      expectClose(jsq['number'].upper, params.lambda * jsq['response'].upper!, 1e-12);
      expectClose(jsq['waiting'].lower! + 1, jsq['response'].lower!, 1e-12);
    }),
  );
});
