import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { earliest, never } from '../../src/kernel/plain/earliest.ts';
import { runPlain } from '../../src/kernel/plain/plain.ts';
import { simulate } from '../../src/kernel/simulation.ts';
import { catalogue } from '../../src/lab/catalogue.ts';
import type { PoolView, Stream } from '../../src/model.ts';
import type { Push } from '../../src/policy.ts';
import { stream } from '../../src/random/stream.ts';
import type { Horizon, Scenario } from '../../src/scenario.ts';
import { StreamingRecorder } from '../../src/stats/recorder.ts';
import { load } from '../lab/scenario-text.ts';

// The loop of plain scenarios does the same as the loop of all others, to the last bit of everything measured, as long as the clock
// is not so late that its rounding makes events coincide.

function scenarioOf(arrivals: readonly string[], pool: string, horizon?: Partial<Horizon>): Scenario {
  const { scenario } = load(arrivals, pool, '{ jobs: 1000, overload: allow }');
  return { ...scenario, horizon: { ...scenario.horizon, ...horizon } };
}

function recorderFor(scenario: Scenario): StreamingRecorder {
  const { classes, pool, horizon } = scenario;
  return new StreamingRecorder({ classes: classes.length, speeds: pool.nodes.map(({ speed }) => speed), horizon, thresholds: [1, 4] });
}

const streams = (seed: string) => (name: string): Stream => stream(`${seed}/${name}`);

/** What the plain loop makes of it; undefined where it does not take it. */
function plainly(scenario: Scenario, seed: string) {
  const recorder = recorderFor(scenario);
  const run = runPlain(scenario, recorder.accumulators!, streams(seed));
  return 'account' in run ? { account: run.account, recording: recorder.finish(run.account.endTime) } : undefined;
}

/** What the loop makes of it that all others take. */
function generally(scenario: Scenario, seed: string) {
  const recorder = recorderFor(scenario);
  Object.defineProperty(recorder, 'accumulators', { value: undefined });
  const account = simulate(scenario, recorder, streams(seed));
  return { account, recording: recorder.finish(account.endTime) };
}

function expectTheSame(scenario: Scenario, seed: string): void {
  const plain = plainly(scenario, seed);
  expect(plain).toBeDefined();
  const general = generally(scenario, seed);
  expect(plain!.account).toEqual(general.account);
  // By hand, since so many numbers take the other way a second.
  expect(isDeepStrictEqual(plain, general)).toBe(true);
}

const one = ['{ class: a, process: poisson, load: 0.8, size: { exponential: { mean: 1 } } }'];
const heavy = ['{ class: a, process: poisson, load: 0.85, size: { bounded-pareto: { shape: 1.2, min: 0.1, max: 100 } } }'];
const three = [
  '{ class: a, priority: 2, process: poisson, load: 0.3, size: { exponential: { mean: 1 } } }',
  '{ class: b, priority: 0, process: { mmpp: { rates: [0.1, 1], switching: [[-0.1, 0.1], [0.2, -0.2]] } }, size: { uniform: { min: 0, max: 0.8 } } }',
  '{ class: c, priority: 1, process: { poisson: {} }, load: 0.2, size: { hyperexponential: { mean: 2, scv: 4 } } }',
];
const nodesOf = { 'one node': '1', 'three nodes of two speeds': '[{ count: 2, speed: 1 }, { count: 1, speed: 2.5 }]', 'forty nodes': '40' };
const disciplines = ['fcfs', 'lcfs', 'lcfs-preemptive', 'sjf', 'ljf', 'psjf', 'srpt', 'priority', '{ priority: { preemptive: false } }', 'c-mu', 'ps', 'las'];
const horizons: readonly Partial<Horizon>[] = [
  { unit: 'jobs', length: 3000, warmup: 0 },
  { unit: 'jobs', length: 2999, warmup: 300 },
  { unit: 'time', length: 900, warmup: 100 },
];

