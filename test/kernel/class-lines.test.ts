/** Lines that know who is next without looking at everybody, held against looking at everybody. */
import { describe, expect, test } from 'vitest';
import { accumulatingPriority } from '../../src/disciplines/accumulating-priority.ts';
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import { drr } from '../../src/disciplines/drr.ts';
import { hrrn } from '../../src/disciplines/hrrn.ts';
import { redundancyD } from '../../src/dispatchers/redundancy-d.ts';
import { simulate } from '../../src/kernel/simulation.ts';
import type { Job, Stream } from '../../src/model.ts';
import type { ClassLines, Ordered } from '../../src/policy.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { stream } from '../../src/random/stream.ts';
import { dispatchBy, renewals, scenarioOf } from '../contract/scenarios.ts';
import { compare, type Model, type Steps, type Waiting } from './line-model.ts';

const classesOf = (weights: readonly number[]) => weights.map((weight, k) => ({ name: `class ${k}`, priority: k % 3, weight }));

/** Whole numbers of quarters, so that ranks are equal again and again, and are to the last bit what they should be. */
const quarters = (most: number) => (chance: Stream) => chance.integer(most) / 4;
const anything = (mean: number) => (chance: Stream) => mean * chance.exponential();

const kinds: readonly { readonly name: string; readonly steps: Omit<Steps, 'classes'>; readonly runs: number; readonly long: number }[] = [
  { name: 'few tasks, many ties', runs: 60, long: 3, steps: { count: 400, gap: quarters(4), size: quarters(12), adds: 45, withdrawals: 8 } },
  { name: 'many tasks, many ties', runs: 6, long: 200, steps: { count: 1600, gap: quarters(2), size: quarters(40), adds: 62, withdrawals: 4 } },
  { name: 'many tasks of any size', runs: 6, long: 200, steps: { count: 1600, gap: anything(1), size: anything(3), adds: 60, withdrawals: 3 } },
  { name: 'long after the start', runs: 20, long: 10, steps: { count: 600, gap: (chance) => (chance.integer(100) === 0 ? 1e7 : chance.exponential()), size: anything(3), adds: 52, withdrawals: 3 } },
];

function made(definition: DisciplineDefinition, params: unknown, weights: readonly number[]): Ordered {
  const classes = classesOf(weights);
  const workload = { rate: 1, classes: classes.map(() => ({ rate: 1 / classes.length })) };
  return definition.create(definition.params.parse(params), { classes, stream: stream('made'), workload }) as Ordered;
}

function agree(discipline: () => Ordered, model: () => Model, weights: readonly number[]): void {
  for (const { name, steps, runs, long } of kinds) {
    let [most, taken] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const found = compare(discipline(), model(), { ...steps, classes: classesOf(weights) }, `${name}/${run}`);
      expect(found.wrong, `${name}, run ${run}`).toBeUndefined();
      most = Math.max(most, found.longest);
      taken += found.taken;
    }
    // Otherwise nothing has been seen.
    expect(most, name).toBeGreaterThan(long);
    expect(taken, name).toBeGreaterThan(1000);
  }
}

/** The least rank, of equal ones the first to come. */
function leastOf(rank: (task: Waiting, now: number) => number): () => Model {
  return () => ({ next: (waiting, now) => waiting.reduce((best, task) => (rank(task, now) < rank(best, now) ? task : best)) });
}

const WEIGHTS = [1, 2, 0.5, 3, 1, 0.25, 8, 2];

