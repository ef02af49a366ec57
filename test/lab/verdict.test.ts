import { describe, expect, test } from 'vitest';
import { verdictOf } from '../../src/lab/study/verdict.ts';
import { stream } from '../../src/random/stream.ts';
import { paired } from '../../src/stats/paired.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e'];

/** Replications of variants of these means under common random numbers. */
function samples(chance: ReturnType<typeof stream>, means: readonly number[], replications: number, own = 1): number[][] {
  const common = Array.from({ length: replications }, () => 2 * chance.normal());
  return means.map((mean) => common.map((one) => mean + one + own * chance.normal()));
}

describe('a verdict', () => {
  test('names the winner, and by how much the others are worse at least', () => {
    const [a, b] = samples(stream('clear'), [10, 15], 10);
    const { leader, winner, proven, against } = verdictOf([a, b], NAMES, 0.95)!;
    expect({ leader, winner, proven }).toEqual({ leader: 'a', winner: 'a', proven: true });
    const { difference } = paired(b, a, 0.95)!;
    expect(against).toEqual([expect.objectContaining({ variant: 'b', verdict: 'worse', difference, atLeast: difference.mean - difference.halfWidth! })]);
    expect(against[0].reduction).toBeGreaterThan(1);
  });

  test('says how many more replications it would take, and about so many do', () => {
    const { winner, proven, against } = verdictOf(samples(stream('near'), [10, 10.4], 10), NAMES, 0.95)!;
    expect({ winner, proven }).toEqual({ winner: null, proven: false });
    expect(against[0]).toMatchObject({ verdict: 'undecided', more: expect.any(Number) });
    // Of a true difference of 0.4 with deviation √2: (1.96 · √2 / 0.4)² = 48.
    const more = Array.from({ length: 200 }, (_, i) => verdictOf(samples(stream(`near ${i}`), [10, 10.4], 30), NAMES, 0.95)!.against[0].more ?? 0).toSorted((x, y) => x - y);
    expect(more[100]).toBeLessThan(100);
    expect(verdictOf(samples(stream('more'), [10, 10.4], 130), NAMES, 0.95)!.winner).toBe('a');
  });

  test('calls the same what is the same, job by job, and decides nothing on one replication', () => {
    const [a] = samples(stream('same'), [10], 5);
    expect(verdictOf([a, a.map((one) => one * (1 + 1e-12)), a.map((one) => one + 3)], NAMES, 0.95)).toMatchObject({ leader: 'a', winner: null, proven: true, against: [{ verdict: 'same' }, { verdict: 'worse' }] });
    expect(verdictOf([[1], [2]], NAMES, 0.95)!.against[0]).toMatchObject({ verdict: 'unknown', difference: { halfWidth: null } });
    expect(verdictOf([[1, 2]], NAMES, 0.95)).toBeUndefined();
  });

  test('asks for no more replications of two that are equal by theory', () => {
    const near = samples(stream('near'), [10, 10.4], 10);
    expect(verdictOf(near, NAMES, 0.95, { exact: [5, 5 * (1 + 1e-12)] })!.against[0]).toMatchObject({ verdict: 'undecided', equal: true });
    expect(verdictOf(near, NAMES, 0.95, { exact: [5, 5 * (1 + 1e-12)] })!.against[0]).not.toHaveProperty('more');
    for (const exact of [[5, 5.4], [5, undefined], [undefined, undefined]]) expect(verdictOf(near, NAMES, 0.95, { exact })!.against[0]).toMatchObject({ more: expect.any(Number) });
  });

  test('rests on the replications that all variants have a value of', () => {
    const { against } = verdictOf([[1, undefined, 3, 4], [2, 3, 4.1]], NAMES, 0.95)!;
    expect(against[0].difference.samples).toBe(2);
  });
});

describe('over many trials', () => {
  const trials = 1000;
  const z = (count: number, p: number) => (count - p * trials) / Math.sqrt(trials * p * (1 - p));

  test('among five that are equal in mean a winner is named in at most 5 %', () => {
    let wrong = 0;
    let declared = 0;
    for (let i = 0; i < trials; i++) {
      const { winner, against } = verdictOf(samples(stream(`equal ${i}`), [7, 7, 7, 7, 7], 10), NAMES, 0.95)!;
      if (winner !== null) wrong++;
      if (against.some(({ verdict }) => verdict === 'worse')) declared++;
    }
    expect(z(declared, 0.05)).toBeLessThan(3);
    expect(wrong).toBeLessThanOrEqual(declared);
  });

  test('the intervals against whoever leads hold all at once', () => {
    const means = [7, 7.2, 7.4, 8, 9];
    let covered = 0;
    for (let i = 0; i < trials; i++) {
      const { leader, against } = verdictOf(samples(stream(`cover ${i}`), means, 10), NAMES, 0.95)!;
      const truth = (name: string) => means[NAMES.indexOf(name)] - means[NAMES.indexOf(leader)];
      if (against.every(({ variant, difference }) => Math.abs(difference.mean - truth(variant)) <= difference.halfWidth!)) covered++;
    }
    expect(z(covered, 0.95)).toBeGreaterThan(-3);
  });

  test('of two the interval covers at its level', () => {
    let covered = 0;
    for (let i = 0; i < trials; i++) {
      const [{ difference }] = verdictOf(samples(stream(`two ${i}`), [7, 9], 10, 0.1), NAMES, 0.95)!.against;
      if (Math.abs(difference.mean - 2) <= difference.halfWidth!) covered++;
    }
    expect(Math.abs(z(covered, 0.95))).toBeLessThan(3);
  });
});