describe.each(Object.entries(nodesOf))('%s', (_, nodes) => {
  const dispatch = nodes === '1' ? '' : 'dispatch: jsq, ';
  test.each(disciplines)('%s', (discipline) => {
    for (const [index, horizon] of horizons.entries()) {
      for (const arrivals of [one, heavy, three]) {
        expectTheSame(scenarioOf(arrivals, `{ nodes: ${nodes}, ${dispatch}discipline: ${discipline} }`, horizon), `plain ${index}`);
      }
    }
  });
});

const [crowd] = one.map((source) => source.replace('0.8', '1.7'));

/** Over every horizon, of loads below 1 and above it. */
function expectTheSameOften(pool: string, discipline: string): void {
  for (const [index, horizon] of horizons.entries()) {
    for (const arrivals of [one, three, [crowd]]) expectTheSame(scenarioOf(arrivals, `{ ${pool}, discipline: ${discipline} }`, horizon), `often ${index}`);
  }
}

const slotsOf = {
  'a node of three slots': 'nodes: [{ slots: 3 }]',
  'nodes behind one queue': 'nodes: 4, dispatch: central',
  'a node behind a queue': 'nodes: 1, dispatch: central',
  'nodes of two speeds and several slots behind one queue': 'nodes: [{ count: 2, slots: 2, speed: 1 }, { count: 1, slots: 3, speed: 2.5 }], dispatch: central',
  'nodes of several slots': 'nodes: [{ count: 2, slots: 4 }, { count: 1, speed: 2 }], dispatch: jsq',
  'a node of many slots': 'nodes: [{ slots: 70 }]',
};

describe.each(Object.entries(slotsOf))('%s', (_, pool) => {
  test.each(['fcfs', 'lcfs', 'sjf', 'ljf', '{ priority: { preemptive: false } }', 'c-mu'])('%s', (discipline) => expectTheSameOften(pool, discipline));
});

const roomOf = {
  'a pool of four places': 'nodes: 1, capacity: 4',
  'slots without a line': 'nodes: [{ slots: 3, capacity: 3 }]',
  'one queue of few places': 'nodes: [{ count: 2 }, { speed: 3 }], dispatch: central, capacity: 5',
  'nodes of few places': 'nodes: [{ count: 2, capacity: 2 }, { slots: 2, speed: 2 }], dispatch: random',
  'nodes of few places in a pool of few': 'nodes: [{ count: 3, capacity: 3 }], dispatch: jsq, capacity: 7',
};

describe.each(Object.entries(roomOf))('%s', (_, pool) => {
  test.each(['fcfs', 'lcfs', 'srpt', '{ priority: { preemptive: true } }', 'ps', 'las'])('%s', (discipline) => {
    if (/slots|central/.test(pool) && !['fcfs', 'lcfs'].includes(discipline)) expect(plainly(scenarioOf(one, `{ ${pool}, discipline: ${discipline} }`), 'room')).toBeUndefined();
    else expectTheSameOften(pool, discipline);
  });
});

test('every dispatcher that looks at what it may', () => {
  const taken: string[] = [];
  for (const { name, examples, needs } of Object.values(catalogue.dispatcher)) {
    if (needs.includes('key')) continue;
    const scenario = scenarioOf(heavy, `{ nodes: [{ count: 3 }, { count: 2, speed: 2 }], dispatch: { ${name}: ${JSON.stringify(examples[0])} }, discipline: ps }`);
    const plain = plainly(scenario, 'dispatchers');
    if (!plain) continue;
    expect(plain, name).toEqual(generally(scenario, 'dispatchers'));
    taken.push(name);
  }
  expect(taken).toEqual(expect.arrayContaining(['random', 'round-robin', 'jsq', 'power-of-d', 'join-idle-queue', 'shortest-expected-delay', 'peak-ewma', 'ucb']));
});

test.each([7, 24, 40])('%i classes, whose sources are merged two and two or in a calendar, and whose priorities are in lines or in a heap', (count) => {
  const many = Array.from({ length: count }, (_, i) => `{ class: c${i}, priority: ${i % 12}, process: poisson, load: ${0.72 / count + 0.0001 * i}, size: { exponential: { mean: ${1 + (i % 5)} } } }`);
  for (const discipline of ['fcfs', 'priority', 'srpt']) expectTheSame(scenarioOf(many, `{ nodes: 1, discipline: ${discipline} }`), 'many');
});

