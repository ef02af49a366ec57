/** What is proven of earliest deadline first and least laxity on one slot, held against every other discipline and every order. */
import { describe, expect, test } from 'vitest';
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import { edf } from '../../src/disciplines/edf.ts';
import { leastLaxity } from '../../src/disciplines/least-laxity.ts';
import * as disciplines from '../../src/disciplines/index.ts';
import { workloadOf } from '../../src/lab/scenario/workload.ts';
import type { Source } from '../../src/model.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import { stream } from '../../src/random/stream.ts';
import { scenarioOf, serveBy } from '../contract/scenarios.ts';
import { completionsIn } from '../kernel/completions.ts';

interface Dated {
  readonly arrival: number;
  readonly size: number;
  /** From arrival. */
  readonly deadline: number;
}

/** Each job a source and a class of its own, so that each has its own deadline. */
function sourceOf({ arrival, size, deadline }: Dated, index: number): Source {
  const process = { name: 'recorded', mechanism: 'recorded', rate: 1, times: Float64Array.of(arrival), sizes: Float64Array.of(size) } as const;
  return { name: `job ${index}`, class: index, process, deadline: deterministic.create({ value: deadline }) };
}

/** By how much the job that is latest misses its deadline; negative where all are met. */
function lateness(jobs: readonly Dated[], definition: DisciplineDefinition, params: unknown): number {
  const classes = jobs.map((_, index) => ({ name: `job ${index}`, priority: index % 3, weight: 1 + (index % 2) }));
  const sources = jobs.map(sourceOf);
  const completions = completionsIn(scenarioOf({ classes, sources, workload: workloadOf(classes, sources), discipline: serveBy(definition, params), jobs: jobs.length }));
  return Math.max(...jobs.map(({ arrival, deadline }, index) => completions[index] - arrival - deadline));
}

function instance(name: string, spread: number): readonly Dated[] {
  const chance = stream(name);
  return Array.from({ length: 7 }, () => ({ arrival: chance.uniform() * spread, size: 0.1 + chance.exponential(), deadline: chance.uniform() * 8 }));
}

const INSTANCES = 40;

const others = Object.values<DisciplineDefinition>(disciplines).flatMap((definition) =>
  definition.examples
    .filter((params: { readonly afterwards?: string }) => params.afterwards !== 'resample')
    .map((params: unknown) => ({ name: `${definition.name} ${JSON.stringify(params)}`, definition, params })),
);

describe('with preemption no discipline has a smaller maximal lateness (Jackson 1955; Horn 1974)', () => {
  test.each(others)('$name', ({ definition, params }) => {
    for (let i = 0; i < INSTANCES; i++) {
      const jobs = instance(`deadlines/${i}`, 10);
      expect(lateness(jobs, definition, params), `instance ${i}`).toBeGreaterThan(lateness(jobs, edf, { preemptive: true }) - 1e-9);
    }
  });
});

test('without preemption, among jobs that are all there, no order has a smaller maximal lateness (Jackson 1955)', () => {
  for (let i = 0; i < 20; i++) {
    const jobs = instance(`together/${i}`, 0);
    let least = Infinity;
    for (const order of permutations(jobs)) {
      let now = 0;
      let latest = -Infinity;
      for (const { size, deadline } of order) latest = Math.max(latest, (now += size) - deadline);
      least = Math.min(least, latest);
    }
    expect(lateness(dispersed(jobs), edf, { preemptive: false })).toBeCloseTo(least, 6);
  }
});

/** Behind a job of no account, so that the order is not that of who finds the slot idle. */
function dispersed(jobs: readonly Dated[]): readonly Dated[] {
  return [{ arrival: 0, size: 1e-9, deadline: 1e3 }, ...jobs];
}

function* permutations<T>(items: readonly T[]): Generator<readonly T[]> {
  if (items.length === 0) yield [];
  for (const [i, first] of items.entries()) for (const rest of permutations(items.toSpliced(i, 1))) yield [first, ...rest];
}

test('least laxity meets all deadlines where that is possible, but for the length of its turns (Mok 1983)', () => {
  let possible = 0;
  for (let i = 0; i < 300; i++) {
    const jobs = instance(`laxity/${i}`, 12);
    if (lateness(jobs, edf, { preemptive: true }) > 0) continue;
    possible++;
    expect(lateness(jobs, leastLaxity, { quantum: 0.01 }), `instance ${i}`).toBeLessThan(0.01 * jobs.length);
  }
  expect(possible).toBeGreaterThan(20);
});
