/** How many slots: the first number that is enough, with the one before as proof. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { erlangA } from '../../../src/theory/markovian/erlang-a.ts';
import { erlangB, erlangC } from '../../../src/theory/markovian/erlang.ts';
import { mmc } from '../../../src/theory/markovian/mmc.ts';
import { economicServers } from '../../../src/theory/staffing/economic-servers.ts';
import { pooling } from '../../../src/theory/staffing/pooling.ts';
import { staffingAbandonment } from '../../../src/theory/staffing/staffing-abandonment.ts';
import { staffingDelay } from '../../../src/theory/staffing/staffing-delay.ts';
import { staffingLoss } from '../../../src/theory/staffing/staffing-loss.ts';
import { birthDeath } from '../markovian/birth-death.ts';
import { expectAgreement, expectClose } from '../close.ts';

/** P[W > t] from the chain: who finds n ≥ c jobs waits for n − c + 1 departures, an Erlang time of rate cμ. */
function lateByChain(lambda: number, mu: number, servers: number, t: number): number {
  const p = birthDeath(servers + 400, () => lambda, (n) => Math.min(n, servers) * mu);
  let [late, term, sum] = [0, Math.exp(-servers * mu * t), 0];
  for (let n = servers; n < p.length; n++) {
    sum += term;
    term *= (servers * mu * t) / (n - servers + 1);
    late += p[n] * sum;
  }
  return late;
}

describe('a bound on the wait', () => {
  test.each([[10, 1, 0.25, 0.2], [3, 0.5, 0, 0.05], [40, 2, 1, 1e-6]])('P[W > t] by the chain: λ = %d, μ = %d, t = %d, target %d', (lambda, mu, within, probability) => {
    const { others } = staffingDelay.create({ lambda, mu, within, probability });
    const servers = others!['servers'];
    expectClose(others![`P[W > ${within}]`], lateByChain(lambda, mu, servers, within), 1e-9);
    expectClose(others![`P[W > ${within}] with one slot fewer`], lateByChain(lambda, mu, servers - 1, within), 1e-9);
    expect(others![`P[W > ${within}]`]).toBeLessThanOrEqual(probability);
    expect(others![`P[W > ${within}] with one slot fewer`]).toBeGreaterThan(probability);
  });

  test('the mean wait: no number below is enough', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 60, noNaN: true }), fc.double({ min: 1e-4, max: 5, noNaN: true }), (lambda, waiting) => {
        const { values, others } = staffingDelay.create({ lambda, mu: 1, within: 0, waiting });
        expect(values['waiting']).toBeLessThanOrEqual(waiting * (1 + 1e-12));
        for (let c = Math.floor(lambda) + 1; c < others!['servers']; c++) expect(erlangC(c, lambda) / (c - lambda)).toBeGreaterThan(waiting * (1 - 1e-12));
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  test('100,000 slots', () => {
    const { others, values } = staffingDelay.create({ lambda: 1e5, mu: 1, within: 0, probability: 0.5 });
    // Halfin and Whitt 1981: β = 0.5061 at a probability of one half.
    expectClose((others!['servers'] - 1e5) / Math.sqrt(1e5), 0.506, 1e-2);
    expectClose(others!['P[W > 0]'], erlangC(others!['servers'], 1e5), 1e-12);
    expectAgreement(values, mmc.create({ lambda: 1e5, mu: 1, servers: others!['servers'], discipline: 'size-blind' }).values, ['waiting', 'queue']);
  });

  test('refuses two targets, none, and what no number of slots reaches', () => {
    const params = { lambda: 1, mu: 1, within: 0 };
    expect(() => staffingDelay.create(params)).toThrow('needs either a probability or a mean wait, not both');
    expect(() => staffingDelay.create({ ...params, probability: 0.1, waiting: 1 })).toThrow('needs either');
    expect(() => staffingDelay.create({ ...params, probability: 0 })).toThrow('must be above 0');
    expect(() => staffingDelay.create({ ...params, lambda: 2e6, probability: 0.1 })).toThrow('more than 1000000 servers would be needed');
  });
});