/** One of the words, by chance. */
const anyOf = <T>(chance: Stream, words: readonly T[]): T => words[chance.integer(words.length)];

/** A source of one job every so often. */
const steady = (name: string, every: number): string => `{ class: ${name}, process: { renewal: { gap: { deterministic: { value: ${every} } } } }, size: { exponential: { mean: 0.5 } } }`;

test('scenarios by chance: whatever the plain loop takes, it does as the other does', () => {
  const sizes = [
    '{ exponential: { mean: 1 } }', '{ deterministic: { value: 1 } }', '{ uniform: { min: 0, max: 2 } }', '{ gamma: { mean: 1, shape: 0.05 } }', '{ gamma: { mean: 1, shape: 4 } }',
    '{ bounded-pareto: { shape: 1.1, min: 0.1, max: 50 } }', '{ hyperexponential: { mean: 1, scv: 9 } }', '{ discrete: { values: [0, 1, 3], probabilities: [0.2, 0.5, 0.3] } }',
  ];
  const processes = ['poisson', 'poisson', '{ renewal: { gap: { deterministic: { value: 3 } } } }', '{ renewal: { gap: { gamma: { mean: 3, shape: 0.05 } } } }', '{ renewal: { gap: { uniform: { min: 0, max: 5 } } } }', '{ batch: { size: { geometric: { mean: 4 } } } }'];
  const pools = ['nodes: 1', 'nodes: [{ slots: 2 }]', 'nodes: [{ count: 2, slots: 3 }, { slots: 1, speed: 2 }]', 'nodes: 2', 'nodes: [{ count: 2, speed: 3 }, { count: 1, speed: 0.7 }]', 'nodes: 5', 'nodes: 21', 'nodes: 30'];
  const dispatchers = ['random', 'central', 'round-robin', 'jsq', 'join-idle-queue', '{ power-of-d: { d: 2 } }', 'ucb', 'shortest-expected-delay'];
  let [taken, left] = [0, 0];
  for (let i = 0; i < 400; i++) {
    const chance = stream(`plain/${i}`);
    const arrivals = Array.from({ length: 1 + chance.integer(3) }, (_, source) => {
      const process = anyOf(chance, processes);
      return `{ class: c${source}, priority: ${chance.integer(3)}, process: ${process}, ${process.includes('gap') ? '' : 'rate: 0.3, '}size: ${anyOf(chance, sizes)} }`;
    });
    const pool = `{ ${anyOf(chance, pools)}${anyOf(chance, ['', '', ', capacity: 4'])}, dispatch: ${anyOf(chance, dispatchers)}, discipline: ${anyOf(chance, disciplines)} }`;
    const horizon = anyOf<Partial<Horizon>>(chance, [{ unit: 'jobs', length: 400 + chance.integer(300), warmup: 0 }, { unit: 'time', length: 500, warmup: 50 }]);
    const scenario = scenarioOf(arrivals, pool, horizon);
    const plain = plainly(scenario, `${i}`);
    if (!plain) {
      left++;
      continue;
    }
    taken++;
    expect(isDeepStrictEqual(plain, generally(scenario, `${i}`)), `${arrivals.join()} ${pool} ${i}`).toBe(true);
  }
  expect(Math.min(taken, left)).toBeGreaterThan(100);
});

test('sources whose jobs come at one moment keep the order in which the next of each was set', () => {
  for (const discipline of ['fcfs', 'srpt']) expectTheSame(scenarioOf([steady('a', 1), steady('b', 2)], `{ nodes: 2, dispatch: jsq, discipline: ${discipline} }`), 'steady');
});

