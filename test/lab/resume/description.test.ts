import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { descriptionOf, differences, digestOf } from '../../../src/lab/resume/description.ts';

const folder = mkdtempSync(join(tmpdir(), 'schedlab-description-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const none = { files: {}, modules: {} };

const using = (path: string) => descriptionOf('sweep', {}, { files: {}, modules: { './policy.ts': path } });

function moduleIn(place: string, own: string, beside: string): string {
  mkdirSync(join(folder, place, 'parts'), { recursive: true });
  writeFileSync(join(folder, place, 'parts/pick.mjs'), beside);
  writeFileSync(join(folder, place, 'policy.ts'), `import { pick } from './parts/pick.mjs';\n${own}`);
  return join(folder, place, 'policy.ts');
}

describe('a piece of work', () => {
  it('is told from others by all that its numbers depend on, and says what differs', () => {
    const scenario = { run: { jobs: 10, until: Infinity }, arrivals: [{ rate: 1 }], seed: 'a' };
    const one = descriptionOf('sweep', scenario, none);
    const others = [
      ['run.jobs: 10 there, 20 here', descriptionOf('sweep', { ...scenario, run: { ...scenario.run, jobs: 20 } }, none)],
      ['run.until: "Infinity" there, 5 here', descriptionOf('sweep', { ...scenario, run: { ...scenario.run, until: 5 } }, none)],
      ['arrivals[1].rate: nothing there, 2 here', descriptionOf('sweep', { ...scenario, arrivals: [{ rate: 1 }, { rate: 2 }] }, none)],
      ['kind: "sweep" there, "compare" here', descriptionOf('compare', scenario, none)],
      ['trace.csv: its content has changed', descriptionOf('sweep', scenario, { ...none, files: { 'trace.csv': '1,2' } })],
      ['version of schedlab: "0.0.1" there, "0.1.0" here', { ...one, schedlab: '0.1.0' }],
      ['the order in which it is written', descriptionOf('sweep', Object.fromEntries(Object.entries(scenario).toReversed()), none)],
    ] as const;
    for (const [line, other] of others) {
      const there = line.startsWith('version') ? { ...one, schedlab: '0.0.1' } : one;
      expect(differences(there, other)).toEqual([line]);
      expect(digestOf(other)).not.toBe(digestOf(there));
    }
    expect(digestOf(descriptionOf('sweep', structuredClone(scenario), none))).toBe(digestOf(one));
  });

  it('is another where a module or one that it imports has changed, but not where they have moved', () => {
    const one = using(moduleIn('a', 'export default pick;', 'export const pick = 1;'));
    expect(using(moduleIn('b', 'export default pick;', 'export const pick = 1;'))).toEqual(one);
    for (const other of [using(moduleIn('c', 'export default pick + 1;', 'export const pick = 1;')), using(moduleIn('d', 'export default pick;', 'export const pick = 2;'))]) {
      expect(differences(one, other)).toEqual(['./policy.ts: its content has changed']);
    }
  });
});
