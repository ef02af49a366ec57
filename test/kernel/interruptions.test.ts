/** Every job ends when the definition says, under disciplines whose order changes while tasks wait and run. */
import { describe, expect, test } from 'vitest';
import { hrrn } from '../../src/disciplines/hrrn.ts';
import { leastLaxity } from '../../src/disciplines/least-laxity.ts';
import { ljf } from '../../src/disciplines/ljf.ts';
import { mlfq } from '../../src/disciplines/mlfq.ts';
import { priority } from '../../src/disciplines/priority.ts';
import { priorityAgeing } from '../../src/disciplines/priority-ageing.ts';
import { srptBounce } from '../../src/disciplines/srpt-bounce.ts';
import { stride } from '../../src/disciplines/stride.ts';
import { accumulatingPriority } from '../../src/disciplines/accumulating-priority.ts';
import type { Job, Node } from '../../src/model.ts';
import type { Discipline, Ordered, Policy } from '../../src/policy.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { stream } from '../../src/random/stream.ts';
import { scenarioOf, type TracedJob, traceOf } from '../contract/scenarios.ts';
import { setupOf } from '../contract/scenarios.ts';
import { completionsIn, made } from './completions.ts';
import { byRules, type Rules, type Task } from './interruptions-oracle.ts';

interface Case {
  readonly name: string;
  /** Anew for each instance. */
  discipline(setup: ReturnType<typeof setupOf>): Discipline;
  rules(seed: string): Rules;
}

const again = exponential.create({ mean: 0.7 });

const levels = (limits: readonly number[]) => (task: Task) => limits.filter((limit) => task.attained > limit - 1e-9).length;
const inLevels = (limits: readonly number[], last: number): Pick<Rules, 'rank' | 'turn'> => ({
  rank: levels(limits),
  turn: (task, speed) => (limits[levels(limits)(task)] ?? Infinity) - task.attained || last * speed,
});

function seen(job: Job): Job {
  return { ...job, size: 0.4 * job.size, age: job.age };
}

/** A policy that takes every size for four tenths of what it is. */
function underestimated(discipline: Discipline): Ordered {
  const ordered = discipline as Ordered;
  return { ...ordered, rank: (job, now) => ordered.rank!(seen(job), now, NaN), turn: (job, speed) => ordered.turn!(seen(job), speed) };
}

const cases: readonly Case[] = [
  { name: 'ljf', discipline: () => made(ljf), rules: () => ({ rank: ({ size }) => -size }) },
  { name: 'hrrn', discipline: () => made(hrrn), rules: () => ({ rank: ({ arrival, size }, now) => -((now - arrival + size) / size) }) },
  {
    name: 'priority with ageing',
    discipline: () => made(priorityAgeing, { rate: 0.8, preemptive: false }),
    rules: () => ({ rank: (task, now) => task.priority - 0.8 * (now - task.arrival) }),
  },
  {
    name: 'priority with ageing, preemptive',
    discipline: () => made(priorityAgeing, { rate: 0.3, preemptive: true }),
    rules: () => ({ preemptive: true, rank: (task, now) => task.priority - 0.3 * (now - task.arrival) }),
  },
  {
    name: 'accumulating priority',
    discipline: (setup) => accumulatingPriority.create({}, setup),
    rules: () => ({ rank: (task, now) => -task.weight * (now - task.arrival) }),
  },
  {
    name: 'priority, preemptive, restart',
    discipline: () => made(priority, { preemptive: true, afterwards: 'restart' }),
    rules: () => ({ preemptive: true, rank: (task) => task.priority, again: ({ size }) => size }),
  },
  {
    name: 'priority, preemptive, resample',
    discipline: () => made(priority, { preemptive: true, afterwards: 'resample' }),
    rules: (seed) => {
      const redraws = stream(`${seed}/0/redraws/trace`);
      return { preemptive: true, rank: (task) => task.priority, again: () => again.sample(redraws) };
    },
  },
  {
    name: 'mlfq',
    discipline: () => made(mlfq, { quanta: [0.3, 0.5], newcomers: 'preempt' }),
    rules: () => ({ preemptive: true, ...inLevels([0.3, 0.8], Infinity) }),
  },
  {
    name: 'mlfq, turns at the last level, newcomers wait',
    discipline: () => made(mlfq, { quanta: [0.2], quantum: 0.37, newcomers: 'wait' }),
    rules: () => ({ rank: levels([0.2]), turn: (task, speed) => (task.attained < 0.2 - 1e-9 ? 0.2 - task.attained : 0.37 * speed) }),
  },
  {
    name: 'least laxity among jobs of one deadline: longest remaining first',
    discipline: () => made(leastLaxity, { quantum: 0.29 }),
    // Without deadlines they are all at 0.
    rules: () => ({ preemptive: true, rank: (task) => task.attained - task.size, turn: (_, speed) => 0.29 * speed }),
  },
  {
    name: 'srpt with bounce, underestimated',
    discipline: () => underestimated(made(srptBounce, { step: 0.25 })),
    rules: () => ({
      preemptive: true,
      rank: ({ size, attained }) => (attained < 0.4 * size ? 0.4 * size - attained : Math.min(attained - 0.4 * size, 0.4 * size)),
      turn: ({ size, attained }) => (attained < 0.4 * size - 1e-12 ? 0.4 * size - attained : attained < 0.8 * size - 1e-12 ? 0.1 * size : Infinity),
    }),
  },
  {
    name: 'stride',
    discipline: () => made(stride, { quantum: 0.21 }),
    rules: () => {
      let [pass, waiting] = [0, 0];
      return {
        rank: (task) => task.pass,
        comes(task) {
          const back = task.attained > 0;
          task.pass = (back ? task.pass : pass) + (back || waiting > 0 ? 1 / task.weight : 0);
          waiting++;
        },
        started(task) {
          waiting--;
          ({ pass } = task);
        },
        turn: (_, speed) => 0.21 * speed,
      };
    },
  },
];

