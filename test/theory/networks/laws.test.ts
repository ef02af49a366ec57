import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../../src/lab/scenario/load-scenario.ts';
import { oracle } from '../../../src/theory/oracle.ts';
import { expectClose } from '../close.ts';

function findings(pool: string, load = 0.6) {
  const text = ['name: law', 'arrivals:', `  - { class: job, process: poisson, load: ${load}, size: { uniform: { min: 0, max: 4 } } }`, `pool: ${pool}`].join('\n');
  const found = oracle(loadScenario('law', text).scenario).findings;
  return (name: string) => found.find(({ formula }) => formula.name === name)?.prediction;
}

const under = (afterwards: string) => findings(`{ nodes: 2, dispatch: jsq, discipline: { priority: { afterwards: ${afterwards} } } }`)('utilisation-law');

describe('utilisation law', () => {
  test('throughput and utilisation are known where nothing else is', () => {
    const law = findings('{ nodes: [{ count: 2, slots: 3, speed: 2 }], dispatch: jsq, discipline: las }')('utilisation-law')!;
    expectClose(law.values['utilisation'], 0.6);
    // Twelve units of work a time unit, jobs of two units.
    expectClose(law.values['throughput'], (0.6 * 12) / 2);
  });

  test('where speeds differ the policy decides how busy the nodes are', () => {
    expect(Object.keys(findings('{ nodes: [{ speed: 1 }, { speed: 3 }], dispatch: jsq }')('utilisation-law')!.values)).toEqual(['throughput']);
  });

  test('not where preempted tasks begin again: there is then more work than the jobs bring', () => {
    expectClose(under('resume')!.values['utilisation'], 0.6);
    expect(under('restart')).toBeUndefined();
    expect(under('resample')).toBeUndefined();
  });

  test('not where jobs are lost, nor where a blind choice may overload a slow node', () => {
    expect(findings('{ nodes: [{ capacity: 3, slots: 2 }], discipline: las }')('utilisation-law')).toBeUndefined();
    expect(findings('{ nodes: [{ count: 3, speed: 1 }, { speed: 30 }], dispatch: power-of-d }')('utilisation-law')).toBeUndefined();
  });
});

test('nobody is served faster than by the fastest node', () => {
  const { bounds } = findings('{ nodes: [{ speed: 1 }, { speed: 4 }], dispatch: jsq, discipline: las }')('no-wait-bound')!;
  expectClose(bounds!['response'].lower, 0.5);
  // Three units of work a time unit, jobs of two.
  expectClose(bounds!['number'].lower, ((0.6 * 5) / 2) * 0.5);
});
