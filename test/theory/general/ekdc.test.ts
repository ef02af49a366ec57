import { expect, test } from 'vitest';
import { gammaBelow } from '../../../src/random/special.ts';
import { stream } from '../../../src/random/stream.ts';
import { ekdc } from '../../../src/theory/general/ekdc.ts';
import { mdc } from '../../../src/theory/general/mdc.ts';
import { expectAgreement, expectClose } from '../close.ts';

const queue = (lambda: number, stages: number, servers = 1) => ekdc.create({ lambda, stages, size: 1, servers, speed: 1, discipline: 'fcfs' });

/** When a job of size 1 begins that comes now. */
function begin(free: Float64Array, now: number): number {
  const first = free.indexOf(Math.min(...free));
  const start = Math.max(now, free[first]);
  free[first] = start + 1;
  return start;
}

test('every k-th job of M/D/kc has the wait of E_k/D/c, job by job', () => {
  // One queue for six slots, and the same jobs dealt in turn to three queues of two slots each.
  const gaps = stream('ekdc');
  const [slots, groups] = [6, 3];
  const [all, dealt] = [new Float64Array(slots), Array.from({ length: groups }, () => new Float64Array(slots / groups))];
  for (let job = 0, now = 0; job < 5000; job++) {
    now += gaps.exponential() / (0.9 * slots);
    expect(begin(dealt[job % groups], now)).toBeCloseTo(begin(all, now), 9);
  }
});

test.each([0.3, 0.9, 0.999])('one stage is M/D/c, load %f', (load) => {
  const wanted = mdc.create({ lambda: 3 * load, size: 1, servers: 3, speed: 1, discipline: 'fcfs' }).values;
  expectAgreement(queue(3 * load, 1, 3).values, wanted, Object.keys(wanted), 1e-12);
});

test.each([
  [2, 0.5],
  [3, 0.8],
  [20, 0.9],
])('%i stages, one slot, load %f: Spitzer’s sum over n gaps, which are gamma variates', (stages, load) => {
  const rate = stages * load;
  let sum = 0;
  // E[(n − G)⁺]/n for G of nk stages.
  for (let n = 1; n < 3000; n++) sum += gammaBelow(n * stages, rate * n) - (stages / rate) * gammaBelow(n * stages + 1, rate * n);
  expectClose(queue(load, stages).values['waiting'], sum, 1e-9);
});

test('more stages wait less, down to regular arrivals, which do not wait at all', () => {
  const waits = [1, 2, 5, 20, 400].map((stages) => queue(0.8, stages).values['waiting']);
  for (let i = 1; i < waits.length; i++) expect(waits[i]).toBeLessThan(waits[i - 1]);
  expect(waits[4]).toBeLessThan(1e-3);
  expectClose(waits[0], 2, 1e-9);
  expect(() => queue(1, 3)).toThrow(/not below 1/);
  expect(() => queue(50, 500, 100)).toThrow('beyond 10000');
});
