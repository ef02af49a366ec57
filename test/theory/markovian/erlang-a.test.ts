import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { erlangA } from '../../../src/theory/markovian/erlang-a.ts';
import { erlangB } from '../../../src/theory/markovian/erlang.ts';
import { mmc } from '../../../src/theory/markovian/mmc.ts';
import { expectAgreement, expectClose } from '../close.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly servers: number;
  readonly theta: number;
}

/** The chain, and the fate of a job by first steps: it moves up, or gives up. */
function byChain({ lambda, mu, servers, theta }: Params, last: number) {
  const { chain } = explore(0, (n) => [...(n < last ? [[n + 1, lambda] as const] : []), ...(n > 0 ? [[n - 1, mu * Math.min(n, servers) + theta * Math.max(0, n - servers)] as const] : [])]);
  const p = stationary(chain);
  const mean = (value: (n: number) => number) => p.reduce((sum, probability, n) => sum + probability * value(n), 0);
  let [served, servedWait, wait] = [1, 0, 0];
  const found = { served: 0, servedWait: 0, wait: 0 };
  for (let n = 0; n < p.length; n++) {
    if (n >= servers) {
      const up = servers * mu + (n - servers) * theta;
      const total = up + theta;
      [served, servedWait, wait] = [(up / total) * served, (up / total) * (servedWait + served / total), 1 / total + (up / total) * wait];
    }
    found.served += p[n] * served;
    found.servedWait += p[n] * servedWait;
    found.wait += p[n] * wait;
  }
  const queue = mean((n) => Math.max(0, n - servers));
  return {
    number: mean((n) => n),
    queue,
    throughput: lambda * found.served,
    utilisation: mean((n) => Math.min(n, servers)) / servers,
    'P[wait]': mean((n) => (n >= servers ? 1 : 0)),
    'P[abandon]': (theta * queue) / lambda,
    'E[W]': found.wait,
    'E[W | served]': found.servedWait / found.served,
    'E[W | abandoned]': (found.wait - found.servedWait) / (1 - found.served),
  };
}

const all = ({ values, others }: ReturnType<typeof erlangA.create>) => ({ ...values, ...others });

test.each<[Params, number]>([
  [{ lambda: 3, mu: 1, servers: 4, theta: 0.5 }, 150],
  [{ lambda: 30, mu: 0.5, servers: 20, theta: 3 }, 200],
  [{ lambda: 0.2, mu: 1, servers: 1, theta: 0.1 }, 200],
  [{ lambda: 9, mu: 1, servers: 9, theta: 0.02 }, 1500],
])('against the chain and first-step analysis: %o', (params, last) => {
  const chain = byChain(params, last);
  expectAgreement(all(erlangA.create(params)), chain, Object.keys(chain), 1e-9);
});

describe('limits', () => {
  const base = { lambda: 8, mu: 1, servers: 10 };

  test('patience without end is Erlang C, none at all is Erlang B', () => {
    const patient = all(erlangA.create({ ...base, theta: 1e-12 }));
    const c = mmc.create({ ...base, discipline: 'fcfs' });
    expectAgreement(patient, { ...c.values, ...c.others, 'E[W]': c.values['waiting'] }, ['queue', 'number', 'utilisation', 'P[wait]', 'E[W]'], 1e-10);
    expectClose(all(erlangA.create({ ...base, theta: 1e12 }))['P[abandon]'], erlangB(10, 8), 1e-10);
  });

  test('10,000 slots at load 1: the regime of Garnett, Mandelbaum and Reiman', () => {
    // With θ = μ the number is Poisson with mean c, so P[wait] is P[Poisson(c) ≥ c] = 1/2 + ϑ P[Poisson(c) = c], ϑ → 1/3 (Ramanujan).
    const c = 1e4;
    const { 'P[wait]': wait, number } = all(erlangA.create({ lambda: c, mu: 1, servers: c, theta: 1 }));
    expectClose(number, c, 1e-12);
    expectClose(wait, 0.5 + 1 / 3 / Math.sqrt(2 * Math.PI * c), 1e-7);
  });

  test('far overload: only the patient are served, at full speed', () => {
    const { values, others } = erlangA.create({ lambda: 1e4, mu: 1, servers: 10, theta: 1 });
    expectClose(values['utilisation'], 1, 1e-12);
    expectClose(others!['P[abandon]'], 1 - 1e-3, 1e-12);
  });

  test('where nobody waits in double precision, what is said of those who do is still right', () => {
    const { others } = erlangA.create({ lambda: 1, mu: 1, servers: 1000, theta: 0.5 });
    expect(others!['P[wait]']).toBe(0);
    expectClose(others!['E[W | abandoned]'], 1 / 1000.5, 1e-3);
  });
});

test('who gives up and who is served make up all, whatever the parameters', () => {
  const rate = fc.double({ min: 0.01, max: 50, noNaN: true });
  fc.assert(
    fc.property(rate, rate, fc.integer({ min: 1, max: 60 }), rate, (lambda, mu, servers, theta) => {
      const { values, others } = erlangA.create({ lambda, mu, servers, theta });
      expectClose(values['throughput'] + theta * values['queue'], lambda, 1e-11);
      const mixed = (1 - others!['P[abandon]']) * others!['E[W | served]'] + others!['P[abandon]'] * others!['E[W | abandoned]'];
      expectClose(mixed, others!['E[W]'], 1e-10);
    }),
    { seed: 1, numRuns: 200 },
  );
});