test('a calendar of many nodes, and more than are listed, of one speed and of several', () => {
  for (const nodes of ['1500', '5000', '[{ count: 3000 }, { count: 2000, speed: 2 }]']) {
    expectTheSame(scenarioOf(one, `{ nodes: ${nodes}, dispatch: jsq, discipline: srpt }`, { unit: 'jobs', length: 20_000 }), 'many nodes');
    expectTheSame(scenarioOf(one, `{ nodes: ${nodes}, dispatch: central, discipline: lcfs }`, { unit: 'jobs', length: 20_000 }), 'many nodes');
  }
  for (const discipline of ['fcfs', 'srpt']) expectTheSame(scenarioOf([crowd], `{ nodes: [{ count: 5000, capacity: 1 }], dispatch: random, discipline: ${discipline} }`, { unit: 'jobs', length: 20_000 }), 'full nodes');
});

test.each([
  ['nodes: 2, dispatch: round-robin', [true, false]],
  ['nodes: [{ slots: 3, capacity: 9 }]', [false]],
  ['nodes: 3, dispatch: central', [false]],
])('a rank of one’s own, which may look at the age of the running task: %s', (pool, ways) => {
  const scenario = scenarioOf(heavy, `{ ${pool}, discipline: srpt }`);
  for (const preemptive of ways) {
    for (const ties of ['first', 'last'] as const) {
      // Ranks are few, so that there are ties.
      for (const rank of [(job: { size: number; age: number }) => job.size / (1 + job.age), (job: { size: number }) => Math.min(2, Math.floor(job.size))]) {
        const own = { ...scenario, pool: { ...scenario.pool, discipline: { ...scenario.pool.discipline, create: () => ({ mechanism: 'ordered', preemptive, ties, rank }) as const } } };
        expectTheSame(own, 'own');
      }
    }
  }
});

/** The scenario under a dispatcher that writes down what it sees and, of what it may be told, these; and what it has written. */
function seen(scenario: Scenario, hears: readonly string[]): readonly [Scenario, readonly string[]] {
  const told: string[] = [];
  const { dispatch, nodes: { length: nodes } } = scenario.pool;
  const queues = (pool: PoolView) => Array.from({ length: nodes }, (_, node) => pool.queued(node));
  const tellable = {
    changed: (node, pool) => void told.push(`changed ${[node, pool.now, ...queues(pool)]}`),
    refused: ({ id }, node, pool) => void told.push(`refused ${[id, node, pool.now, ...queues(pool)]}`),
    finished: ({ id, age, arrival }, node, pool) => void told.push(`finished ${[id, age, node, pool.now - arrival, ...queues(pool)]}`),
  } satisfies Partial<Push>;
  const create: typeof dispatch.create = () => ({
    mechanism: 'push',
    pick: ({ id, class: jobClass, arrival, size, age, priority, weight, deadline, key }, { now }) => told.push(`${[id, jobClass, arrival, size, age, priority, weight, deadline, key, now]}`) % nodes,
    ...Object.fromEntries(Object.entries(tellable).filter(([name]) => hears.includes(name))),
  });
  return [{ ...scenario, pool: { ...scenario.pool, dispatch: { ...dispatch, create } } }, told];
}

test.each([
  ['nodes: [{ capacity: 3 }]', ['fcfs', 'srpt', 'priority', 'ps', 'las']],
  ['nodes: [{ count: 2, capacity: 3 }]', ['fcfs', 'srpt', 'priority', 'ps', 'las']],
  ['nodes: [{ count: 2, slots: 2, capacity: 2 }], capacity: 4', ['fcfs', 'lcfs']],
])('what policies see of a job is the same: %s', (pool, words) => {
  for (const discipline of words) {
    for (const hears of [['changed', 'refused', 'finished'], ['refused'], []]) {
      const scenario = scenarioOf(three, `{ ${pool}, dispatch: random, discipline: ${discipline} }`);
      const [first, toldFirst] = seen(scenario, hears);
      const [second, toldSecond] = seen(scenario, hears);
      expect(isDeepStrictEqual(plainly(first, 'seen'), generally(second, 'seen'))).toBe(true);
      expect(toldFirst).toEqual(toldSecond);
      for (const what of hears) expect(toldFirst.some((line) => line.startsWith(what)), what).toBe(true);
    }
  }
});

test('one queue to which nobody comes', () => {
  expectTheSame(scenarioOf(one, '{ nodes: 2, dispatch: central }', { unit: 'time', length: 1e-3, warmup: 0 }), 'nobody');
});

