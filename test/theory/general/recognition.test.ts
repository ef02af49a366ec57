import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../../src/lab/scenario/load-scenario.ts';
import { oracle } from '../../../src/theory/oracle.ts';
import { expectClose } from '../close.ts';

interface Given {
  readonly process?: string;
  readonly load?: number;
  readonly size?: string;
  readonly pool?: string;
}

function findings({ process = 'poisson', load = 0.8, size = '{ exponential: { mean: 1 } }', pool = '{ nodes: 1 }' }: Given) {
  const text = ['name: here', 'seed: here', 'arrivals:', `  - { class: a, process: ${process}, load: ${load}, size: ${size} }`, `pool: ${pool}`, 'run: { jobs: 1000 }'].join('\n');
  return oracle(loadScenario('here.yaml', text).scenario).findings.filter(({ scope }) => scope === 'overall');
}

const named = (given: Given) => findings(given).map(({ formula }) => formula.name);
const first = (given: Given) => named(given)[0];
const UNIFORM_GAPS = '{ renewal: { gap: { uniform: { min: 0, max: 2 } } } }';
const EQUAL = '{ deterministic: { value: 1 } }';
const UNIFORM = '{ uniform: { min: 0, max: 2 } }';

describe('the most special formula comes first', () => {
  test.each<[string, Given]>([
    ['mm1', {}],
    ['md1', { size: EQUAL }],
    ['mg1', { size: UNIFORM }],
    ['dm1', { process: 'deterministic' }],
    ['gm1', { process: UNIFORM_GAPS }],
    ['mdc', { size: EQUAL, pool: '{ nodes: [{ slots: 3 }] }' }],
    ['mdc', { size: EQUAL, pool: '{ nodes: 3, dispatch: central }' }],
    ['gmc', { process: UNIFORM_GAPS, pool: '{ nodes: [{ slots: 3 }] }' }],
    ['mg1k', { size: UNIFORM, pool: '{ nodes: [{ capacity: 5 }] }' }],
    ['mmck', { pool: '{ nodes: [{ capacity: 5 }] }' }],
  ])('%s', (name, given) => {
    expect(first(given)).toBe(name);
  });

  test('round robin leaves Erlang gaps to every node: G/M/1, exactly', () => {
    const found = findings({ pool: '{ nodes: 4, dispatch: round-robin }' });
    expect(found[0].formula.kind).toBe('exact');
    expect(found[0].formula.title).toContain('G/M/1');
    // σ = (1 + (1−σ)/(4 · 0.8))^−4: gaps of four stages.
    const waiting = found[0].prediction.values['waiting'];
    const sigma = waiting / (1 + waiting);
    expectClose((1 + (1 - sigma) / 3.2) ** -4, sigma, 1e-10);
  });
});

test('round robin of equal sizes over n nodes waits as one queue for n slots does', () => {
  const [dealt, single] = ['round-robin', 'central'].map((dispatch) => findings({ size: EQUAL, pool: `{ nodes: 4, dispatch: ${dispatch} }` })[0]);
  expect(dealt.formula.kind).toBe('exact');
  for (const key of ['waiting', 'number', 'response.variance', 'response.p99']) expectClose(dealt.prediction.values[key], single.prediction.values[key], 1e-9, key);
});

describe('where no exact formula is known', () => {
  test('one slot: bounds and an approximation stand in', () => {
    const found = findings({ process: UNIFORM_GAPS, size: UNIFORM });
    const names = found.map(({ formula }) => formula.name);
    expect(names).toEqual(expect.arrayContaining(['gg1-daley-bound', 'gg1-lower-bound', 'gg1-kraemer-langenbach-belz']));
    const waiting = found.find(({ formula }) => formula.kind === 'approximation')!.prediction.values['waiting'];
    const bound = (name: string) => found.find(({ formula }) => formula.name === name)!.prediction.bounds!['waiting'];
    expect(waiting).toBeGreaterThan(bound('gg1-lower-bound').lower!);
    expect(waiting).toBeLessThan(bound('gg1-daley-bound').upper!);
  });

  test('several slots: the bound and the approximations of M/G/c', () => {
    const names = findings({ size: UNIFORM, pool: '{ nodes: 4, dispatch: central }' }).map(({ formula }) => formula.name);
    expect(names).toEqual(expect.arrayContaining(['ggc-kingman-bound', 'mgc-kimura', 'mgc-cosmetatos', 'ggc-allen-cunneen']));
  });

  test('Cosmetatos is not asked where sizes vary more than exponential ones', () => {
    const names = findings({ size: '{ lognormal: { mean: 1, scv: 3 } }', pool: '{ nodes: [{ slots: 4 }] }' }).map(({ formula }) => formula.name);
    expect(names).toContain('mgc-kimura');
    expect(names).not.toContain('mgc-cosmetatos');
  });

  test('the limit of heavy traffic is shown near load 1 alone, and under fcfs', () => {
    expect(named({ process: UNIFORM_GAPS, size: UNIFORM, load: 0.95 })).toContain('ggc-heavy-traffic');
    expect(named({ process: UNIFORM_GAPS, size: UNIFORM, load: 0.6 })).not.toContain('ggc-heavy-traffic');
    expect(named({ process: UNIFORM_GAPS, size: UNIFORM, load: 0.95, pool: '{ nodes: 1, discipline: lcfs }' })).not.toContain('ggc-heavy-traffic');
  });

  test('sizes without variance, preemption and bursts are none of theirs', () => {
    for (const given of [{ size: '{ pareto: { shape: 1.5, mean: 1 } }', pool: '{ nodes: [{ slots: 4 }] }' }, { process: UNIFORM_GAPS, size: UNIFORM, pool: '{ nodes: 1, discipline: ps }' }, { process: '{ batch: { size: { geometric: { mean: 3 } } } }', size: UNIFORM, pool: '{ nodes: [{ slots: 2 }] }' }]) {
      expect(named(given).filter((name) => /^(gg|mgc|mg1|gm|md)/.test(name))).toEqual([]);
    }
  });
});

test('two sources of one size are one of that size, and classes wait alike', () => {
  const text = `
name: here
seed: here
arrivals:
  - { class: a, process: poisson, load: 0.3, size: ${EQUAL} }
  - { class: b, process: poisson, load: 0.5, size: ${EQUAL} }
pool: { nodes: 1 }
run: { jobs: 1000 }`;
  const { findings: found } = oracle(loadScenario('here.yaml', text).scenario);
  expect(found[0].formula.name).toBe('md1');
  expectClose(found.find(({ scope }) => scope === 'class b')!.prediction.values['number'], 0.5 * 3);
});