const places: readonly { readonly name: string; readonly nodes: readonly Partial<Node>[] }[] = [
  { name: 'one slot', nodes: [{}] },
  { name: 'three slots', nodes: [{ slots: 3, speed: 0.5 }] },
  { name: 'slots of four speeds', nodes: [{ slots: 2, speed: 0.6 }, { speed: 3 }, { speed: 1.1 }, { speed: 0.2 }] },
];

const INSTANCES = 100;

/** Up to 24 jobs, some of them together with the one before, sizes from tiny to large. */
function instance(seed: string, totalSpeed: number): readonly TracedJob[] {
  const chance = stream(seed);
  const jobs: TracedJob[] = [];
  const count = 1 + chance.integer(24);
  for (let arrival = 0; jobs.length < count; ) {
    if (jobs.length === 0 || chance.integer(3) > 0) arrival += (chance.exponential() * 1.4) / totalSpeed;
    const size = chance.exponential() * (chance.integer(5) === 0 ? 4 : 0.5);
    jobs.push({ arrival, size, priority: chance.integer(3), weight: [1, 2, 5][chance.integer(3)] });
  }
  return jobs;
}

describe.each(cases)('$name', ({ discipline, rules }) => {
  test.each(places)('on $name ends every job when the definition says', ({ nodes }) => {
    const speeds = nodes.flatMap(({ slots = 1, speed = 1 }) => new Array<number>(slots).fill(speed)).toSorted((a, b) => b - a);
    for (let i = 0; i < INSTANCES; i++) {
      const seed = `interruptions/${i}`;
      const jobs = instance(seed, speeds.reduce((sum, speed) => sum + speed, 0));
      const trace = traceOf(jobs);
      const scenario = scenarioOf({ ...trace, sources: trace.sources.map((source) => ({ ...source, size: again })), seed, nodes, jobs: jobs.length });
      const policy: Policy<Discipline> = { name: 'test', params: {}, needs: [], create: () => discipline(setupOf(scenario)) };
      const completions = completionsIn({ ...scenario, pool: { ...scenario.pool, discipline: policy } });
      const expected = byRules(jobs, speeds, rules(seed));
      const worst = Math.max(...jobs.map((_, job) => Math.abs(completions[job] - expected[job]) / (1 + expected[job])));
      expect(worst, `instance ${i}: ${JSON.stringify(jobs)}`).toBeLessThan(1e-9);
    }
  });
});
