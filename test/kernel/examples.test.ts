import { describe, expect, test } from 'vitest';
import type { Node } from '../../src/model.ts';
import type { Discipline } from '../../src/policy.ts';
import { las } from '../../src/disciplines/las.ts';
import { priority } from '../../src/disciplines/priority.ts';
import { ps } from '../../src/disciplines/ps.ts';
import { roundRobin } from '../../src/disciplines/round-robin.ts';
import { srpt } from '../../src/disciplines/srpt.ts';
import { completionsOf, made } from './completions.ts';

/** [arrival, size] or [arrival, size, priority] of each job. */
type Example = readonly (readonly [number, number, number?])[];

function done(discipline: Discipline, example: Example, nodes?: readonly Partial<Node>[]): readonly number[] {
  return completionsOf(
    example.map(([arrival, size, urgency = 0]) => ({ arrival, size, priority: urgency })),
    discipline,
    nodes,
  );
}

describe('worked by hand', () => {
  test('round robin: the newcomer goes behind those who wait, before the one whose turn ends', () => {
    // 0–1 A, 1–2 B, 2–3 A, 3–4 C, 4–4.5 B, 4.5–5.5 A
    expect(done(made(roundRobin, { quantum: 1 }), [[0, 3], [0.5, 1.5], [1.5, 1]])).toEqual([5.5, 4.5, 4]);
  });

  test('round robin on two slots', () => {
    // A and B run; from 1 C has the slot of A until 2, and A that of B from 1: it began its turn later.
    expect(done(made(roundRobin, { quantum: 1 }), [[0, 2], [0, 2], [0.5, 1]], [{ slots: 2 }])).toEqual([2, 3, 2]);
  });

  test('srpt: a preempted job goes on where it stopped, equals in order of arrival', () => {
    // 0–1 A, 1–2 B, 2–2.5 C, 2.5–3.5 B, 3.5–7.5 A, 7.5–11.5 D
    expect(done(made(srpt), [[0, 5], [1, 2], [2, 0.5], [3, 4]])).toEqual([7.5, 3.5, 2.5, 11.5]);
  });

  test('priority, preemptive', () => {
    // 0–1 A, 1–2 B, 2–2.5 C, 2.5–3.5 D, 3.5–5 C, 5–7 A
    expect(done(made(priority, { preemptive: true }), [[0, 3, 2], [1, 1, 0], [1.5, 2, 1], [2.5, 1, 0]])).toEqual([7, 2, 5, 3.5]);
  });

  test('priority, not preemptive', () => {
    // 0–3 A, 3–4 B, 4–5 D, 5–7 C
    expect(done(made(priority, { preemptive: false }), [[0, 3, 2], [1, 1, 0], [1.5, 2, 1], [2.5, 1, 0]])).toEqual([3, 4, 7, 5]);
  });

  test('processor sharing', () => {
    expect(done(made(ps), [[0, 3], [1, 1]])).toEqual([4, 3]);
    expect(done(made(ps), [[0, 3], [1, 1]], [{ slots: 2 }])).toEqual([3, 2]);
    expect(done(made(ps), [[0, 2], [0, 2], [0, 2]], [{ slots: 2 }])).toEqual([3, 3, 3]);
  });

  test('processor sharing over slots of speeds 3 and 1: together 2 each, alone 3', () => {
    const [first, second] = done(made(ps), [[0, 2], [0, 4]], [{ speed: 1 }, { speed: 3 }]);
    expect([first, second]).toEqual([1, expect.closeTo(1 + 2 / 3, 12)]);
  });

  test('least attained service: the newcomer alone until it has caught up, then both', () => {
    expect(done(made(las), [[0, 3], [1, 2]])).toEqual([5, 4]);
  });

  test('least attained service on two slots: one slot for the newcomer, the other shared', () => {
    expect(done(made(las), [[0, 4], [0, 4], [1, 1]], [{ slots: 2 }])).toEqual([4.5, 4.5, 2]);
  });
});

describe('a job that has had all its service is done, though another comes at that very time', () => {
  const example: Example = [[0, 2, 1], [2, 1, 0]];

  test.each([
    { name: 'first come, first served', discipline: { mechanism: 'ordered', preemptive: false, ties: 'first' } as const },
    { name: 'last come, first served, preemptive', discipline: { mechanism: 'ordered', preemptive: true, ties: 'last' } as const },
    { name: 'srpt', discipline: made(srpt) },
    { name: 'priority, preemptive', discipline: made(priority, { preemptive: true }) },
    { name: 'processor sharing', discipline: made(ps) },
    { name: 'least attained service', discipline: made(las) },
    { name: 'round robin, turns as long as the job', discipline: made(roundRobin, { quantum: 2 }) },
    { name: 'round robin, turns of half the job', discipline: made(roundRobin, { quantum: 1 }) },
  ])('$name', ({ discipline }) => {
    expect(done(discipline, example)).toEqual([2, 3]);
  });
});
