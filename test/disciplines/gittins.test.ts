import { describe, expect, test } from 'vitest';
import { orderedByAge } from '../../src/disciplines/by-age.ts';
import { gittinsIndex } from '../../src/disciplines/gittins-index.ts';
import * as disciplines from '../../src/disciplines/index.ts';
import { lifeTable } from '../../src/disciplines/life-table.ts';
import type { Distribution } from '../../src/model.ts';
import type { Discipline, Policy } from '../../src/policy.ts';
import * as distributions from '../../src/random/distributions/index.ts';
import { by, lead, meanOf, meanResponse, measured, play, type Play } from './play.ts';

const { fcfs, gittins, las, lcfs, lcfsPreemptive, priority, ps, randomOrder, roundRobin, serpt } = disciplines;
const { boundedPareto, deterministic, discrete, empirical, erlang, exponential, hyperexponential, lognormal, mixture, uniform, weibull } = distributions;

const one = (size: Distribution, load: number, jobs: number): Play => ({ streams: [{ rate: load / size.mean, size }], jobs });

describe('whose hazard rate rises: first come, first served, job by job', () => {
  test.each<[string, Distribution]>([
    ['deterministic', deterministic.create({ value: 1 })],
    ['uniform', uniform.create({ min: 0, max: 2 })],
    ['erlang', erlang.create({ k: 3, mean: 1 })],
    ['weibull', weibull.create({ shape: 2, mean: 1 })],
    ['equally likely values', empirical.create({ values: [1, 2, 3, 4] })],
  ])('%s', (_, size) => {
    for (const slots of [1, 3]) {
      const what = { ...one(size, 0.9 * slots, 3000), nodes: [{ slots }] };
      const [ours, theirs] = [by(gittins), by(fcfs)].map((policy) => play(what, policy));
      expect(ours.map(({ arrival }) => arrival.toFixed(6))).toEqual(theirs.map(({ arrival }) => arrival.toFixed(6)));
      for (const [i, { at }] of ours.entries()) expect(Math.abs(at - theirs[i].at)).toBeLessThan(1e-8 * (1 + at));
    }
  });
});

describe('whose hazard rate falls: least attained service', () => {
  test.each<[string, Distribution]>([
    ['exponential', exponential.create({ mean: 1 })],
    ['hyperexponential', hyperexponential.create({ mean: 1, scv: 10 })],
    ['weibull', weibull.create({ shape: 0.5, mean: 1 })],
  ])('%s, job by job', (_, size) => {
    const what = one(size, 0.8, 3000);
    expect(play(what, by(gittins))).toEqual(play(what, by(las)));
  });

  test('by ranks in turns it does as well', () => {
    const size = hyperexponential.create({ mean: 1, scv: 10 });
    const inTurns: Policy<Discipline> = { name: 'test', params: {}, needs: [], create: () => orderedByAge([lifeTable(size, 20)], (table) => gittinsIndex(table, 20)) };
    const what = one(size, 0.8, 5000);
    const [turns, shared, processor] = [inTurns, by(las), by(ps)].map((policy) => measured(what, policy, 8, meanResponse));
    expect(Math.abs(lead(turns, shared))).toBeLessThan(3);
    expect(lead(processor, turns)).toBeGreaterThan(3);
  });
});

/** 1 with probability p, otherwise 10. */
const twoSizes = discrete.create({ values: [1, 10], probabilities: [0.8, 0.2] });

