import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BucketCalendar } from '../../src/kernel/calendar/bucket-calendar.ts';
import { TournamentCalendar } from '../../src/kernel/calendar/tournament-calendar.ts';
import { stream } from '../../src/random/stream.ts';

interface Pending {
  readonly timer: number;
  readonly time: number;
}

/** The definition: pending events in the order in which they were set, sorted by time without disturbing that order. */
class SortedList {
  #pending: Pending[] = [];

  set(timer: number, time: number): void {
    this.#pending = this.#pending.filter((event) => event.timer !== timer);
    if (time < Infinity) this.#pending.push({ timer, time });
  }

  first(): Pending | undefined {
    return this.#pending.toSorted((a, b) => a.time - b.time)[0];
  }
}

const commands = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('set' as const), timer: fc.nat(1000), delay: fc.integer({ min: 0, max: 3 }) }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('fire' as const) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('clear' as const), timer: fc.nat(1000) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('allocate' as const), count: fc.integer({ min: 0, max: 9 }) }) },
  ),
  { maxLength: 150 },
);

describe.each([TournamentCalendar, BucketCalendar])('$name', (Kind) => {
  test('is a sorted list in which simultaneous events keep the order of setting', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), commands, (initial, steps) => {
        const calendar = new Kind();
        const list = new SortedList();
        let timers = initial;
        expect(calendar.allocate(initial)).toBe(0);
        for (const step of steps) {
          if (step.kind === 'allocate') {
            expect(calendar.allocate(step.count)).toBe(timers);
            timers += step.count;
          } else if (step.kind === 'set') {
            calendar.set(step.timer % timers, calendar.now + step.delay);
            list.set(step.timer % timers, calendar.now + step.delay);
          } else if (step.kind === 'clear') {
            calendar.clear(step.timer % timers);
            list.set(step.timer % timers, Infinity);
          }
          const expected = list.first();
          const first = calendar.first();
          expect(calendar.time(first)).toBe(expected?.time ?? Infinity);
          if (!expected) continue;
          expect(first).toBe(expected.timer);
          if (step.kind === 'fire') {
            calendar.now = expected.time;
            calendar.clear(first);
            list.set(first, Infinity);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a timer set again goes behind those set meanwhile for the same time', () => {
    const calendar = new Kind();
    calendar.allocate(3);
    for (const timer of [0, 1, 2, 0]) calendar.set(timer, 5);
    const order: number[] = [];
    while (calendar.time(calendar.first()) < Infinity) {
      order.push(calendar.first());
      calendar.clear(calendar.first());
    }
    expect(order).toEqual([1, 2, 0]);
  });

  test('keeps pending events, and their order, when it grows', () => {
    const calendar = new Kind();
    calendar.allocate(2);
    calendar.set(1, 7);
    calendar.set(0, 7);
    calendar.allocate(1000);
    expect(calendar.first()).toBe(1);
    calendar.set(900, 6);
    expect(calendar.first()).toBe(900);
  });
});

describe('with many timers', () => {
  const delays = {
    exponential: (uniform: () => number) => -Math.log(1 - uniform()),
    'ten decades': (uniform: () => number) => Math.exp(23 * uniform()),
    'all alike': () => 1,
    'a few values': (uniform: () => number) => Math.floor(3 * uniform()),
    'bursts': (uniform: () => number) => (uniform() < 0.5 ? 0 : 100 * uniform()),
    'ever faster': (uniform: () => number, step: number) => uniform() * Math.exp(-step / 4000),
    'ever slower': (uniform: () => number, step: number) => uniform() * Math.exp(step / 4000),
  };

  test.each(Object.entries(delays))('both go off alike: %s', (name, delay) => {
    const chance = stream(name);
    const uniform = () => chance.uniform();
    const timers = 3000;
    const [few, many] = [new TournamentCalendar(), new BucketCalendar()];
    for (const calendar of [few, many]) calendar.allocate(timers);
    const set = (timer: number, time: number) => {
      few.set(timer, time);
      many.set(timer, time);
    };
    for (let step = 0; step < 40_000; step++) {
      const now = few.now;
      const first = few.first();
      const time = few.time(first);
      if (many.time(many.first()) !== time || (time < Infinity && many.first() !== first)) expect.fail(`step ${step}`);
      const dice = uniform();
      const other = chance.integer(timers);
      if (dice < 0.1) set(other, Infinity);
      else if (dice < 0.3 || time === Infinity) set(other, now + delay(uniform, step));
      else {
        few.now = many.now = time;
        set(first, dice < 0.9 ? time + delay(uniform, step) : Infinity);
      }
    }
    expect(few.now).toBeGreaterThan(0);
  });
});
