import { describe, expect, test } from 'vitest';
import { fcfs } from '../../src/disciplines/fcfs.ts';
import { las } from '../../src/disciplines/las.ts';
import { lcfs } from '../../src/disciplines/lcfs.ts';
import { priority } from '../../src/disciplines/priority.ts';
import { ps } from '../../src/disciplines/ps.ts';
import { roundRobin } from '../../src/disciplines/round-robin.ts';
import { sjf } from '../../src/disciplines/sjf.ts';
import { srpt } from '../../src/disciplines/srpt.ts';
import type { Node } from '../../src/model.ts';
import type { Discipline } from '../../src/policy.ts';
import { stream } from '../../src/random/stream.ts';
import type { TracedJob } from '../contract/scenarios.ts';
import { completionsOf, made } from './completions.ts';
import { equally, fluid, inOrder, inTurns, leastAttained, type Order } from './oracle.ts';

type Oracle = (jobs: readonly TracedJob[], speeds: readonly number[]) => readonly number[];

const ordered =
  (preemptive: boolean, compare: Order['compare']): Oracle =>
  (jobs, speeds) =>
    inOrder(jobs, speeds, { preemptive, compare });

const byPriority: Order['compare'] = (a, b) => a.priority - b.priority || a.job - b.job;

const cases: readonly { readonly name: string; readonly discipline: () => Discipline; readonly oracle: Oracle }[] = [
  { name: 'fcfs', discipline: () => made(fcfs), oracle: ordered(false, (a, b) => a.job - b.job) },
  { name: 'lcfs', discipline: () => made(lcfs), oracle: ordered(false, (a, b) => b.job - a.job) },
  {
    name: 'lcfs, preemptive',
    discipline: () => ({ mechanism: 'ordered', preemptive: true, ties: 'last' }),
    oracle: ordered(true, (a, b) => b.job - a.job),
  },
  {
    name: 'fcfs, which never comes to preempt',
    discipline: () => ({ mechanism: 'ordered', preemptive: true, ties: 'first' }),
    oracle: ordered(false, (a, b) => a.job - b.job),
  },
  { name: 'sjf', discipline: () => made(sjf), oracle: ordered(false, (a, b) => a.size - b.size || a.job - b.job) },
  {
    name: 'sjf, preemptive',
    discipline: () => ({ mechanism: 'ordered', preemptive: true, ties: 'first', rank: (job) => job.size }),
    oracle: ordered(true, (a, b) => a.size - b.size || a.job - b.job),
  },
  { name: 'srpt', discipline: () => made(srpt), oracle: ordered(true, (a, b) => a.size - a.attained - (b.size - b.attained) || a.job - b.job) },
  { name: 'priority', discipline: () => made(priority, { preemptive: true }), oracle: ordered(true, byPriority) },
  { name: 'priority, not preemptive', discipline: () => made(priority, { preemptive: false }), oracle: ordered(false, byPriority) },
  {
    name: 'priority, preemptive, the last of a class first',
    discipline: () => ({ mechanism: 'ordered', preemptive: true, ties: 'last', rank: (job) => job.priority }),
    oracle: ordered(true, (a, b) => a.priority - b.priority || b.job - a.job),
  },
  { name: 'ps', discipline: () => made(ps), oracle: (jobs, speeds) => fluid(jobs, equally(speeds)) },
  { name: 'las', discipline: () => made(las), oracle: (jobs, speeds) => fluid(jobs, leastAttained(speeds)) },
  { name: 'round robin, short turns', discipline: () => made(roundRobin, { quantum: 0.23 }), oracle: (jobs, speeds) => inTurns(jobs, speeds, 0.23) },
  { name: 'round robin, long turns', discipline: () => made(roundRobin, { quantum: 1.7 }), oracle: (jobs, speeds) => inTurns(jobs, speeds, 1.7) },
];

const places: readonly { readonly name: string; readonly nodes: readonly Partial<Node>[] }[] = [
  { name: 'one slot', nodes: [{}] },
  { name: 'three slots', nodes: [{ slots: 3, speed: 0.5 }] },
  { name: 'slots of four speeds', nodes: [{ slots: 2, speed: 0.6 }, { speed: 3 }, { speed: 1.1 }, { speed: 0.2 }] },
];

const INSTANCES = 200;

/** Up to 24 jobs, a third of them together with the one before, sizes from tiny to large. */
function instance(seed: string, totalSpeed: number): readonly TracedJob[] {
  const chance = stream(seed);
  const jobs: TracedJob[] = [];
  const count = 1 + chance.integer(24);
  for (let arrival = 0; jobs.length < count; ) {
    if (jobs.length === 0 || chance.integer(3) > 0) arrival += (chance.exponential() * 1.4) / totalSpeed;
    jobs.push({ arrival, size: chance.exponential() * (chance.integer(5) === 0 ? 4 : 0.5), priority: chance.integer(3) });
  }
  return jobs;
}

function speedsOf(nodes: readonly Partial<Node>[]): readonly number[] {
  return nodes.flatMap(({ slots = 1, speed = 1 }) => new Array<number>(slots).fill(speed)).toSorted((a, b) => b - a);
}

describe.each(cases)('$name', ({ discipline, oracle }) => {
  test.each(places)('on $name ends every job when the definition says', ({ nodes }) => {
    const speeds = speedsOf(nodes);
    const totalSpeed = speeds.reduce((sum, speed) => sum + speed, 0);
    for (let i = 0; i < INSTANCES; i++) {
      const jobs = instance(`mechanisms/${i}`, totalSpeed);
      const expected = oracle(jobs, speeds);
      const completions = completionsOf(jobs, discipline(), nodes);
      expect(completions.length, `instance ${i}`).toBe(jobs.length);
      const worst = Math.max(...jobs.map((_, job) => Math.abs(completions[job] - expected[job]) / (1 + expected[job])));
      expect(worst, `instance ${i}: ${JSON.stringify(jobs)}`).toBeLessThan(1e-9);
    }
  });
});

test.each([cases.find(({ name }) => name === 'ps')!, cases.find(({ name }) => name === 'las')!])('$name among jobs of equal sizes', ({ discipline, oracle }) => {
  for (const { nodes } of places) {
    const speeds = speedsOf(nodes);
    for (let i = 0; i < INSTANCES; i++) {
      const jobs = instance(`ties/${i}`, 1).map((job) => ({ ...job, size: Math.ceil(job.size) }));
      const expected = oracle(jobs, speeds);
      const completions = completionsOf(jobs, discipline(), nodes);
      const worst = Math.max(...jobs.map((_, job) => Math.abs(completions[job] - expected[job])));
      expect(worst, `instance ${i}: ${JSON.stringify(jobs)}`).toBeLessThan(1e-9);
    }
  }
});
