import { expect, test } from 'vitest';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { pareto } from '../../../src/random/distributions/pareto.ts';
import { uniform } from '../../../src/random/distributions/uniform.ts';
import { mg1 } from '../../../src/theory/general/mg1.ts';
import { polling } from '../../../src/theory/networks/polling.ts';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { expectAgreement, expectClose } from '../close.ts';

type Service = 'exhaustive' | 'gated' | 'one';

/** Waiting jobs of each of two queues, where the slot is or whereto it walks, and how many it will still serve there; 0 while it walks. */
type State = readonly [first: number, second: number, at: 0 | 1, left: number];

/** The mean number that wait, with exponential services of mean 1 and walks of mean `walk`: the chain of two queues that hold `most` at most. */
function waitingByChain(service: Service, lambda: number, walk: number, most: number): number {
  const { states, chain } = explore<State>([0, 0, 0, 0], function* ([a, b, at, left]) {
    const counts = [a, b];
    if (a < most) yield [[a + 1, b, at, left], lambda / 2] as const;
    if (b < most) yield [[a, b + 1, at, left], lambda / 2] as const;
    const here = counts[at];
    const without = (n: number, rest: number): State => (at === 0 ? [a - n, b, at, rest] : [a, b - n, at, rest]);
    const away: State = [a, b, at === 0 ? 1 : 0, 0];
    if (left === 0) {
      // The walk ends here; the one who is served does not wait any more.
      const served = service === 'gated' ? here : 1;
      yield [here > 0 ? without(1, served) : away, 1 / walk] as const;
    } else if (service === 'exhaustive') yield [here > 0 ? without(1, 1) : away, 1] as const;
    else yield [left > 1 ? without(1, left - 1) : away, 1] as const;
  });
  const p = stationary(chain);
  return states.reduce((sum, [a, b], s) => sum + p[s] * (a + b), 0);
}

test.each<[Service, number, number, number]>([
  ['exhaustive', 0.3, 0.5, 24],
  ['gated', 0.2, 0.5, 13],
  ['one', 0.2, 0.5, 24],
])('two queues against their chain: %s', (service, lambda, walk, most) => {
  const said = polling.create({ lambda, queues: 2, size: exponential.create({ mean: 1 }), walk: exponential.create({ mean: walk }), service });
  expectClose(said.values['queue'], waitingByChain(service, lambda, walk, most), 1e-8);
});

test('one queue is M/G/1 whose slot goes away when it is idle: the wait grows by E[R²]/(2E[R])', () => {
  const size = uniform.create({ min: 0, max: 2 });
  for (const walk of [deterministic.create({ value: 3 }), exponential.create({ mean: 0.2 })]) {
    const said = polling.create({ lambda: 0.7, queues: 1, size, walk, service: 'exhaustive' });
    const alone = mg1.create({ lambda: 0.7, size, speed: 1, discipline: 'size-blind' });
    expectClose(said.values['waiting'], alone.values['waiting'] + walk.moment(2) / (2 * walk.mean), 1e-12);
  }
});

test('with ever shorter walks it is M/G/1, however visits end', () => {
  const size = uniform.create({ min: 0, max: 2 });
  const alone = mg1.create({ lambda: 0.9, size, speed: 1, discipline: 'size-blind' });
  for (const service of ['exhaustive', 'gated', 'one'] as const) {
    const said = polling.create({ lambda: 0.9, queues: 5, size, walk: deterministic.create({ value: 1e-12 }), service });
    expectAgreement(said.values, alone.values, ['response', 'waiting', 'number', 'queue', 'utilisation'], 1e-9);
  }
});

test('exhaustive visits wait least, one job a visit most', () => {
  const params = { lambda: 0.6, queues: 4, size: exponential.create({ mean: 1 }), walk: exponential.create({ mean: 0.2 }) };
  const [exhaustive, gated, one] = (['exhaustive', 'gated', 'one'] as const).map((service) => polling.create({ ...params, service }).values['waiting']);
  expect(exhaustive).toBeLessThan(gated);
  expect(gated).toBeLessThan(one);
});

test('walks of infinite variance make the wait infinite; of infinite mean, they are refused', () => {
  for (const service of ['exhaustive', 'gated', 'one'] as const) {
    const create = (shape: number) => polling.create({ lambda: 0.2, queues: 3, size: exponential.create({ mean: 1 }), walk: pareto.create({ shape, min: 0.1 }), service });
    expect(create(1.5).values).toMatchObject({ waiting: Infinity, number: Infinity, throughput: 0.2, utilisation: 0.2 });
    expect(() => create(0.9)).toThrow('must have a finite mean');
  }
});

test('refuses overload, also by walks, and walks of no length', () => {
  const params = { lambda: 0.9, queues: 4, size: exponential.create({ mean: 1 }), walk: exponential.create({ mean: 0.2 }) };
  expect(polling.create({ ...params, service: 'gated' }).values['waiting']).toBeGreaterThan(0);
  expect(() => polling.create({ ...params, service: 'one' })).toThrow('load Λ(E[S] + E[R]) = 1.08 is not below 1');
  expect(() => polling.create({ ...params, lambda: 1, service: 'gated' })).toThrow('load ΛE[S] = 1 is not below 1');
  expect(() => polling.create({ ...params, walk: deterministic.create({ value: 0 }), service: 'gated' })).toThrow('must be above 0 on average');
});
