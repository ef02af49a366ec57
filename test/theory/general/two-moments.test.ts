import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../../src/model.ts';
import { ParamError } from '../../../src/params.ts';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { discrete } from '../../../src/random/distributions/discrete.ts';
import { erlang } from '../../../src/random/distributions/erlang.ts';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { hyperexponential } from '../../../src/random/distributions/hyperexponential.ts';
import { uniform } from '../../../src/random/distributions/uniform.ts';
import { gg1DaleyBound } from '../../../src/theory/general/gg1-daley-bound.ts';
import { gg1KingmanBound } from '../../../src/theory/general/gg1-kingman-bound.ts';
import { gg1KraemerLangenbachBelz } from '../../../src/theory/general/gg1-kraemer-langenbach-belz.ts';
import { gg1LowerBound } from '../../../src/theory/general/gg1-lower-bound.ts';
import { ggcAllenCunneen } from '../../../src/theory/general/ggc-allen-cunneen.ts';
import { ggcHeavyTraffic } from '../../../src/theory/general/ggc-heavy-traffic.ts';
import { ggcKingmanBound } from '../../../src/theory/general/ggc-kingman-bound.ts';
import { gm1 } from '../../../src/theory/general/gm1.ts';
import { gmc } from '../../../src/theory/general/gmc.ts';
import { mdc } from '../../../src/theory/general/mdc.ts';
import { mg1 } from '../../../src/theory/general/mg1.ts';
import { mgcCosmetatos } from '../../../src/theory/general/mgc-cosmetatos.ts';
import { mgcKimura } from '../../../src/theory/general/mgc-kimura.ts';
import { phPhC } from '../../../src/theory/markovian/ph-ph-c.ts';
import { expectClose } from '../close.ts';

/** Distributions of mean 1. */
const SHAPES: readonly Distribution[] = [
  deterministic.create({ value: 1 }),
  discrete.create({ values: [0, 5], probabilities: [0.8, 0.2] }),
  discrete.create({ values: [0.9, 20], probabilities: [19 / 19.1, 0.1 / 19.1] }),
  erlang.create({ k: 3, mean: 1 }),
  uniform.create({ min: 0, max: 2 }),
  exponential.create({ mean: 1 }),
  hyperexponential.create({ mean: 1, scv: 6 }),
];
const scv = ({ variance, mean }: Distribution) => variance / mean ** 2;
const shapes = fc.constantFrom(...SHAPES);
const loads = fc.double({ min: 0.02, max: 0.995, noNaN: true });

function expectBetween(load: number, arrivalScv: number, serviceScv: number, waiting: number): void {
  const params = { lambda: load, service: 1, arrivalScv, serviceScv }
  const [lower, daley, kingman] = [gg1LowerBound, gg1DaleyBound, gg1KingmanBound].map((bound) => bound.create(params).bounds!['waiting']);
  const slack = 1e-9 * (1 + waiting);
  expect(lower.lower!).toBeLessThanOrEqual(waiting + slack);
  expect(waiting).toBeLessThanOrEqual(daley.upper! + slack);
  expect(daley.upper!).toBeLessThanOrEqual(kingman.upper! + slack);
}

describe('bounds hold', () => {
  test('round M/G/1, without its percentiles', () => {
    fc.assert(fc.property(shapes, loads, (size, load) => expectBetween(load, 1, scv(size), mg1.create({ lambda: load, size, speed: 1, discipline: 'size-blind' }).values['waiting'])));
  });

  test('round G/M/1', () => {
    const property = fc.property(shapes, loads, (gap, load) => expectBetween(load, scv(gap), 1, gm1.create({ gap, mu: 1 / load, discipline: 'size-blind' }).values['waiting'] / load));
    fc.assert(property, { numRuns: 60 });
  });

  test('above G/M/c and M/D/c', () => {
    fc.assert(
      fc.property(shapes, loads, fc.integer({ min: 2, max: 12 }), (gap, load, servers) => {
        const lambda = load * servers;
        const bound = (arrivalScv: number, serviceScv: number) => ggcKingmanBound.create({ lambda, service: 1, arrivalScv, serviceScv, servers }).bounds!['waiting'].upper!;
        // Gaps of mean 1 and service rate 1/λ are the same queue on another clock.
        expect(gmc.create({ gap, mu: 1 / lambda, servers, discipline: 'size-blind' }).values['waiting'] / lambda).toBeLessThanOrEqual(bound(scv(gap), 1));
        expect(mdc.create({ lambda, size: 1, servers, speed: 1, discipline: 'size-blind' }).values['waiting']).toBeLessThanOrEqual(bound(1, 0));
      }),
      { numRuns: 40 },
    );
  });

  test('and are reached: D/G/1 with sizes that are multiples of the gap waits least', () => {
    // Sizes 0 or 2 gaps: the wait is a reflected walk by ±1 gap, up with probability p: geometric, of mean p/(1−2p).
    const p = 0.4;
    const size = discrete.create({ values: [0, 2], probabilities: [1 - p, p] });
    expectClose(gg1LowerBound.create({ lambda: 1, service: size.mean, arrivalScv: 0, serviceScv: scv(size) }).bounds!['waiting'].lower, p / (1 - 2 * p), 1e-12);
  });
});

