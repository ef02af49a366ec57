/** Fair queueing by class: known sequences, the published bounds on unfairness, and what is left where there is nothing to be fair about. */
import { describe, expect, test } from 'vitest';
import { drr } from '../../src/disciplines/drr.ts';
import { fcfs } from '../../src/disciplines/fcfs.ts';
import { wfq } from '../../src/disciplines/wfq.ts';
import { simulate } from '../../src/kernel/simulation.ts';
import type { Discipline, Policy } from '../../src/policy.ts';
import { boundedPareto } from '../../src/random/distributions/bounded-pareto.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { uniform } from '../../src/random/distributions/uniform.ts';
import { stream } from '../../src/random/stream.ts';
import { scenarioOf, traceOf } from '../contract/scenarios.ts';
import { by, play, type Play } from './play.ts';

interface Packet {
  readonly class: number;
  readonly size: number;
  readonly arrival?: number;
}

const nothing = () => {};

/** Packets in the order in which one slot ends them, as `class:size`, with the time. */
function sequence(packets: readonly Packet[], discipline: Policy<Discipline>, weights: readonly number[]): { readonly name: string; readonly at: number; readonly class: number; readonly size: number }[] {
  const jobs = packets.map(({ size, arrival = 0 }) => ({ arrival, size, priority: 0 }));
  const [source] = traceOf(jobs).sources;
  const classes = weights.map((weight, k) => ({ name: 'abcdefgh'[k], priority: 0, weight }));
  const done: { name: string; at: number; class: number; size: number }[] = [];
  simulate(
    scenarioOf({
      classes,
      sources: [{ ...source, process: { ...source.process, classes: Int32Array.from(packets, (packet) => packet.class) } as typeof source.process }],
      jobs: jobs.length,
      discipline,
    }),
    {
      entered: nothing,
      lost: nothing,
      busy: nothing,
      copies: nothing,
      completed: (at, jobClass, _, __, ___, size) => done.push({ name: `${classes[jobClass].name}${size}`, at, class: jobClass, size }),
    },
    (name) => stream(name),
  );
  return done;
}

const order = (packets: readonly Packet[], discipline: Policy<Discipline>, weights: readonly number[]) => sequence(packets, discipline, weights).map(({ name }) => name).join(' ');

const queue = (jobClass: number, ...sizes: readonly number[]): readonly Packet[] => sizes.map((size) => ({ class: jobClass, size }));

/** Keeps the slot busy until all have come. */
const blocker = (jobClass: number): readonly Packet[] => [{ class: jobClass, size: 1 }];

describe('deficit round robin', () => {
  test('rounds by hand', () => {
    // The four queues of Shreedhar and Varghese 1996, figures 2 and 3, quantum 500: 20, 750 and 200; 500 and 500; 200, 600 and 100; 50, 700 and 180.
    const packets = [...blocker(4), ...queue(0, 200, 750, 20), ...queue(1, 500, 500), ...queue(2, 200, 600, 100), ...queue(3, 50, 700, 180)];
    // Round 1: a200 leaves 300, b500, c200 leaves 300, d50 leaves 450. Round 2: a750 of 800 leaves 50, a20; b500; c600 of 800, c100; d700 of 950, d180.
    expect(order(packets, by(drr, { quantum: 500 }), [1, 1, 1, 1, 1])).toBe('e1 a200 b500 c200 d50 a750 a20 b500 c600 c100 d700 d180');
  });

  test('quanta in proportion to weights; a quantum below the sizes takes several rounds', () => {
    // Quanta of 2 and 1: a's 4 takes two rounds, b's 3 takes three.
    const packets = [...blocker(2), ...queue(0, 4, 4, 4), ...queue(1, 3, 3)];
    expect(order(packets, by(drr, { quantum: 1 }), [2, 1, 1])).toBe('c1 a4 b3 a4 a4 b3');
    // The same with quanta a million times smaller: rounds that bring nothing are skipped.
    expect(order(packets, by(drr, { quantum: 1 / (1 << 20) }), [2, 1, 1])).toBe('c1 a4 b3 a4 a4 b3');
  });

  test('however many turns there are, they are told apart', () => {
    // Some 2^57 turns against 2^31. All sizes are of so many whole quanta that one more or less makes no difference.
    const chance = stream('turns');
    const packets = Array.from({ length: 800 }, (_, i): Packet => ({ class: chance.integer(8), size: 1 + chance.integer(5), arrival: 2.5 * i }));
    const weights = [1, 2, 1, 0.5, 1, 4, 1, 1];
    const found = order(packets, by(drr, { quantum: 2 ** -46 }), weights);
    expect(found).toBe(order(packets, by(drr, { quantum: 2 ** -20 }), weights));
  });

  test('an empty class keeps no deficit', () => {
    // a's 6 leaves 4 of its quantum of 10, which is lost as its queue empties: its next, of 12, waits a round more.
    const packets = [...blocker(2), ...queue(0, 6), ...queue(1, 10, 10, 10), { class: 0, size: 12, arrival: 2 }];
    expect(order(packets, by(drr, { quantum: 10 }), [1, 1, 1])).toBe('c1 a6 b10 b10 a12 b10');
  });
});

