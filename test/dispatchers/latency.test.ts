import { describe, expect, test } from 'vitest';
import { peakEwma } from '../../src/dispatchers/peak-ewma.ts';
import { powerOfD } from '../../src/dispatchers/power-of-d.ts';
import { prequal } from '../../src/dispatchers/prequal.ts';
import { random } from '../../src/dispatchers/random.ts';
import type { DispatcherDefinition } from '../../src/dispatchers/define.ts';
import type { Job, PoolView } from '../../src/model.ts';
import type { Push } from '../../src/policy.ts';
import { stream } from '../../src/random/stream.ts';
import { by, farm, meanResponse } from './runs.ts';

const nodes = (count: number, slow = 0) => Array.from({ length: count }, (_, i) => ({ speed: i < slow ? 0.2 : 1, slots: 1, capacity: Infinity }));
const at = (now: number) => ({ now }) as PoolView;

const made = (decay: number) => peakEwma.create({ decay }, { nodes: nodes(2), stream: stream('peak'), workload: { rate: 1, classes: [] } }) as Push;

const job = (arrival: number) => ({ arrival }) as Job;

const many = (params: object) => meanResponse(farm({ nodes: nodes(100), load: 0.8, dispatch: by(prequal, { ...params }) }), 3).mean;

describe('peak EWMA', () => {
  test('a node with tasks on their way and nothing back is avoided; one that was never tried is not', () => {
    const dispatcher = made(10);
    const first = dispatcher.pick(job(0), at(0));
    expect(dispatcher.pick(job(0), at(0))).toBe(1 - first);
    dispatcher.finished!(job(0), first, at(1));
    for (let i = 0; i < 20; i++) expect(dispatcher.pick(job(1), at(1))).toBe(first);
  });

  test('jumps up to a peak, comes down by 1/e in a decay time, and counts what is on its way', () => {
    const dispatcher = made(10);
    const [a, b] = [dispatcher.pick(job(0), at(0)), dispatcher.pick(job(0), at(0))];
    dispatcher.finished!(job(0), a, at(1));
    dispatcher.finished!(job(0), b, at(4));
    // At a cost has decayed to e^(−0.3), at b it is 4: five tasks on their way to a are too many, four are not.
    const sent = [0, 0];
    for (let i = 0; i < 6; i++) sent[dispatcher.pick(job(4), at(4))]++;
    expect([sent[a], sent[b]]).toEqual([5, 1]);
    // A response of 0 after ten time units leaves 1/e of the cost; a greater one than the cost replaces it.
    for (let i = 0; i < 5; i++) dispatcher.finished!(job(14), a, at(14));
    dispatcher.finished!(job(14), b, at(14));
    // Now e^(−1.3) at a and 4e^(−1) at b: again five to one.
    const again = [0, 0];
    for (let i = 0; i < 6; i++) again[dispatcher.pick(job(14), at(14))]++;
    expect([again[a], again[b]]).toEqual([5, 1]);
  });

  test('equal nodes: near two choices by queue, without looking at queues; slow nodes among them are found', () => {
    const equal = (dispatch: DispatcherDefinition) => meanResponse(farm({ nodes: nodes(10), load: 0.8, dispatch: by(dispatch) }), 3).mean;
    expect(equal(peakEwma)).toBeLessThan(1.25 * equal(powerOfD));
    // Two nodes of ten are five times slower: at random they are overloaded.
    const { mean } = meanResponse(farm({ nodes: nodes(10, 2), load: 0.7, dispatch: by(peakEwma) }), 3);
    expect(mean).toBeLessThan(4);
    expect(peakEwma.needs).toEqual([]);
  });
});

describe('prequal', () => {
  test('a hundred equal nodes: better than two choices, at its defaults and by the number in flight alone', () => {
    const two = meanResponse(farm({ nodes: nodes(100), load: 0.8, dispatch: by(powerOfD) }), 3).mean;
    expect(many({})).toBeLessThan(two);
    expect(many({ quantile: 0.5 })).toBeLessThan(two);
    expect(many({ quantile: 0 })).toBeLessThan(two);
  });

  test('slow nodes among them are found: better than two choices by queue there too', () => {
    const slow = nodes(50, 10);
    const [found, two] = [prequal, powerOfD].map((definition) => meanResponse(farm({ nodes: slow, load: 0.7, dispatch: by(definition) }), 3).mean);
    expect(found).toBeLessThan(two);
  });

  test('without probes it is a random choice', () => {
    const [none, blind] = [by(prequal, { probes: 0 }), by(random)].map((dispatch) => meanResponse(farm({ nodes: nodes(4), load: 0.5, dispatch }), 4));
    expect(Math.abs(none.mean - blind.mean)).toBeLessThan(4 * Math.hypot(none.error, blind.error));
  });

  test.each([{ probes: 0.5 }, { probes: 7.3, remove: 2.5 }, { pool: 1 }, { pool: 1000 }, { remove: 0 }])('whatever the parameters, every job gets a node: %j', (params) => {
    for (const count of [1, 2, 3]) expect(() => meanResponse(farm({ nodes: nodes(count), load: 0.5, dispatch: by(prequal, params), jobs: 500 }), 2)).not.toThrow();
  });
});