describe('a bound on the loss', () => {
  // Erlangs that so many servers carry at a given loss, by the traffic tables in common use: a little less is carried, a little more is not.
  test.each([[11, 0.01, 5.16], [10, 0.01, 4.461], [10, 0.001, 3.092], [20, 0.02, 13.182], [50, 0.01, 37.901], [100, 0.01, 84.064]])('%i servers at a loss of %d carry %d erlangs', (servers, loss, offered) => {
    expect(staffingLoss.create({ lambda: offered * 0.999, mu: 1, loss }).others!['servers']).toBe(servers);
    expect(staffingLoss.create({ lambda: offered * 1.001, mu: 1, loss }).others!['servers']).toBe(servers + 1);
  });

  test('the first that is enough, and the loss before it', () => {
    for (const [lambda, loss] of [[0.2, 0.5], [7, 1e-9], [1e5, 0.01], [1e5, 0.9]]) {
      const { others, values } = staffingLoss.create({ lambda, mu: 1, loss });
      expectClose(values['loss'], erlangB(others!['servers'], lambda), 1e-12);
      expectClose(others!['loss with one slot fewer'], erlangB(others!['servers'] - 1, lambda), 1e-12);
      expect(values['loss']).toBeLessThanOrEqual(loss);
      expect(others!['loss with one slot fewer']).toBeGreaterThan(loss);
    }
    expect(() => staffingLoss.create({ lambda: 1, mu: 1, loss: 0 })).toThrow('must be above 0');
  });
});

describe('a bound on those who give up', () => {
  test('the first that is enough, by trying all', () => {
    for (const [lambda, theta, abandon] of [[10, 0.5, 0.05], [10, 5, 0.5], [0.1, 1, 0.3], [40, 0.1, 0.001], [25, 0.2, 0.9]]) {
      const { others } = staffingAbandonment.create({ lambda, mu: 1, theta, abandon });
      let servers = 1;
      while (erlangA.create({ lambda, mu: 1, theta, servers }).others!['P[abandon]'] > abandon) servers++;
      expect(others!['servers']).toBe(servers);
      expect(others!['P[abandon] with one slot fewer']).toBeGreaterThan(abandon);
      expect(servers).toBeGreaterThanOrEqual((1 - abandon) * lambda);
    }
    expect(() => staffingAbandonment.create({ lambda: 1, mu: 1, theta: 1, abandon: 1 })).toThrow('must be below 1');
    expect(() => staffingAbandonment.create({ lambda: 1, mu: 1, theta: 1 })).toThrow('needs either abandon or wait, not both');
  });

  test('without patience those who wait are lost: Erlang B; with endless patience Erlang C', () => {
    const impatient = staffingAbandonment.create({ lambda: 8, mu: 1, theta: 1e9, abandon: 0.01 });
    expect(impatient.others!['servers']).toBe(staffingLoss.create({ lambda: 8, mu: 1, loss: 0.01 }).others!['servers']);
    const patient = staffingAbandonment.create({ lambda: 8, mu: 1, theta: 1e-4, wait: 0.2 });
    expect(patient.others!['servers']).toBe(staffingDelay.create({ lambda: 8, mu: 1, within: 0, probability: 0.2 }).others!['servers']);
  });
});

test('the cheapest number of slots, by trying all', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 40, noNaN: true }), fc.double({ min: 0.01, max: 100, noNaN: true }), (lambda, delay) => {
      const { others } = economicServers.create({ lambda, mu: 1, price: 1, delay });
      const costs = Array.from({ length: 60 }, (_, i) => Math.floor(lambda) + 1 + i).map((c) => c + (delay * erlangC(c, lambda) * lambda) / (c - lambda));
      expectClose(others!['cost'], Math.min(...costs), 1e-12);
      expect(others!['cost with one slot fewer']).toBeGreaterThanOrEqual(others!['cost'] * (1 - 1e-12));
      expect(others!['cost with one slot more']).toBeGreaterThanOrEqual(others!['cost'] * (1 - 1e-12));
    }),
    { numRuns: 200, seed: 4 },
  );
});

test('pooling: between one fast slot and separate queues, by response; the other way round by wait', () => {
  for (const servers of [1, 2, 10, 1000]) {
    for (const load of [0.05, 0.7, 0.999]) {
      const { values, others } = pooling.create({ lambda: servers * load, mu: 1, servers });
      expect(values['response']).toBeGreaterThanOrEqual(others!['response of one fast slot'] * (1 - 1e-12));
      expect(values['response']).toBeLessThanOrEqual(others!['response of separate queues'] * (1 + 1e-12));
      expect(values['waiting']).toBeLessThanOrEqual(others!['waiting at one fast slot'] * (1 + 1e-12));
      expectClose(others!['response of separate queues'], servers * others!['response of one fast slot'], 1e-12);
    }
  }
  expectClose(pooling.create({ lambda: 100 * (1 - 1e-7), mu: 1, servers: 100 }).others!['gain over separate queues'], 100, 1e-4);
});
