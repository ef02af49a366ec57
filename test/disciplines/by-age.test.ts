/** Gittins and SERPT job by job against their definition: every rank worked out from the values and their chances, everyone looked at at every event. */
import { describe, expect, test } from 'vitest';
import { gittins } from '../../src/disciplines/gittins.ts';
import { serpt } from '../../src/disciplines/serpt.ts';
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import { simulate } from '../../src/kernel/simulation.ts';
import { discrete } from '../../src/random/distributions/discrete.ts';
import { stream } from '../../src/random/stream.ts';
import { scenarioOf, traceOf } from '../contract/scenarios.ts';
import { by } from './play.ts';

type Chances = readonly (readonly [value: number, chance: number])[];

const classes: readonly Chances[] = [
  [[1, 0.5], [4, 0.2], [9, 0.3]],
  [[2, 0.6], [3, 0.1], [12, 0.3]],
  [[5, 1]],
];

interface Job {
  readonly class: number;
  readonly arrival: number;
  readonly size: number;
  attained: number;
  order: number;
}

type Rank = (chances: Chances, age: number) => number;

/** ∫ P[S > t] dt between two ages. */
const service = (chances: Chances, from: number, to: number) => chances.reduce((sum, [value, p]) => sum + p * (Math.min(Math.max(value, from), to) - from), 0);
const alive = (chances: Chances, age: number) => chances.reduce((sum, [value, p]) => (value > age ? sum + p : sum), 0);

const byIndex: Rank = (chances, age) => Math.min(...chances.filter(([value]) => value > age).map(([value]) => service(chances, age, value) / (alive(chances, age) - alive(chances, value))));
const byResidual: Rank = (chances, age) => service(chances, age, Infinity) / alive(chances, age);

/** An age that is a value but for rounding has passed it. */
const settled = (age: number) => (Math.abs(age - Math.round(age)) < 1e-9 ? Math.round(age) : age);

/** Between events ranks only get better: at a value that a running job survives it is looked at again. */
function naive(jobs: readonly Job[], slots: number, rank: Rank): readonly number[] {
  const tasks = jobs.map((job) => ({ ...job }));
  const done: number[] = [];
  const running: Job[] = [];
  let waiting: Job[] = [];
  let [now, coming, orders] = [0, 0, 0];
  const rankOf = (job: Job) => rank(classes[job.class], job.attained);
  const better = (a: Job, b: Job) => {
    const difference = rankOf(a) - rankOf(b);
    return Math.abs(difference) > 1e-9 ? difference : a.order - b.order;
  };
  const fill = () => {
    while (running.length < slots && waiting.length > 0) {
      const [best] = waiting.toSorted(better);
      waiting = waiting.filter((job) => job !== best);
      running.push(best);
    }
  };
  const stop = (job: Job) => running.splice(running.indexOf(job), 1);
  const untilValue = ({ class: k, attained }: Job) => Math.min(...classes[k].map(([value]) => value - attained).filter((left) => left > 1e-9));
  while (coming < tasks.length || running.length > 0) {
    const arrives = coming < tasks.length ? tasks[coming].arrival - now : Infinity;
    const next = running.toSorted((a, b) => untilValue(a) - untilValue(b)).at(0);
    const step = Math.min(arrives, next ? untilValue(next) : Infinity);
    now += step;
    const due = arrives <= step ? undefined : next;
    for (const job of running) job.attained = settled(job.attained + step);
    if (due) {
      stop(due);
      if (due.attained >= due.size) done[tasks.indexOf(due)] = now;
      else {
        due.order = orders++;
        waiting.push(due);
      }
    } else {
      const job = tasks[coming++];
      job.order = orders++;
      const worst = running.toSorted(better).at(-1);
      waiting.push(job);
      if (worst && running.length === slots && better(job, worst) < 0) {
        stop(worst);
        waiting.push(worst);
      }
    }
    fill();
  }
  return done;
}

function instance(seed: string, slots: number): readonly Job[] {
  const chance = stream(seed);
  let arrival = 0;
  return Array.from({ length: 40 }, (): Job => {
    arrival += (chance.exponential() * 3.5) / slots;
    const k = chance.integer(classes.length);
    const drawn = chance.uniform();
    let below = 0;
    const [size] = classes[k].find(([, p]) => (below += p) > drawn) ?? classes[k][0];
    return { class: k, arrival, size, attained: 0, order: 0 };
  });
}

const ignore = () => {};

function simulated(jobs: readonly Job[], slots: number, definition: DisciplineDefinition): readonly number[] {
  const [source] = traceOf(jobs.map((job) => ({ ...job, priority: 0 }))).sources;
  const done: number[] = [];
  simulate(
    scenarioOf({
      classes: classes.map((_, k) => ({ name: `class ${k}`, priority: 0, weight: 1 })),
      sources: [{ ...source, process: { ...source.process, classes: Int32Array.from(jobs, (job) => job.class) } as typeof source.process }],
      workload: {
        rate: 1,
        classes: classes.map((chances) => ({ rate: 1 / 3, size: discrete.create({ values: chances.map(([value]) => value), probabilities: chances.map(([, p]) => p) }) })),
      },
      nodes: [{ slots }],
      jobs: jobs.length,
      discipline: by(definition),
    }),
    {
      entered: ignore,
      lost: ignore,
      busy: ignore,
      copies: ignore,
      completed: (now, _, __, response) => (done[jobs.findIndex(({ arrival }) => Math.abs(now - response - arrival) < 1e-9)] = now),
    },
    (name) => stream(name),
  );
  return done;
}

describe.each<[DisciplineDefinition, Rank]>([[gittins, byIndex], [serpt, byResidual]])('$name', (definition, rank) => {
  test.each([1, 3])('on %d slots ends every job when the definition says', (slots) => {
    for (let i = 0; i < 100; i++) {
      const jobs = instance(`by age/${i}`, slots);
      const [found, wanted] = [simulated(jobs, slots, definition), naive(jobs, slots, rank)];
      expect(found.length).toBe(jobs.length);
      for (const [k, at] of wanted.entries()) expect(Math.abs(found[k] - at), `instance ${i}, job ${k}: ${found[k]} for ${at}`).toBeLessThan(1e-6);
    }
  });
});
