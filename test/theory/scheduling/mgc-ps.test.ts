import { expect, test } from 'vitest';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { erlang } from '../../../src/random/distributions/erlang.ts';
import { hyperexponential } from '../../../src/random/distributions/hyperexponential.ts';
import { pareto } from '../../../src/random/distributions/pareto.ts';
import { mmc } from '../../../src/theory/markovian/mmc.ts';
import { mg1Ps } from '../../../src/theory/scheduling/mg1-ps.ts';
import { mgcPs } from '../../../src/theory/scheduling/mgc-ps.ts';
import { expectAgreement, expectClose } from '../close.ts';
import { meanNumber } from './shared-slots.ts';

test.each([
  ['erlang', erlang.create({ k: 2, mean: 1 })],
  ['hyperexponential', hyperexponential.create({ mean: 1, scv: 3 })],
])('insensitive: the chain of phases with %s sizes', (_, size) => {
  for (const [servers, lambda] of [[2, 0.9], [3, 1.2]]) {
    const { values } = mgcPs.create({ lambda, size, speed: 1, servers });
    expectClose(values['number'], meanNumber(lambda, size.phases!, servers, 40), 1e-8);
  }
});

test('the means are those of M/M/c, of one slot those of M/G/1-PS', () => {
  const size = pareto.create({ shape: 1.5, mean: 2 });
  const markovian = mmc.create({ lambda: 1.2, mu: 1.5, servers: 3, discipline: 'size-blind' }).values;
  expectAgreement(mgcPs.create({ lambda: 1.2, size, speed: 3, servers: 3 }).values, markovian, Object.keys(markovian));
  const one = mg1Ps.create({ lambda: 0.3, size, speed: 1 });
  const same = mgcPs.create({ lambda: 0.3, size, speed: 1, servers: 1 });
  expectAgreement(same.values, one.values, ['response', 'waiting', 'slowdown', 'number', 'queue', 'utilisation']);
  expectClose(same.responseOfSize!(5), one.responseOfSize!(5));
});

test('a part of the jobs has the same slowdown; an overload is refused', () => {
  const params = { lambda: 1, size: deterministic.create({ value: 1 }), speed: 1, servers: 2 };
  const part = { name: 'part', priority: 0, rate: 0.5, service: deterministic.create({ value: 3 }) };
  const { values } = mgcPs.ofClass!(params, part, mgcPs.create(params));
  expectClose(values['response'], 4);
  expectClose(values['number'], 2);
  expect(() => mgcPs.create({ ...params, servers: 1 })).toThrow('λE[S]/c = 1 is not below 1');
});