describe('approximations', () => {
  test.each([0.3, 0.9])('of one slot are exact for Poisson arrivals, load %f', (load) => {
    for (const size of SHAPES) {
      const wanted = mg1.create({ lambda: load, size, speed: 1, discipline: 'size-blind' }).values['waiting'];
      const params = { lambda: load, service: 1, arrivalScv: 1, serviceScv: scv(size), servers: 1 };
      expectClose(gg1KraemerLangenbachBelz.create(params).values['waiting'], wanted, 1e-12);
      expectClose(ggcAllenCunneen.create(params).values['waiting'], wanted, 1e-12);
      expectClose(mgcKimura.create(params).values['waiting'], wanted, 1e-9);
    }
  });

  test.each([0.5, 0.7, 0.9])('of Krämer and Langenbach-Belz: regular gaps within ten per cent, load %f', (load) => {
    for (const gap of [SHAPES[0], SHAPES[3], SHAPES[4]]) {
      const wanted = gm1.create({ gap, mu: 1 / load, discipline: 'fcfs' }).values['waiting'];
      expectClose(gg1KraemerLangenbachBelz.create({ lambda: 1, service: load, arrivalScv: scv(gap), serviceScv: 1 }).values['waiting'], wanted, 0.1);
    }
  });

  test.each([
    [2, 0.5, 0.5],
    [4, 0.8, 0.5],
    [4, 0.9, 0.25],
    [3, 0.7, 4],
  ])('of M/G/c, %i slots, load %f, C² %f: against the chain of phases', (servers, load, serviceScv) => {
    const size = serviceScv < 1 ? erlang.create({ k: 1 / serviceScv, mean: 1 }) : hyperexponential.create({ mean: 1, scv: serviceScv });
    const lambda = load * servers;
    const wanted = phPhC.create({ gap: exponential.create({ mean: 1 / lambda }), size, servers, speed: 1 }).values['waiting'];
    const params = { lambda, service: 1, serviceScv: scv(size), arrivalScv: 1, servers };
    expectClose(mgcKimura.create(params).values['waiting'], wanted, serviceScv <= 1 ? 0.01 : 0.03);
    expectClose(ggcAllenCunneen.create(params).values['waiting'], wanted, 0.12);
    if (serviceScv <= 1) expectClose(mgcCosmetatos.create(params).values['waiting'], wanted, 0.02);
    else expect(() => mgcCosmetatos.create(params)).toThrow('extrapolation');
  });

  test('in heavy traffic the limit is met, with one slot and with several', () => {
    const load = 0.9999;
    for (const servers of [1, 5]) {
      for (const gap of [SHAPES[0], SHAPES[2], SHAPES[6]]) {
        const lambda = load * servers;
        const { values } = gmc.create({ gap, mu: 1 / lambda, servers, discipline: 'fcfs' });
        const limit = ggcHeavyTraffic.create({ lambda: 1, service: lambda, arrivalScv: scv(gap), serviceScv: 1, servers }).values;
        for (const key of ['waiting', 'waiting.p90', 'waiting.p99.9']) expectClose(limit[key], values[key], 5e-3, key);
      }
    }
  });
});

test('an overload, and moments that are missing, are refused', () => {
  const params = { lambda: 1, service: 2, arrivalScv: 1, serviceScv: 1, servers: 2 };
  for (const formula of [gg1KingmanBound, gg1DaleyBound, gg1LowerBound, gg1KraemerLangenbachBelz, ggcAllenCunneen, ggcHeavyTraffic, ggcKingmanBound, mgcKimura]) {
    expect(() => formula.create(params)).toThrow(ParamError);
    expect(formula.params.safeParse({ ...params, serviceScv: Infinity }).success).toBe(false);
  }
  expect(ggcAllenCunneen.create({ ...params, servers: 100_000 }).values['waiting']).toBe(0);
  expect(mgcKimura.create({ ...params, servers: 10_000 }).values['waiting']).toBe(0);
});

const markovianLimit = (lambda: number) => ggcHeavyTraffic.create({ lambda, service: 1, arrivalScv: 1, serviceScv: 1, servers: 1 });

test('the heavy-traffic limit is refused where the system is mostly idle', () => {
  expect(() => markovianLimit(1e-4)).toThrow(/load 0.0001 is below 0.5/);
  expect(markovianLimit(0.5).values['waiting']).toBeGreaterThan(0);
});
