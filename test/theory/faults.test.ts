/** Of a scenario in which things go wrong nothing is claimed but what holds there. */
import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../src/lab/scenario/load-scenario.ts';
import { oracle } from '../../src/theory/oracle.ts';
import { expectClose } from './close.ts';

const EXPONENTIAL = '{ exponential: { mean: 1 } }';
const CRASHES = 'faults: { crashes: { up: { exponential: { mean: 10 } }, repair: { exponential: { mean: 1 } } } }';
const LATE = 'crashes: { up: { exponential: { mean: 10 } }, repair: { exponential: { mean: 1 } } }';

function asked(pool: string, { size = EXPONENTIAL, process = 'poisson' } = {}) {
  const text = `name: test\narrivals: [{ class: a, process: ${process}, rate: 0.5, size: ${size} }]\npool: { ${pool} }\n`;
  return oracle(loadScenario('f', text).scenario);
}

const names = (pool: string, more?: Parameters<typeof asked>[1]) => asked(pool, more).findings.map(({ scope, formula }) => `${scope} ${formula.name}`);

describe('recovery that has nothing to do changes nothing', () => {
  test.each(['faults: {}', 'recovery: { retry: { limit: 3 } }', 'faults: { failure: 0 }, recovery: { sizes: drawn }'])('%s', (more) => {
    expect(names(`nodes: 1, ${more}`)).toEqual(['overall mm1']);
  });
});

describe('what is known exactly is said', () => {
  test.each<[string, string[]]>([
    ['nodes: 1, faults: { failure: 0.1 }, recovery: { retry: { limit: 3 }, sizes: drawn }', ['overall mm1-retries']],
    ['nodes: 1, faults: { failure: 0.1 }, recovery: { sizes: drawn }', ['overall mm1-retries']],
    ['nodes: 1, discipline: ps, faults: { failure: { probability: 0.1, at: anywhere } }, recovery: { retry: { limit: 3 } }', ['overall mg1-ps-retries']],
    [`nodes: 1, ${CRASHES}, recovery: { sizes: drawn }`, ['overall breakdown-mm1']],
    ['nodes: 1, faults: { straggler: { probability: 0.1, factor: 4 } }', ['overall mg1']],
    ['nodes: 1, discipline: ps, faults: { straggler: { probability: 0.1, factor: 4 } }', ['overall mg1-ps']],
  ])('%s', (pool, expected) => {
    expect(names(pool)).toEqual(expected);
    expect(asked(pool).reasons).toEqual([]);
  });

  test('stragglers are a mixture of sizes: E[S] = 1.3, E[S²] = 2(0.9 + 0.1 · 16)', () => {
    const { findings } = asked('nodes: 1, faults: { straggler: { probability: 0.1, factor: 4 } }');
    expectClose(findings[0].prediction.values.response, 1.3 + (0.5 * 5) / (2 * (1 - 0.65)));
  });

  test('an overload that retries bring is told', () => {
    const text = 'name: test\narrivals: [{ class: a, process: poisson, rate: 0.9, size: { exponential: { mean: 1 } } }]\npool: { nodes: 1, faults: { failure: 0.5 }, recovery: { retry: { limit: 3 }, sizes: drawn } }\nrun: { overload: allow, jobs: 1000 }';
    const { findings, reasons } = oracle(loadScenario('f', text).scenario);
    expect(findings).toEqual([]);
    expect(reasons).toEqual(['load λE[V]/μ = 1.6875 is not below 1: the queue grows without bound']);
  });
});

describe('and nothing else', () => {
  test.each([
    // Sizes that repeat themselves; orders that matter; waits between tries; more than one thing at a time.
    'nodes: 1, faults: { failure: 0.1 }, recovery: { retry: { limit: 3 } }',
    'nodes: 1, faults: { failure: { probability: 0.1, at: anywhere } }, recovery: { retry: { limit: 3 }, sizes: drawn }',
    'nodes: 1, faults: { failure: 0.1 }, recovery: { retry: { limit: 3, backoff: { first: 1 } }, sizes: drawn }',
    'nodes: 1, discipline: lcfs, faults: { failure: 0.1 }, recovery: { retry: { limit: 3 }, sizes: drawn }',
    'nodes: 1, discipline: ps, faults: { failure: 0.1 }, recovery: { retry: { limit: 3, backoff: { first: 1 } } }',
    'nodes: { slots: 2 }, faults: { failure: 0.1 }, recovery: { sizes: drawn }',
    'nodes: { capacity: 9 }, faults: { failure: 0.1 }, recovery: { sizes: drawn }',
    'nodes: 2, dispatch: random, faults: { failure: 0.1 }, recovery: { sizes: drawn }',
    `nodes: 1, ${CRASHES}`,
    `nodes: 1, dispatch: central, ${CRASHES}, recovery: { sizes: drawn }`,
    `nodes: 1, discipline: ps, ${CRASHES}, recovery: { sizes: drawn }`,
    `nodes: 2, dispatch: random, ${CRASHES}, recovery: { sizes: drawn }`,
    `nodes: { slots: unlimited }, ${CRASHES}`,
    `nodes: 1, faults: { ${LATE} }, recovery: { heartbeat: { every: 1 }, sizes: drawn }`,
    `nodes: 1, faults: { ${LATE}, failure: 0.1 }, recovery: { sizes: drawn }`,
    'nodes: 1, faults: { crashes: { up: { deterministic: { value: 10 } }, repair: { exponential: { mean: 1 } } } }, recovery: { sizes: drawn }',
    'nodes: 1, faults: { hang: 0.1 }, recovery: { timeout: 9 }',
    'nodes: 1, recovery: { timeout: 9 }',
    'nodes: 1, discipline: ps, recovery: { timeout: 9 }',
    'nodes: 2, dispatch: jsq, recovery: { backup: { after: 3 } }',
    'nodes: 2, dispatch: central, faults: { straggler: { probability: 0.1, factor: 4 } }, recovery: { backup: { after: 3 } }',
    'nodes: 1, faults: { straggler: { probability: 0.1, factor: 4 }, failure: 0.1 }, recovery: { sizes: drawn }',
  ])('%s', (pool) => {
    expect(names(pool)).toEqual([]);
    expect(asked(pool).reasons.join()).toMatch(/no exact formula here covers that$/);
  });

  test('other arrivals and sizes', () => {
    const failing = 'nodes: 1, faults: { failure: 0.1 }, recovery: { sizes: drawn }';
    expect(names(failing, { size: '{ uniform: { min: 0, max: 2 } }' })).toEqual([]);
    expect(names(failing, { process: 'deterministic' })).toEqual([]);
    expect(names(`nodes: 1, ${CRASHES}, recovery: { sizes: drawn }`, { size: '{ uniform: { min: 0, max: 2 } }' })).toEqual([]);
  });

  test('a discipline that looks at sizes does not see who will straggle', () => {
    const straggling = 'faults: { straggler: { probability: 0.1, factor: 4 } }';
    expect(names(`nodes: 1, discipline: srpt, ${straggling}`)).not.toContain('overall mg1-srpt');
    expect(names(`nodes: 1, discipline: sjf, ${straggling}`)).not.toContain('overall mg1-sjf');
    expect(names('nodes: 1, discipline: srpt')).toContain('overall mg1-srpt');
  });
});
