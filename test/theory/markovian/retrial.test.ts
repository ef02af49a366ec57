import { expect, test } from 'vitest';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { mm1 } from '../../../src/theory/markovian/mm1.ts';
import { mmc } from '../../../src/theory/markovian/mmc.ts';
import { erlangB } from '../../../src/theory/markovian/erlang.ts';
import { retrialMm1 } from '../../../src/theory/markovian/retrial-mm1.ts';
import { retrialMmc } from '../../../src/theory/markovian/retrial-mmc.ts';
import { expectAgreement, expectClose } from '../close.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly servers: number;
  readonly theta: number;
}

function byChain({ lambda, mu, servers, theta }: Params, last: number) {
  const { states, chain } = explore<readonly [busy: number, orbit: number]>([0, 0], ([busy, orbit]) => [
    ...(busy < servers ? [[[busy + 1, orbit], lambda] as const] : orbit < last ? [[[busy, orbit + 1], lambda] as const] : []),
    ...(busy > 0 ? [[[busy - 1, orbit], busy * mu] as const] : []),
    ...(busy < servers && orbit > 0 ? [[[busy + 1, orbit - 1], orbit * theta] as const] : []),
  ]);
  const p = stationary(chain);
  const mean = (value: (busy: number, orbit: number) => number) => states.reduce((sum, [busy, orbit], i) => sum + p[i] * value(busy, orbit), 0);
  const [queue, busy] = [mean((_, orbit) => orbit), mean((used) => used)];
  return {
    queue,
    number: queue + busy,
    waiting: queue / lambda,
    response: (queue + busy) / lambda,
    utilisation: busy / servers,
    'P[blocked]': mean((used) => (used === servers ? 1 : 0)),
    'P[orbit empty]': mean((_, orbit) => (orbit === 0 ? 1 : 0)),
    'retries per job': (theta * queue) / lambda,
    'Var orbit': mean((_, orbit) => (orbit - queue) ** 2),
  };
}

test.each<Params>([
  { lambda: 1, mu: 2, servers: 1, theta: 1 },
  { lambda: 0.6, mu: 1, servers: 1, theta: 0.1 },
  { lambda: 1e-3, mu: 1, servers: 1, theta: 50 },
])('one slot, against the chain: %o', (params) => {
  const chain = byChain(params, 300);
  const { values, others } = retrialMm1.create(params);
  expectAgreement({ ...values, ...others }, chain, Object.keys(chain), 1e-10);
});

test.each<Params>([
  { lambda: 1, mu: 2, servers: 1, theta: 1 },
  { lambda: 3, mu: 2, servers: 2, theta: 0.4 },
  { lambda: 4, mu: 1, servers: 5, theta: 3 },
  { lambda: 0.02, mu: 1, servers: 3, theta: 0.1 },
])('several slots, against the chain: %o', (params) => {
  const { 'Var orbit': _, ...chain } = byChain(params, 300);
  const { values, others } = retrialMmc.create(params);
  expectAgreement({ ...values, ...others }, chain, Object.keys(chain), 1e-10);
});

test('many slots are one slot’s formula at c = 1, near load 1 too, and carry λ/μ', () => {
  for (const lambda of [1e-6, 0.5, 0.99]) {
    const [one, many] = [retrialMm1.create({ lambda, mu: 1, theta: 0.3 }), retrialMmc.create({ lambda, mu: 1, servers: 1, theta: 0.3 })];
    expectAgreement({ ...many.values, ...many.others }, { ...one.values, ...one.others }, [...Object.keys(one.values), 'P[blocked]', 'P[orbit empty]'], 1e-11);
  }
});

test('slow retries: one in orbit is e^1000 times less likely than the jobs that there are most of the time', () => {
  for (const params of [{ lambda: 1.8, mu: 2, theta: 0.004 }, { lambda: 1.8, mu: 2, theta: 1e-3 }]) {
    const [one, many] = [retrialMm1.create(params), retrialMmc.create({ ...params, servers: 1 })];
    expectAgreement({ ...many.values, ...many.others }, { ...one.values, ...one.others }, [...Object.keys(one.values), 'P[blocked]'], 1e-10);
  }
  // As θ → 0 what comes from the orbit is Poisson: a loss system whose offered load a carries λ/μ = a(1 − B(a)).
  const { others } = retrialMmc.create({ lambda: 1, mu: 2, servers: 2, theta: 1e-4 });
  let offered = 0.5;
  for (let i = 0; i < 200; i++) offered = 0.5 / (1 - erlangB(2, offered));
  expectClose(others!['P[blocked]'], erlangB(2, offered), 1e-3);
});

test('retries at once: the queue is that without retrials; retries never: losses, so few are blocked', () => {
  const quick = retrialMmc.create({ lambda: 9, mu: 1, servers: 10, theta: 1e9 });
  const line = mmc.create({ lambda: 9, mu: 1, servers: 10, discipline: 'fcfs' });
  expectAgreement({ ...quick.values, ...quick.others }, { ...line.values, 'P[blocked]': line.others!['P[wait]'] }, ['queue', 'response', 'P[blocked]'], 1e-7);
  // Falin and Templeton: as θ → 0 new jobs meet an Erlang loss system whose load is such that it carries them all.
  const slow = retrialMmc.create({ lambda: 4, mu: 1, servers: 10, theta: 1e-2 }).others!['P[blocked]'];
  expect(slow).toBeGreaterThan(erlangB(10, 4));
  expect(slow).toBeLessThan(mmc.create({ lambda: 4, mu: 1, servers: 10, discipline: 'fcfs' }).others!['P[wait]']);
  expectClose(retrialMm1.create({ lambda: 0.7, mu: 1, theta: 1e12 }).values['waiting'], mm1.create({ lambda: 0.7, mu: 1, discipline: 'fcfs' }).values['waiting'], 1e-11);
});

test('a thousand slots, and refusals', () => {
  expectClose(retrialMmc.create({ lambda: 100, mu: 1, servers: 1000, theta: 1 }).others!['P[orbit empty]'], 1);
  expect(() => retrialMm1.create({ lambda: 1, mu: 1, theta: 1 })).toThrow('load λ/μ = 1 is not below 1');
  expect(() => retrialMmc.create({ lambda: 3, mu: 1, servers: 2, theta: 1 })).toThrow('load λ/(cμ) = 1.5 is not below 1');
  expect(() => retrialMmc.create({ lambda: 99.9999, mu: 1, servers: 100, theta: 1 })).toThrow('too many jobs may be in orbit');
});
