import { describe, expect, test } from 'vitest';
import { ParamError } from '../../../src/params.ts';
import type { Distribution } from '../../../src/model.ts';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { discrete } from '../../../src/random/distributions/discrete.ts';
import { erlang } from '../../../src/random/distributions/erlang.ts';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { geometric } from '../../../src/random/distributions/geometric.ts';
import { lognormal } from '../../../src/random/distributions/lognormal.ts';
import { pareto } from '../../../src/random/distributions/pareto.ts';
import { uniform } from '../../../src/random/distributions/uniform.ts';
import { mg1 } from '../../../src/theory/general/mg1.ts';
import { mg1Batch } from '../../../src/theory/general/mg1-batch.ts';
import { mg1Breakdown } from '../../../src/theory/general/mg1-breakdown.ts';
import { mg1BusyPeriod } from '../../../src/theory/general/mg1-busy-period.ts';
import { mg1NPolicy } from '../../../src/theory/general/mg1-n-policy.ts';
import { mg1Setup } from '../../../src/theory/general/mg1-setup.ts';
import { mg1SingleVacation } from '../../../src/theory/general/mg1-single-vacation.ts';
import { mg1Vacations } from '../../../src/theory/general/mg1-vacations.ts';
import { batchMm1 } from '../../../src/theory/markovian/batch-mm1.ts';
import { mm1BusyPeriod } from '../../../src/theory/markovian/mm1-busy-period.ts';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { expectAgreement, expectClose } from '../close.ts';

const ROOM = 400;
type State = readonly [jobs: number, phase: string];

/** E[N] and E[N(N−1)] of a chain of jobs and what the slot does. */
function numbers(outOf: (state: State) => readonly (readonly [State, number])[], start: State) {
  const { states, chain } = explore<State>(start, (state) => outOf(state).filter(([[n]]) => n <= ROOM));
  const p = stationary(chain);
  const mean = (f: (n: number) => number) => states.reduce((sum, [n], i) => sum + p[i] * f(n), 0);
  return { mean: mean((n) => n), factorial: mean((n) => n * (n - 1)), of: (phase: string) => states.reduce((sum, [, at], i) => sum + (at === phase ? p[i] : 0), 0) };
}

const [lambda, mu, pace] = [0.6, 1, 0.4];
const jobs = { lambda, size: exponential.create({ mean: 1 / mu }), speed: 1 };
const slow = exponential.create({ mean: 1 / pace });

function check(values: Readonly<Record<string, number>>, { mean, factorial }: { readonly mean: number; readonly factorial: number }): void {
  expectClose(values['number'], mean, 1e-9);
  expectClose(values['response.variance'], factorial / lambda ** 2 - (mean / lambda) ** 2, 1e-7);
}

describe('against the chain where all times are exponential, and E[N(N−1)] = λ² E[T²] under fcfs', () => {
  test('vacations', () => {
    const chain = numbers(([n, phase]) => {
      const arrival: [State, number] = [[n + 1, phase], lambda];
      if (phase === 'serving') return [arrival, [n > 1 ? [n - 1, phase] : [0, 'away'], mu]];
      return n > 0 ? [arrival, [[n, 'serving'], pace]] : [arrival];
    }, [0, 'away']);
    check(mg1Vacations.create({ ...jobs, vacation: slow }).values, chain);
  });

  test('a single vacation', () => {
    const chain = numbers(([n, phase]) => {
      if (phase === 'idle') return [[[1, 'serving'], lambda]];
      const arrival: [State, number] = [[n + 1, phase], lambda];
      if (phase === 'serving') return [arrival, [n > 1 ? [n - 1, phase] : [0, 'away'], mu]];
      return [arrival, [n > 0 ? [n, 'serving'] : [0, 'idle'], pace]];
    }, [0, 'away']);
    const { values, others } = mg1SingleVacation.create({ ...jobs, vacation: slow });
    check(values, chain);
    expectClose(others!['fraction on vacation'], chain.of('away'), 1e-9);
  });

  test('set-up', () => {
    const chain = numbers(([n, phase]) => {
      if (phase === 'off') return [[[1, 'set-up'], lambda]];
      const arrival: [State, number] = [[n + 1, phase], lambda];
      if (phase === 'serving') return [arrival, [n > 1 ? [n - 1, phase] : [0, 'off'], mu]];
      return [arrival, [[n, 'serving'], pace]];
    }, [0, 'off']);
    const { values, others } = mg1Setup.create({ ...jobs, setup: slow });
    check(values, chain);
    expectClose(others!['P[off]'], chain.of('off'), 1e-9);
    expectClose(others!['P[in set-up]'], chain.of('set-up'), 1e-9);
  });

  test('the N-policy', () => {
    const chain = numbers(([n, phase]) => {
      if (phase === 'off') return [[n + 1 < 7 ? [n + 1, phase] : [7, 'serving'], lambda]];
      return [[[n + 1, phase], lambda], [n > 1 ? [n - 1, phase] : [0, 'off'], mu]];
    }, [0, 'off']);
    const { values } = mg1NPolicy.create({ ...jobs, threshold: 7 });
    expectClose(values['number'], chain.mean, 1e-9);
    expectClose(values['utilisation'], chain.of('serving'), 1e-9);
  });

  test('breakdowns', () => {
    const failure = 0.15;
    const chain = numbers(([n, phase]) => {
      const arrival: [State, number] = [[n + 1, phase], lambda];
      if (phase === 'down') return [arrival, [[n, 'up'], pace]];
      return n > 0 ? [arrival, [[n - 1, 'up'], mu], [[n, 'down'], failure]] : [arrival];
    }, [0, 'up']);
    const { values, others } = mg1Breakdown.create({ ...jobs, failure, repair: slow });
    check(values, chain);
    expectClose(others!['P[down]'], chain.of('down'), 1e-9);
  });
});

