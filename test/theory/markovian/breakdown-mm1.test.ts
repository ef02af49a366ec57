import { describe, expect, test } from 'vitest';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { erlang } from '../../../src/random/distributions/erlang.ts';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { pareto } from '../../../src/random/distributions/pareto.ts';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { gaussLegendre } from '../../../src/theory/numeric/quadrature.ts';
import { breakdownMm1 } from '../../../src/theory/markovian/breakdown-mm1.ts';
import { mm1 } from '../../../src/theory/markovian/mm1.ts';
import { expectAgreement, expectClose } from '../close.ts';

interface Given {
  readonly lambda: number;
  readonly mu: number;
  readonly failure: number;
  readonly stages: number;
  readonly mean: number;
}

/** Jobs, and stages of repair that are left; up to `last` jobs. */
function byChain({ lambda, mu, failure, stages, mean }: Given, fails: 'always' | 'busy', last: number) {
  const stage = stages / mean;
  const { states, chain } = explore<readonly [jobs: number, left: number]>([0, 0], ([jobs, left]) => [
    ...(jobs < last ? [[[jobs + 1, left], lambda] as const] : []),
    ...(left > 0 ? [[[jobs, left - 1], stage] as const] : []),
    ...(left === 0 && jobs > 0 ? [[[jobs - 1, 0], mu] as const] : []),
    ...(left === 0 && (jobs > 0 || fails === 'always') ? [[[jobs, stages], failure] as const] : []),
  ]);
  const p = stationary(chain);
  const over = (value: (jobs: number, left: number) => number) => states.reduce((sum, [jobs, left], i) => sum + p[i] * value(jobs, left), 0);
  const response = over((jobs) => jobs) / lambda;
  // Under fcfs a job leaves behind those that came while it was there: E[N(N−1)] = λ² E[T²].
  const second = over((jobs) => jobs * (jobs - 1)) / lambda ** 2;
  return { number: lambda * response, response, 'response.variance': second - response ** 2, 'P[down]': over((_, left) => (left > 0 ? 1 : 0)), utilisation: over((jobs, left) => (jobs > 0 && left === 0 ? 1 : 0)) };
}

describe.each(['always', 'busy'] as const)('fails: %s', (fails) => {
  test.each<Given>([
    { lambda: 1, mu: 4, failure: 1, stages: 1, mean: 1 },
    { lambda: 0.1, mu: 1, failure: 0.3, stages: 3, mean: 2 },
    { lambda: 1.5, mu: 4, failure: 0.05, stages: 2, mean: 6 },
  ])('against the chain: %o', (given) => {
    const { lambda, mu, failure, stages, mean } = given;
    const { values, others } = breakdownMm1.create({ lambda, mu, failure, repair: erlang.create({ k: stages, mean }), fails });
    const chain = byChain(given, fails, 500);
    expectAgreement({ ...values, ...others }, chain, Object.keys(chain), 1e-9);
  });

  test('the response tail belongs to the mean and the variance', () => {
    const { values, responseTail } = breakdownMm1.create({ lambda: 1, mu: 4, failure: 0.5, repair: erlang.create({ k: 2, mean: 1 }), fails });
    const far = 40 * values['response'];
    // The tail is smooth: sixteen points on each of ten panels do.
    const { nodes, weights } = gaussLegendre(16);
    const over = (value: (t: number) => number) => Array.from({ length: 10 }, (_, panel) => nodes.reduce((sum, x, i) => sum + (weights[i] * value((far * (panel + (x + 1) / 2)) / 10) * far) / 20, 0)).reduce((a, b) => a + b);
    expectClose(over(responseTail!), values['response'], 1e-9);
    expectClose(2 * over((t) => t * responseTail!(t)) - values['response'] ** 2, values['response.variance'], 1e-8);
    expectClose(responseTail!(values['response.p99']), 0.01, 1e-8);
  });

  test('without breakdowns to speak of it is M/M/1, near load 1 too', () => {
    for (const lambda of [0.5, 1 - 1e-9]) {
      const { values } = breakdownMm1.create({ lambda, mu: 1, failure: 1e-15, repair: exponential.create({ mean: 1e-3 }), fails });
      const queue = mm1.create({ lambda, mu: 1, discipline: 'fcfs' }).values;
      expectAgreement(values, queue, ['response', 'waiting', 'number', 'response.variance', 'waiting.variance'], 1e-7);
    }
  });

  test('repairs without a second moment: an infinite wait, and no variance', () => {
    const { values } = breakdownMm1.create({ lambda: 0.1, mu: 1, failure: 0.1, repair: pareto.create({ shape: 1.5, min: 1 }), fails });
    expect(values['waiting']).toBe(Infinity);
    expect(values['response.variance']).toBeUndefined();
  });

  test('repairs of single values: means and variances, but no tail', () => {
    const { values, responseTail } = breakdownMm1.create({ lambda: 1, mu: 4, failure: 1, repair: deterministic.create({ value: 1 }), fails });
    expect(values['response.variance']).toBeGreaterThan(0);
    expect([values['response.p95'], responseTail]).toEqual([undefined, undefined]);
  });

  test('overload by repairs is refused', () => {
    expect(() => breakdownMm1.create({ lambda: 0.6, mu: 1, failure: 1, repair: exponential.create({ mean: 1 }), fails })).toThrow('load λ(1 + fE[R])/μ = 1.2 is not below 1');
  });
});
