import { expect, test } from 'vitest';
import { ParamError } from '../../../src/params.ts';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { integrate } from '../../../src/theory/numeric/quadrature.ts';
import { bulkService } from '../../../src/theory/markovian/bulk-service.ts';
import { mm1 } from '../../../src/theory/markovian/mm1.ts';
import { expectAgreement, expectClose } from '../close.ts';

/** The chain of how many are served and how many wait, up to `last` of them. */
function byChain(lambda: number, mu: number, most: number, late: 'wait' | 'join', last: number) {
  const { states, chain } = explore<readonly [served: number, waiting: number]>([0, 0], ([served, waiting]) => {
    const up: readonly [number, number] = served === 0 ? [1, 0] : late === 'join' && served < most ? [served + 1, 0] : [served, waiting + 1];
    const turn = Math.min(most, waiting);
    return [...(waiting < last ? [[up, lambda] as const] : []), ...(served > 0 ? [[[turn, waiting - turn], mu] as const] : [])];
  });
  const p = stationary(chain);
  const mean = (value: (served: number, waiting: number) => number) => states.reduce((sum, [served, waiting], i) => sum + p[i] * value(served, waiting), 0);
  const finds = late === 'wait' ? (served: number) => (served > 0 ? 1 : 0) : (served: number) => (served === most ? 1 : 0);
  const [queue, number] = [mean((_, waiting) => waiting), mean((served, waiting) => served + waiting)];
  return { queue, number, response: number / lambda, waiting: queue / lambda, utilisation: mean((served) => (served > 0 ? 1 : 0)), 'P[wait]': mean(finds) };
}

test.each<[number, number]>([[0.3, 1], [0.7, 2], [0.9, 3], [0.2, 7], [0.8, 7]])('load %f, up to %i at once: against the chain', (load, most) => {
  for (const late of ['wait', 'join'] as const) {
    const { values, others } = bulkService.create({ lambda: load * most * 2, mu: 2, most, late });
    const chain = byChain(load * most * 2, 2, most, late, 600);
    expectAgreement({ ...values, ...others }, chain, Object.keys(chain), 1e-10);
  }
});

test('the response tail belongs to the mean and the variance', () => {
  for (const late of ['wait', 'join'] as const) {
    const { values, responseTail } = bulkService.create({ lambda: 5, mu: 2, most: 3, late });
    const far = 60 * values['response'];
    expectClose(integrate(responseTail!, 0, far, { width: far / 64 }), values['response'], 1e-11);
    expectClose(2 * integrate((t) => t * responseTail!(t), 0, far, { width: far / 64 }) - values['response'] ** 2, values['response.variance'], 1e-10);
  }
});

test('one at a time is M/M/1, late or not', () => {
  const { slowdown: _, ...queue } = mm1.create({ lambda: 2.9, mu: 3, discipline: 'fcfs' }).values;
  for (const late of ['wait', 'join'] as const) expectAgreement(bulkService.create({ lambda: 2.9, mu: 3, most: 1, late }).values, queue, Object.keys(queue), 1e-10);
});

test('light and heavy traffic lose no digits', () => {
  // Two at once: λ/μ = r + r², so 1 − r is the smaller root of x² − 3x + (2 − λ/μ).
  const lambda = 2 * (1 - 1e-9);
  const rest = (2 * (2 - lambda)) / (3 + Math.sqrt(9 - 4 * (2 - lambda)));
  expectClose(bulkService.create({ lambda, mu: 1, most: 2, late: 'wait' }).values['waiting'], lambda / (lambda + rest) / (rest * (2 - rest)), 1e-14);
  // Hardly anyone comes: only who comes in the turn of another waits, for what is left of it.
  expectClose(bulkService.create({ lambda: 1e-12, mu: 1, most: 5, late: 'wait' }).values['waiting'], 1e-12, 1e-11);
  // Room for all: everyone waits for one turn at most, and hardly anyone finds the server idle.
  expectClose(bulkService.create({ lambda: 1000, mu: 1, most: 1e6, late: 'wait' }).values['waiting'], 1000 / (1000 + 1 / 1001), 1e-11);
  expect(() => bulkService.create({ lambda: 6, mu: 2, most: 3, late: 'wait' })).toThrow(ParamError);
});