describe('batches', () => {
  test('of exponential sizes are M^[X]/M/1', () => {
    for (const batch of [geometric.create({ mean: 3 }), discrete.create({ values: [1, 4], probabilities: [0.7, 0.3] })]) {
      const { values, others } = mg1Batch.create({ ...jobs, batch, discipline: 'fcfs' });
      const wanted = batchMm1.create({ lambda, mu, batch, discipline: 'fcfs' });
      expectAgreement(values, wanted.values, Object.keys(values), 1e-9);
      expectClose(others!['P[wait]'], wanted.others!['P[wait]'], 1e-9);
    }
  });

  test('of one are M/G/1; a batch of k equal jobs is one job as the first of it sees it', () => {
    const size = uniform.create({ min: 0, max: 2 });
    const single = mg1Batch.create({ lambda: 0.7, size, speed: 1, batch: deterministic.create({ value: 1 }), discipline: 'fcfs' }).values;
    expectAgreement(single, mg1.create({ lambda: 0.7, size, speed: 1, discipline: 'fcfs' }).values, Object.keys(single), 1e-12);
    // Three jobs of size 1: the first waits as in M/D/1 with sizes of 3, the others 1 and 2 longer.
    const three = mg1Batch.create({ lambda: 0.7, size: deterministic.create({ value: 1 }), speed: 1, batch: deterministic.create({ value: 3 }), discipline: 'fcfs' }).values;
    const first = mg1.create({ lambda: 0.7 / 3, size: deterministic.create({ value: 3 }), speed: 1, discipline: 'fcfs' }).values;
    expectClose(three['waiting'], first['waiting'] + 1, 1e-12);
    expectClose(three['waiting.variance'], first['waiting.variance'] + 2 / 3, 1e-12);
  });
});

describe('busy periods', () => {
  test('of exponential sizes are those of M/M/1, tail and all', () => {
    for (const load of [0.3, 0.8]) {
      for (const time of [0.5, 4, 20]) {
        const { others } = mg1BusyPeriod.create({ lambda: load, size: exponential.create({ mean: 1 }), speed: 1, time });
        const wanted = mm1BusyPeriod.create({ lambda: load, mu: 1, time }).others!;
        expectAgreement(others!, wanted, ['mean busy period', 'variance of the busy period', 'mean jobs served', 'variance of the jobs served'], 1e-12);
        expect(Math.abs(others!['P[longer than t]'] - wanted['P[longer than t]'])).toBeLessThan(1e-9);
      }
    }
  });

  test('of equal sizes: Borel’s distribution of the jobs served', () => {
    const load = 0.6;
    // P[N = n] = e^(−ρn) (ρn)^(n−1)/n!.
    let [mean, square] = [0, 0];
    for (let n = 1, log = 0; n < 3000; n++) {
      log += Math.log(n);
      const p = Math.exp(-load * n + (n - 1) * Math.log(load * n) - log);
      mean += n * p;
      square += n * n * p;
    }
    const { others } = mg1BusyPeriod.create({ lambda: load, size: deterministic.create({ value: 1 }), speed: 1 });
    expectClose(others!['mean jobs served'], mean, 1e-10);
    expectClose(others!['variance of the jobs served'], square - mean ** 2, 1e-10);
    expectClose(others!['variance of the busy period'], square - mean ** 2, 1e-10);
    expect(() => mg1BusyPeriod.create({ lambda: load, size: deterministic.create({ value: 1 }), speed: 1, time: 2 })).toThrow('it jumps');
  });
});