test('two sizes: mean response by size from the SOAP formula', () => {
  // Rank 1.25 at age 0, 9 at age 1, 10 − a from there on: below 1.25 again at age 8.75. Newcomers delay a small job by what they do at 1.25
  // or better: those in the system do 1, or 1.25 at their end; a large one by all they do before rank 9, which is 1.
  const lambda = 0.25;
  const small = (lambda * (1 + 0.2 * 1.25 ** 2)) / 2 / (1 - lambda) + 1;
  const large = (lambda * (0.8 + 0.2 * 100)) / 2 / (1 - 2.8 * lambda) / (1 - lambda) + 8.75 / (1 - lambda) + 1.25;
  const what = { ...one(twoSizes, 2.8 * lambda, 20_000), seed: 'soap' };
  for (const [size, expected] of [[1, small], [10, large]]) {
    const { mean, error } = meanOf(measured(what, by(gittins), 16, (done) => meanResponse(done.filter((job) => job.size === size))));
    expect(error / expected).toBeLessThan(0.03);
    expect(Math.abs(mean - expected) / error, `size ${size}: ${mean} for ${expected}`).toBeLessThan(4);
  }
});

const hilly = mixture.create({
  of: [
    { weight: 1, distribution: erlang.create({ k: 10, mean: 1 }) },
    { weight: 1, distribution: hyperexponential.create({ mean: 3, scv: 10 }) },
  ],
});

/** Told neither sizes nor classes. */
const blind: Readonly<Record<string, Policy<Discipline>>> = {
  fcfs: by(fcfs),
  ps: by(ps),
  las: by(las),
  lcfs: by(lcfs),
  'lcfs-preemptive': by(lcfsPreemptive),
  'round-robin': by(roundRobin, { quantum: 1.5 }),
  'random-order': by(randomOrder),
};

describe.each<[string, Distribution]>([
  ['two sizes', twoSizes],
  ['erlang and hyperexponential', hilly],
  ['lognormal', lognormal.create({ mean: 1, scv: 4 })],
  ['bounded pareto', boundedPareto.create({ shape: 1.5, min: 0.4, max: 1e3 })],
])('%s', (_, size) => {
  test('no policy that is told no sizes does better, and those far from it do worse', () => {
    const what = one(size, 0.8, 5000);
    const best = measured(what, by(gittins), 6, meanResponse);
    for (const [name, policy] of Object.entries({ ...blind, serpt: by(serpt) })) {
      const near = name === 'las' || name === 'serpt';
      expect(lead(measured(what, policy, 6, meanResponse), best), name).toBeGreaterThan(near ? -2 : 2);
    }
  });
});

const streams = (first: number, second: number) => [
  { rate: 0.2, size: exponential.create({ mean: 1 }), weight: 1, priority: first },
  { rate: 0.2, size: exponential.create({ mean: 3 }), weight: 4, priority: second },
];

describe('two classes', () => {
  test('no policy that is told classes and no sizes does better', () => {
    const what: Play = {
      streams: [
        { rate: 0.2, size: deterministic.create({ value: 2 }), priority: 1 },
        { rate: 0.2, size: hyperexponential.create({ mean: 2, scv: 9 }), priority: 2 },
      ],
      jobs: 5000,
    };
    const best = measured(what, by(gittins), 8, meanResponse);
    const others = { ...blind, serpt: by(serpt), priority: by(priority), 'priority, not preemptive': by(priority, { preemptive: false }) };
    for (const [name, policy] of Object.entries(others)) {
      expect(lead(measured(what, policy, 8, meanResponse), best), name).toBeGreaterThan(name === 'serpt' ? -2 : 2);
    }
  });

  test('exponential: preemptive priority by the rate, times the weight where weights count, job by job', () => {
    expect(play({ streams: streams(1, 2), jobs: 3000 }, by(gittins))).toEqual(play({ streams: streams(1, 2), jobs: 3000 }, by(priority)));
    expect(play({ streams: streams(2, 1), jobs: 3000 }, by(gittins, { weighted: true }))).toEqual(play({ streams: streams(2, 1), jobs: 3000 }, by(priority)));
  });
});

test('sizes that are not known beforehand are refused', () => {
  const setup = { classes: [{ name: 'unknown', priority: 0, weight: 1 }], workload: { rate: 1, classes: [{ rate: 1 }] } };
  expect(() => by(gittins).create({ ...setup, stream: undefined! })).toThrow('needs the distribution of the sizes of unknown');
});