describe('ranks that change steadily', () => {
  test('highest response ratio next', () => {
    agree(() => made(hrrn, {}, [1, 1]), leastOf(({ size, arrival }, now) => (size > 0 ? -(now - arrival) / size : -Infinity)), [1, 1]);
  });

  test('the same where nothing is said of how they change', () => {
    const { slope: _, ...unsaid } = made(hrrn, {}, [1, 1]);
    agree(() => ({ ...unsaid, restless: true }), leastOf(({ size, arrival }, now) => (size > 0 ? -(now - arrival) / size : -Infinity)), [1, 1]);
  });

  test('some rise, some fall, and some stay as they are', () => {
    const slopes = [-1, 0, 2, -0.5, 0.25, -1, 0.125, -3];
    const rank = ({ class: k, arrival, size }: Pick<Job, 'class' | 'arrival' | 'size'>, now: number) => size + slopes[k] * (now - arrival);
    const discipline: Ordered = { mechanism: 'ordered', preemptive: false, ties: 'first', rank, slope: (job) => slopes[job.class] };
    agree(() => discipline, leastOf(rank), WEIGHTS);
  });

  test('accumulating priority, where the first of each class are compared', () => {
    agree(() => made(accumulatingPriority, {}, WEIGHTS), leastOf(({ class: k, arrival }, now) => -WEIGHTS[k] * (now - arrival)), WEIGHTS);
  });

  test('the first of each class is compared, whatever is behind it', () => {
    // A small task behind a large one of its class has to wait for it.
    const rank = ({ class: k, arrival, size }: Pick<Job, 'class' | 'arrival' | 'size'>, now: number) => size - WEIGHTS[k] * (now - arrival);
    const discipline: Ordered = { mechanism: 'ordered', preemptive: false, ties: 'first', rank, slope: (job) => -WEIGHTS[job.class], per: 'class' };
    const firsts = (waiting: readonly Waiting[]) => WEIGHTS.flatMap((_, k) => waiting.find((task) => task.class === k) ?? []).toSorted((a, b) => a.id - b.id);
    agree(() => discipline, () => ({ next: (waiting, now) => leastOf(rank)().next(firsts(waiting), now) }), WEIGHTS);
  });
});

/** Deficit round robin as it is defined: turn by turn, quantum by quantum. */
function turnByTurn(quantum: number, weights: readonly number[]): Model {
  const deficit = weights.map(() => 0);
  let [current, begun] = [0, false];
  const pass = () => {
    current = (current + 1) % weights.length;
    begun = false;
  };
  return {
    left({ class: k }, waiting) {
      if (waiting.some((task) => task.class === k)) return;
      deficit[k] = 0;
      if (k === current && begun) pass();
    },
    next(waiting) {
      for (;;) {
        const first = waiting.find((task) => task.class === current);
        if (first && !begun) {
          deficit[current] += quantum * weights[current];
          begun = true;
        }
        if (first && first.size <= deficit[current]) {
          deficit[current] -= first.size;
          return first;
        }
        pass();
      }
    },
  };
}

describe('deficit round robin', () => {
  test.each([0.25, 1, 16])('quantum %d: as turn by turn', (quantum) => {
    agree(() => made(drr, { quantum }, WEIGHTS), () => turnByTurn(quantum, WEIGHTS), WEIGHTS);
  });
});

const nothing = () => {};

test.each([{ slots: 'to the end', turn: {} }, { slots: 'in turns', turn: { turn: () => 0.5 } }])('served $slots: the first of a class is never a task that has been taken back', ({ turn }) => {
  const started = new Set<number>();
  let looked = 0;
  // Takes the classes in turn, and looks at all of them whenever it is told of a change.
  const look = (lines: ClassLines) => {
    for (let jobClass = 0; jobClass < lines.classes; jobClass++) {
      if (lines.waiting(jobClass) === 0) continue;
      const { id, age } = lines.head(jobClass);
      looked++;
      if (age === 0) expect(started.has(id)).toBe(false);
    }
  };
  const discipline: Ordered = {
    mechanism: 'ordered',
    preemptive: false,
    ties: 'first',
    ...turn,
    next(lines) {
      look(lines);
      return [0, 1, 2].find((jobClass) => lines.waiting(jobClass) > 0)!;
    },
    started: ({ id }) => started.add(id),
  };
  const seen: Record<string, number> = {};
  const sources = [0, 1, 2].map((k) => renewals(`class ${k}`, k, exponential.create({ mean: 1 }), exponential.create({ mean: 1 })));
  simulate(
    scenarioOf({
      classes: classesOf([1, 1, 1]),
      sources,
      nodes: [{ slots: 2 }, {}, { speed: 0.5 }],
      jobs: 3000,
      dispatch: dispatchBy(redundancyD, { d: 2, cancel: 'on-start', sizes: 'same' }),
      discipline: { name: 'first class', params: {}, needs: ['preempt'], create: () => discipline },
    }),
    { entered: nothing, lost: nothing, busy: nothing, completed: nothing, copies: (_, __, change) => (seen[change] = (seen[change] ?? 0) + 1) },
    (name) => stream(name),
  );
  expect(looked).toBeGreaterThan(1000);
  expect(seen['-1']).toBeGreaterThan(1000);
});