describe('self-clocked fair queueing', () => {
  test('tags by hand', () => {
    // Weights 2 and 1. While c1 (tag 1) is served come a4, a4 (tags 1 + 2, 1 + 4) and b1, b3 (1 + 1, 1 + 4): a's second came first.
    const packets = [...blocker(2), ...queue(0, 4, 4), ...queue(1, 1, 3)];
    expect(order(packets, by(wfq), [2, 1, 1])).toBe('c1 b1 a4 a4 b3');
  });

  test('a class that was idle is not paid for it', () => {
    // a has had the slot for 20; b then comes with three, and gets every second one, not three in a row.
    const packets = [...queue(0, 10, 10, 10, 10, 10), ...[1, 2, 3].map(() => ({ class: 1, size: 10, arrival: 15 }))];
    expect(order(packets, by(wfq), [1, 1])).toBe('a10 a10 a10 b10 a10 b10 a10 b10');
  });

  test('weights by name instead of those of the classes; unknown names are refused', () => {
    const packets = [...blocker(2), ...queue(0, 4, 4), ...queue(1, 1, 3)];
    expect(order(packets, by(wfq, { weights: { a: 1, b: 4 } }), [2, 1, 1])).toBe('c1 b1 b3 a4 a4');
    expect(() => order(packets, by(wfq, { weights: { z: 1 } }), [2, 1, 1])).toThrow('is for no class');
  });
});

describe('two classes that never run empty', () => {
  const weights = [1, 2.5];
  const chance = stream('fair');
  const sizes = [uniform.create({ min: 0.1, max: 4 }), boundedPareto.create({ shape: 1.2, min: 0.2, max: 10 })];
  const packets = Array.from({ length: 3000 }, (_, i): Packet => ({ class: i % 2, size: sizes[i % 2].sample(chance) }));

  /** The greatest |W₁/w₁ − W₂/w₂| over all intervals between two ends of service while both wait. */
  function unfairness(discipline: Policy<Discipline>): number {
    const left = [0, 1].map((k) => packets.filter((packet) => packet.class === k).length);
    let [difference, least, most] = [0, 0, 0];
    for (const { class: k, size } of sequence(packets, discipline, weights)) {
      if (--left[k] === 0) break;
      difference += (k === 0 ? size : -size) / weights[k];
      least = Math.min(least, difference);
      most = Math.max(most, difference);
    }
    return most - least;
  }

  const largest = [0, 1].map((k) => Math.max(...packets.filter((packet) => packet.class === k).map(({ size }) => size)));

  test('wfq: service per weight differs by at most L₁/w₁ + L₂/w₂ (Golestani 1994)', () => {
    const bound = largest[0] / weights[0] + largest[1] / weights[1];
    const found = unfairness(by(wfq));
    expect(found).toBeLessThanOrEqual(bound * (1 + 1e-9));
    expect(found).toBeGreaterThan(bound / 3);
  });

  test.each([0.5, 4, 20])('drr, quantum %d: by at most the quantum more (Shreedhar and Varghese 1996)', (quantum) => {
    const bound = quantum + largest[0] / weights[0] + largest[1] / weights[1];
    const found = unfairness(by(drr, { quantum }));
    expect(found).toBeLessThanOrEqual(bound * (1 + 1e-9));
    expect(found).toBeGreaterThan(bound / 4);
  });

  test('fcfs is far from it', () => {
    expect(unfairness(by(fcfs))).toBeGreaterThan(100);
  });
});

test.each([by(wfq), by(drr, { quantum: 0.7 })])('$name with one class is first come, first served, job by job', (policy) => {
  for (const nodes of [[{}], [{ slots: 3, speed: 0.5 }]]) {
    const what: Play = { streams: [{ rate: 0.85, size: exponential.create({ mean: 1 }), weight: 3 }], nodes, jobs: 2000 };
    expect(play(what, policy)).toEqual(play(what, by(fcfs)));
  }
});