describe('limits', () => {
  const size = lognormal.create({ mean: 1, scv: 3 });
  const plain = mg1.create({ lambda: 0.7, size, speed: 1, discipline: 'fcfs' }).values;
  const keys = ['waiting', 'response', 'number', 'waiting.variance', 'response.variance'];
  const given = { lambda: 0.7, size, speed: 1 };

  test('interruptions next to nothing leave M/G/1', () => {
    const tiny = deterministic.create({ value: 1e-12 });
    expectAgreement(mg1Vacations.create({ ...given, vacation: tiny }).values, plain, keys, 1e-9);
    expectAgreement(mg1SingleVacation.create({ ...given, vacation: tiny }).values, plain, keys, 1e-9);
    expectAgreement(mg1Setup.create({ ...given, setup: deterministic.create({ value: 0 }) }).values, plain, keys, 1e-12);
    expectAgreement(mg1NPolicy.create({ ...given, threshold: 1 }).values, plain, ['waiting', 'number'], 1e-12);
    expectAgreement(mg1Breakdown.create({ ...given, failure: 0, repair: pareto.create({ shape: 0.5, min: 1 }) }).values, plain, keys, 1e-12);
  });

  test('single vacations, if long, are like repeated ones; speed scales time', () => {
    const vacation = erlang.create({ k: 2, mean: 100 });
    expectClose(mg1SingleVacation.create({ ...given, vacation }).values['waiting'], mg1Vacations.create({ ...given, vacation }).values['waiting'], 1e-4);
    const fast = mg1Setup.create({ lambda: 1.4, size, speed: 2, setup: exponential.create({ mean: 0.5 }) }).values;
    expectClose(fast['waiting'] * 2, mg1Setup.create({ ...given, setup: exponential.create({ mean: 1 }) }).values['waiting'], 1e-12);
  });

  test('infinite where moments are, and refused where there is no steady state', () => {
    const wild: Distribution = pareto.create({ shape: 1.5, mean: 1 });
    const values = mg1Vacations.create({ ...given, vacation: wild }).values;
    expect([values['waiting'], values['number'], values['waiting.variance']]).toEqual([Infinity, Infinity, Infinity]);
    expect(mg1Setup.create({ ...given, size: wild, setup: exponential.create({ mean: 1 }) }).values['response']).toBe(Infinity);
    expect(() => mg1Breakdown.create({ ...given, failure: 0.5, repair: exponential.create({ mean: 1 }) })).toThrow(/λE\[C\].*not below 1/);
    for (const formula of [mg1Vacations, mg1SingleVacation]) expect(() => formula.create({ ...given, vacation: deterministic.create({ value: 0 }) })).toThrow(ParamError);
    expect(() => mg1BusyPeriod.create({ ...given, lambda: 1 })).toThrow(ParamError);
  });
});

test.each([[exponential.create({ mean: 3 })], [discrete.create({ values: [0, 2], probabilities: [0.5, 0.5] })], [discrete.create({ values: [1, 2.5], probabilities: [0.5, 0.5] })]])(
  'batches are of whole numbers, 1 or more',
  (batch) => expect(() => mg1Batch.create({ ...jobs, batch, discipline: 'fcfs' })).toThrow(/a batch must have a whole number of jobs, 1 or more/),
);

const vacations = (shape: number) => mg1Vacations.create({ ...jobs, vacation: pareto.create({ shape, min: 1 }) });

test('vacations without a mean are refused, those without a variance make the wait infinite', () => {
  expect(() => vacations(0.9)).toThrow(new ParamError('vacations must have a finite mean', ['vacation']));
  expect(vacations(1.5).values).toMatchObject({ waiting: Infinity, 'waiting.variance': Infinity });
  expect(vacations(2.5).values).toMatchObject({ 'waiting.variance': Infinity, 'response.variance': Infinity });
});