test('the earliest of as many times as may be', () => {
  const chance = stream('earliest');
  for (let count = 1; count <= 25; count++) {
    const times = never(count);
    expect(earliest(times)).toBe(0);
    for (let i = 0; i < 50; i++) {
      for (let place = 0; place < count; place++) times[place] = chance.integer(4) === 0 ? Infinity : chance.integer(9);
      expect(earliest(times)).toBe(times.indexOf(Math.min(...times)));
    }
  }
});

test('a source that ends: what is left is done, and the run is over', () => {
  const [source] = one;
  const scenario = scenarioOf([source.replace('process: poisson, load: 0.8', 'process: { schedule: { rates: [{ for: 50, rate: 0.8 }], repeat: false } }')], '{ nodes: 1 }', { unit: 'time', length: 500, warmup: 0 });
  const plain = plainly(scenario, 'ends')!;
  expect(plain).toEqual(generally(scenario, 'ends'));
  expect(plain.account).toMatchObject({ over: true, unfinished: 0 });
});

test.each([
  ['merged', '{ class: b, process: poisson, load: 0.1, size: { exponential: { mean: 1 } } }', false],
  ['in turn', '{ class: b, process: { schedule: { rates: [{ for: 30, rate: 0.5 }], repeat: false } }, size: { exponential: { mean: 1 } } }', true],
])('two sources of which one ends, or both: %s', (_, second, over) => {
  const first = '{ class: a, process: { schedule: { rates: [{ for: 50, rate: 0.8 }], repeat: false } }, size: { exponential: { mean: 1 } } }';
  for (const arrivals of [[first, second], [second, first]]) {
    const scenario = scenarioOf(arrivals, '{ nodes: 1 }', { unit: 'time', length: 5000, warmup: 0 });
    expectTheSame(scenario, 'ends');
    expect(plainly(scenario, 'ends')!.account.over).toBe(over);
  }
});

test('a queue that grows, of ten thousand jobs', () => {
  const overload = ['{ class: a, process: poisson, load: 3, size: { exponential: { mean: 1 } } }'];
  for (const discipline of ['fcfs', 'srpt', 'ps', 'las']) expectTheSame(scenarioOf(overload, `{ nodes: 1, discipline: ${discipline} }`, { unit: 'jobs', length: 6000 }), 'growing');
});

test('is not for what it does not know', () => {
  const odd = [
    [one, '{ nodes: [{ slots: 2 }], discipline: ps }'],
    [[one[0].replace('load', 'rate')], '{ nodes: [{ slots: unlimited }] }'],
    [one, '{ nodes: 3, dispatch: central, discipline: srpt }'],
    [one, '{ nodes: 3, dispatch: least-work-left }'],
    [one, '{ nodes: 3, dispatch: { redundancy-d: { d: 2 } } }'],
    [one, '{ nodes: 3, dispatch: jsq, information: { delay: 1 } }'],
    [one, '{ nodes: 1, discipline: { round-robin: { quantum: 0.5 } } }'],
    [one, '{ nodes: 1, discipline: random-order }'],
    [one, '{ nodes: 1, discipline: { priority: { preemptive: true, afterwards: restart } } }'],
    [['{ class: a, process: poisson, load: 0.5, size: { exponential: { mean: 1 } }, tasks: 3 }'], '{ nodes: 4, dispatch: jsq }'],
    [['{ class: a, process: poisson, load: 0.5, size: { exponential: { mean: 1 } }, deadline: { exponential: { mean: 3 } } }'], '{ nodes: 1, discipline: edf }'],
    [['{ class: a, process: { closed: { population: 5, think: { exponential: { mean: 4 } } } }, size: { exponential: { mean: 1 } } }'], '{ nodes: 1 }'],
    [['{ class: a, process: { renewal: { gap: { deterministic: { value: 2 } } } }, size: { deterministic: { value: 1 } } }'], '{ nodes: 1 }'],
  ] as const;
  for (const [arrivals, pool] of odd) expect(plainly(scenarioOf(arrivals, pool), 'odd'), `${arrivals.join()} ${pool}`).toBeUndefined();
});
