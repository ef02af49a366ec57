/** Sharing by weights against its definition, worked out by brute force at every event. */
import { describe, expect, test } from 'vitest';
import { simulate } from '../../src/kernel/simulation.ts';
import type { Node } from '../../src/model.ts';
import type { Shared } from '../../src/policy.ts';
import { stream } from '../../src/random/stream.ts';
import { scenarioOf, type TracedJob, traceOf } from '../contract/scenarios.ts';
import { completionsOf } from './completions.ts';
import { equally, fluid } from './oracle.ts';

interface Grouped extends TracedJob {
  readonly class: number;
}

const places: readonly { readonly name: string; readonly nodes: readonly Partial<Node>[] }[] = [
  { name: 'one slot', nodes: [{}] },
  { name: 'three slots', nodes: [{ slots: 3, speed: 0.5 }] },
  { name: 'slots of four speeds', nodes: [{ slots: 2, speed: 0.6 }, { speed: 3 }, { speed: 1.1 }, { speed: 0.2 }] },
];

const INSTANCES = 60;
const CLASSES = 6;

/** Up to 14 jobs of six classes, a third of them together with the one before; weights over two decades. */
function instance(seed: string, totalSpeed: number): { readonly jobs: readonly Grouped[]; readonly weights: readonly number[] } {
  const chance = stream(seed);
  const weights = Array.from({ length: CLASSES }, () => (chance.integer(4) === 0 ? 1 : Math.exp(4.6 * chance.uniform())));
  const jobs: Grouped[] = [];
  const count = 1 + chance.integer(14);
  for (let arrival = 0; jobs.length < count; ) {
    if (jobs.length === 0 || chance.integer(3) > 0) arrival += (chance.exponential() * 1.2) / totalSpeed;
    jobs.push({ arrival, size: chance.exponential() * (chance.integer(5) === 0 ? 4 : 0.5), priority: 0, class: chance.integer(CLASSES) });
  }
  return { jobs, weights };
}

/** Whether tasks can be served at these rates: any m of them at no more than the m fastest slots. */
function canBe(rates: readonly number[], speeds: readonly number[]): boolean {
  const before = [...rates].toSorted((a, b) => b - a);
  let [asked, there] = [0, 0];
  return before.every((rate, m) => {
    asked += rate;
    there += speeds[m] ?? 0;
    return asked <= there * (1 + 1e-13);
  });
}

/** Max–min: all rates per weight rise together; who cannot have more, whoever gives way that has more per weight, stays where he is. */
function fairRates(weights: readonly number[], speeds: readonly number[]): readonly number[] {
  const rates = weights.map(() => 0);
  let rising = weights.map((_, i) => i);
  while (rising.length > 0) {
    const at = (level: number) => rates.map((rate, i) => (rising.includes(i) ? level * weights[i] : rate));
    let [low, high] = [0, 1e6];
    for (let k = 0; k < 100; k++) {
      const middle = (low + high) / 2;
      if (canBe(at(middle), speeds)) low = middle;
      else high = middle;
    }
    const reached = at(low);
    const stuck = rising.filter((i) => !canBe(reached.with(i, reached[i] * (1 + 1e-9)), speeds));
    for (const i of stuck) rates[i] = reached[i];
    rising = rising.filter((i) => !stuck.includes(i));
  }
  return rates;
}

type Weigh = (jobClass: number, members: number) => number;

function nothing(): void {}

/** Completion times by class, in order. */
function expected(jobs: readonly Grouped[], speeds: readonly number[], weigh: Weigh): readonly (readonly number[])[] {
  const completions = fluid(jobs, (tasks) => {
    const classes = tasks.map(({ job }) => jobs[job].class);
    const weights = classes.map((jobClass) => weigh(jobClass, classes.filter((other) => other === jobClass).length));
    return { rates: fairRates(weights, speeds), lasts: Infinity };
  });
  return Array.from({ length: CLASSES }, (_, k) => completions.filter((__, job) => jobs[job].class === k).toSorted((a, b) => a - b));
}

function actual(jobs: readonly Grouped[], nodes: readonly Partial<Node>[], discipline: Shared): readonly (readonly number[])[] {
  const known = traceOf(jobs);
  const [source] = known.sources;
  const classes = Array.from({ length: CLASSES }, (_, k) => ({ name: `class ${k}`, priority: 0, weight: 1 }));
  const process = { ...source.process, classes: Int32Array.from(jobs, (job) => job.class) } as typeof source.process;
  const done: number[][] = classes.map(() => []);
  simulate(
    scenarioOf({
      classes,
      sources: [{ ...source, process }],
      nodes,
      jobs: jobs.length,
      discipline: { name: 'test', params: {}, needs: [], create: () => discipline },
    }),
    { entered: nothing, lost: nothing, busy: nothing, copies: nothing, completed: (now, jobClass) => done[jobClass].push(now) },
    (name) => stream(name),
  );
  return done;
}

