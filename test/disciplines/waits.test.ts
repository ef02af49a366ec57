/** Orders without preemption against M/G/1 theory: what they change, and what no order can. */
import { describe, expect, test } from 'vitest';
import { accumulatingPriority } from '../../src/disciplines/accumulating-priority.ts';
import { cMu } from '../../src/disciplines/c-mu.ts';
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import { edf } from '../../src/disciplines/edf.ts';
import { fcfs } from '../../src/disciplines/fcfs.ts';
import { lcfs } from '../../src/disciplines/lcfs.ts';
import { ljf } from '../../src/disciplines/ljf.ts';
import { priority } from '../../src/disciplines/priority.ts';
import { priorityAgeing } from '../../src/disciplines/priority-ageing.ts';
import { randomOrder } from '../../src/disciplines/random-order.ts';
import { sjf } from '../../src/disciplines/sjf.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import { erlang } from '../../src/random/distributions/erlang.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { hyperexponential } from '../../src/random/distributions/hyperexponential.ts';
import { uniform } from '../../src/random/distributions/uniform.ts';
import { mg1Conservation } from '../../src/theory/scheduling/mg1-conservation.ts';
import { mg1Priority } from '../../src/theory/scheduling/mg1-priority.ts';
import { mg1Ros } from '../../src/theory/scheduling/mg1-ros.ts';
import { type Arriving, mean, meanWait, played, score } from './played.ts';

/** Load 0.3 + 0.25 + 0.2. */
const classes: readonly Arriving[] = [
  { lambda: 0.3, size: exponential.create({ mean: 1 }), priority: 1, weight: 1, deadline: exponential.create({ mean: 6 }) },
  { lambda: 0.5, size: uniform.create({ min: 0, max: 1 }), priority: 0, weight: 3, deadline: deterministic.create({ value: 2 }) },
  { lambda: 0.1, size: erlang.create({ k: 2, mean: 2 }), priority: 2, weight: 0.5, deadline: uniform.create({ min: 0, max: 20 }) },
];
const load = (k: number) => classes[k].lambda * classes[k].size.mean;
const asParams = { classes: classes.map(({ lambda, size }) => ({ lambda, size })), speed: 1 };

function weightedWaits(discipline: DisciplineDefinition, params: unknown): readonly number[] {
  return played({ classes, discipline, params }, (jobs) => classes.reduce((all, _, k) => all + load(k) * meanWait(jobs, k), 0));
}

describe('the conservation law (Kleinrock 1965): Σ ρ E[W] is the same', () => {
  const orders: readonly (readonly [DisciplineDefinition, unknown?])[] = [
    [fcfs],
    [lcfs],
    [randomOrder, { weighted: false }],
    [randomOrder, { weighted: true }],
    [priority, { preemptive: false, afterwards: 'resume' }],
    [priorityAgeing, { rate: 0.2, preemptive: false }],
    [accumulatingPriority],
    [cMu, { preemptive: false }],
    [edf, { preemptive: false }],
  ];
  const truth = mg1Conservation.create(asParams).others!['Σ ρ E[W]'];

  test.each(orders.map(([discipline, params]) => ({ name: discipline.name, discipline, params })))('under $name', ({ discipline, params = {} }) => {
    expect(Math.abs(score(weightedWaits(discipline, params), truth))).toBeLessThan(4);
  });

  test.each([{ discipline: sjf, sign: -1 }, { discipline: ljf, sign: 1 }])('but not under $discipline.name, which knows sizes', ({ discipline, sign }) => {
    expect(sign * score(weightedWaits(discipline, {}), truth)).toBeGreaterThan(6);
  });
});

describe('random order', () => {
  test.each([
    { size: exponential.create({ mean: 1 }), lambda: 0.7 },
    { size: hyperexponential.create({ mean: 1, scv: 3 }), lambda: 0.5 },
  ])('has the mean and the variance of mg1-ros (Kingman 1962) with $size.name sizes', ({ size, lambda }) => {
    const { waiting, 'waiting.variance': variance } = mg1Ros.create({ lambda, size, speed: 1 }).values;
    const samples = played({ classes: [{ lambda, size }], discipline: randomOrder, params: { weighted: false } }, (jobs) => {
      const waits = jobs.map(({ wait }) => wait);
      return { mean: mean(waits), square: mean(waits.map((wait) => wait * wait)) };
    });
    expect(Math.abs(score(samples.map((one) => one.mean), waiting))).toBeLessThan(4);
    expect(Math.abs(score(samples.map((one) => one.square), variance + waiting ** 2))).toBeLessThan(4);
  });
});

/** Kleinrock 1976, section 3.7: W_p = (W₀/(1−ρ) − Σ_{b_i<b_p} ρ_i W_i (1−b_i/b_p)) / (1 − Σ_{b_i>b_p} ρ_i (1−b_p/b_i)). */
function accumulated(): readonly number[] {
  const order = classes.map((_, k) => k).toSorted((i, j) => classes[i].weight! - classes[j].weight!);
  const residual = classes.reduce((sum, { lambda, size }) => sum + (lambda * size.moment(2)) / 2, 0);
  const all = classes.reduce((sum, _, k) => sum + load(k), 0);
  const waits: number[] = [];
  for (const [place, p] of order.entries()) {
    const slower = order.slice(0, place).reduce((sum, i) => sum + load(i) * waits[i] * (1 - classes[i].weight! / classes[p].weight!), 0);
    const faster = order.slice(place + 1).reduce((sum, i) => sum + load(i) * (1 - classes[p].weight! / classes[i].weight!), 0);
    waits[p] = (residual / (1 - all) - slower) / (1 - faster);
  }
  return waits;
}

function responses(discipline: DisciplineDefinition, params: unknown): readonly number[] {
  return played({ classes, discipline, params, jobs: 2000, replications: 3 }, (jobs) => jobs.map(({ response }) => response)).flat();
}

describe('priorities that move', () => {
  test('accumulating priority has the mean waits of Kleinrock 1964', () => {
    const truth = accumulated();
    const samples = played({ classes, discipline: accumulatingPriority }, (jobs) => classes.map((_, k) => meanWait(jobs, k)));
    for (const [k, wait] of truth.entries()) expect(Math.abs(score(samples.map((one) => one[k]), wait)), `class ${k}`).toBeLessThan(4);
  });

  test('ageing at rate 0 is plain priority, and at a high rate first come, first served, job by job', () => {
    for (const preemptive of [false, true]) {
      expect(responses(priorityAgeing, { rate: 0, preemptive })).toEqual(responses(priority, { preemptive, afterwards: 'resume' }));
      const arrivals = responses(fcfs, {});
      const off = responses(priorityAgeing, { rate: 1e9, preemptive }).map((response, i) => Math.abs(response - arrivals[i]));
      expect(Math.max(...off)).toBeLessThan(1e-9);
    }
  });

  test('ageing lies between: the urgent wait longer than under plain priority, the patient less', () => {
    const { classes: plain } = mg1Priority.create({ ...asParams, classes: classes.map(({ lambda, size, priority: level }) => ({ lambda, size, priority: level! })) });
    const aged = played({ classes, discipline: priorityAgeing, params: { rate: 0.3, preemptive: false } }, (jobs) => classes.map((_, k) => meanWait(jobs, k)));
    const against = (k: number) => score(aged.map((one) => one[k]), plain![k].values['waiting']);
    expect(against(1)).toBeGreaterThan(6);
    expect(against(2)).toBeLessThan(-6);
  });
});