function speedsOf(nodes: readonly Partial<Node>[]): readonly number[] {
  return nodes.flatMap(({ slots = 1, speed = 1 }) => new Array<number>(slots).fill(speed)).toSorted((a, b) => b - a);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function expectNear(found: readonly number[], wanted: readonly number[], message: string): void {
  expect(found.length, message).toBe(wanted.length);
  for (const [i, value] of wanted.entries()) expect(Math.abs(found[i] - value) / (1 + value), message).toBeLessThan(1e-7);
}

describe.each(places)('on $name', ({ nodes }) => {
  const speeds = speedsOf(nodes);

  test.each(['task', 'class'] as const)('weights of each %s: every job ends when the definition says', (per) => {
    for (let i = 0; i < INSTANCES; i++) {
      const { jobs, weights } = instance(`weighted/${i}`, total(speeds));
      const wanted = expected(jobs, speeds, (jobClass, members) => weights[jobClass] / (per === 'class' ? members : 1));
      const found = actual(jobs, nodes, { mechanism: 'shared', weights, per });
      for (const [k, times] of found.entries()) expectNear(times, wanted[k], `instance ${i}, class ${k}`);
    }
  });

  test('equal weights are processor sharing, job by job', () => {
    for (let i = 0; i < INSTANCES; i++) {
      const { jobs } = instance(`weighted/${i}`, total(speeds));
      const found = completionsOf(jobs, { mechanism: 'shared', weights: jobs.map(() => 3) }, nodes);
      expectNear(found, fluid(jobs, equally(speeds)), `instance ${i}`);
    }
  });
});

test('two classes that always have tasks are served in proportion to their weights, whatever the number of tasks', () => {
  // One job of the first class and four of the second; they end together when 12 and 4 · 1 are served at rates 3/4 and 1/4.
  const jobs = [{ arrival: 0, size: 12, priority: 0, class: 0 }, ...[1, 2, 3, 4].map(() => ({ arrival: 0, size: 1, priority: 0, class: 1 }))];
  const [first, second] = actual(jobs, [{}], { mechanism: 'shared', weights: [3, 1], per: 'class' });
  expectNear(first, [16], 'first');
  expectNear(second, [16, 16, 16, 16], 'second');
});

test('what a task of great weight cannot use is left to the others', () => {
  // Two slots: the heavy one has a slot of its own, the two others share the other.
  const jobs = [{ arrival: 0, size: 2, priority: 0, class: 0 }, ...[1, 2].map(() => ({ arrival: 0, size: 1, priority: 0, class: 1 }))];
  const [heavy, light] = actual(jobs, [{ slots: 2 }], { mechanism: 'shared', weights: [100, 1], per: 'task' });
  expectNear(heavy, [2], 'heavy');
  expectNear(light, [2, 2], 'light');
});

/** Jobs that come faster than they are served for a while, so that the station is not empty for some thousand events. */
function backlog(weights: readonly number[]): readonly Grouped[] {
  const chance = stream('backlog');
  let arrival = 0;
  return Array.from({ length: 1500 }, () => {
    arrival += chance.exponential() * 0.9;
    return { arrival, size: chance.exponential() + 0.01, priority: 0, class: chance.integer(weights.length) };
  });
}

describe('where virtual times begin anew', () => {
  const weights = [1, 0.3, 7, 1, 2.5, 90];

  test.each(['task', 'class'] as const)('on one slot, with weights of each %s: rates in proportion', (per) => {
    const jobs = backlog(weights);
    const found = actual(jobs, [{}], { mechanism: 'shared', weights, per });
    const completions = fluid(jobs, (tasks) => {
      const present = tasks.map(({ job }) => jobs[job].class);
      const members = weights.map((_, k) => present.filter((one) => one === k).length);
      const weighed = present.map((k) => (per === 'class' ? weights[k] / members[k] : weights[k]));
      return { rates: weighed.map((weight) => weight / total(weighed)), lasts: Infinity };
    });
    for (const [k, times] of found.entries()) {
      expect(times.length).toBeGreaterThan(150);
      expectNear(times, completions.filter((_, job) => jobs[job].class === k).toSorted((a, b) => a - b), `class ${k}`);
    }
  });

  test('on several slots, with equal weights: processor sharing', () => {
    const jobs = backlog(weights);
    const speeds = [0.5, 0.3, 0.2];
    const found = actual(jobs, speeds.map((speed) => ({ speed })), { mechanism: 'shared', weights: weights.map(() => 2), per: 'task' });
    expectNear(found.flat().toSorted((a, b) => a - b), [...fluid(jobs, equally(speeds))].toSorted((a, b) => a - b), 'all');
  });
});
