/** Closed populations: Engset's model and the machine repair model against Markov chains with think times and sizes in phases. */
import { expect, test } from 'vitest';
import { ParamError } from '../../../src/params.ts';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { integrate } from '../../../src/theory/numeric/quadrature.ts';
import { engset } from '../../../src/theory/markovian/engset.ts';
import { machineRepair } from '../../../src/theory/markovian/machine-repair.ts';
import { expectAgreement, expectClose } from '../close.ts';

const discipline = 'fcfs' as const;

interface Phased {
  readonly population: number;
  readonly servers: number;
  readonly capacity: number;
  readonly think: number;
  /** Two kinds of jobs at these rates and with these probabilities, all served at once; equal rates for exponential sizes. */
  readonly rates: readonly [number, number];
  readonly first: number;
}

const at = ([, , a, b]: readonly number[]) => a + b;

/** Think times of two exponential stages, jobs of two kinds, `servers` slots shared by all: customers in each phase. */
function phased({ population, servers, capacity, think, rates, first }: Phased) {
  const stage = 2 / think;
  const { states, chain } = explore<readonly number[]>([population, 0, 0, 0], (state) => {
    const [one, two, a, b] = state;
    const share = at(state) === 0 ? 0 : Math.min(1, servers / at(state));
    const submitted: (readonly [readonly number[], number])[] =
      at(state) >= capacity
        ? [[[one + 1, two - 1, a, b], two * stage]]
        : [[[one, two - 1, a + 1, b], two * stage * first], [[one, two - 1, a, b + 1], two * stage * (1 - first)]];
    return [[[one - 1, two + 1, a, b], one * stage], ...submitted, [[one + 1, two, a - 1, b], a * rates[0] * share], [[one + 1, two, a, b - 1], b * rates[1] * share]] as const;
  });
  const p = stationary(chain);
  const mean = (value: (state: readonly number[]) => number) => states.reduce((sum, state, i) => sum + p[i] * value(state), 0);
  const attempts = mean(([, two]) => two * stage);
  const loss = mean((state) => (at(state) >= capacity ? state[1] * stage : 0)) / attempts;
  const number = mean(at);
  const throughput = attempts * (1 - loss);
  return { number, throughput, loss, response: number / throughput, utilisation: mean((state) => Math.min(servers, at(state))) / servers, full: mean((state) => (at(state) >= capacity ? 1 : 0)) };
}

const KEYS = ['number', 'throughput', 'loss', 'response', 'utilisation'];

test.each([[5, 2], [6, 1], [4, 3]])('Engset, %i customers and %i slots: only mean think times and mean sizes matter', (population, servers) => {
  // Sizes of mean 0.3/0.4 + 0.7/2 = 1.1.
  const chain = phased({ population, servers, capacity: servers, think: 2.5, rates: [0.4, 2], first: 0.3 });
  const { values, others } = engset.create({ population, servers, think: 2.5, mu: 1 / 1.1 });
  expectAgreement(values, chain, KEYS);
  expectClose(others!['P[all slots busy]'], chain.full);
  expectClose(others!['jobs offered per time unit'], chain.throughput / (1 - chain.loss));
});

test.each([[5, 1, 5], [5, 2, 5], [6, 2, 4], [6, 1, 3]])('machine repair, %i customers, %i slots, room for %i: insensitive under ps', (population, servers, capacity) => {
  const chain = phased({ population, servers, capacity, think: 2.5, rates: [0.4, 2], first: 0.3 });
  const { values } = machineRepair.create({ population, servers, capacity, think: 2.5, mu: 1 / 1.1, discipline: 'size-blind' });
  expectAgreement(values, chain, KEYS);
});

test.each([1, 2, 10, 200])('one slot, %i customers: mean value analysis', (population) => {
  const [think, mu] = [7, 1.5];
  let [number, throughput, response] = [0, 0, 0];
  for (let n = 1; n <= population; n++) {
    response = (1 + number) / mu;
    throughput = n / (think + response);
    number = throughput * response;
  }
  expectAgreement(machineRepair.create({ population, think, mu, servers: 1, discipline }).values, { response, throughput, number, utilisation: throughput / mu }, ['response', 'throughput', 'number', 'utilisation'], 1e-12);
});

test.each([[6, 2, undefined], [9, 3, 5], [40, 4, undefined]])('%i customers, %i slots: the tail belongs to the mean, the variance and the percentiles', (population, servers, capacity) => {
  const { values, responseTail } = machineRepair.create({ population, servers, ...(capacity && { capacity }), think: 3, mu: 1, discipline });
  const far = 80 * values['response'];
  expectClose(integrate(responseTail!, 0, far, { width: far / 64 }), values['response'], 1e-10);
  expectClose(2 * integrate((t) => t * responseTail!(t), 0, far, { width: far / 64 }) - values['response'] ** 2, values['response.variance'], 1e-9);
  expectClose(responseTail!(values['response.p99']), 0.01, 1e-9);
});

test('what a job finds under fcfs: two customers by hand', () => {
  // With think times of mean 1/2 and one slot of rate 1, p is 1/5 · (…): a job finds the other there with probability λ/(λ+μ) = 2/3.
  const { responseTail, others } = machineRepair.create({ population: 2, think: 0.5, mu: 1, servers: 1, discipline });
  expectClose(others!['P[wait]'], 2 / 3);
  for (const t of [0.1, 1, 5]) expectClose(responseTail!(t), Math.exp(-t) * (1 + (2 / 3) * t));
});

test('a slot for everyone is a delay; hardly any think time keeps the slots busy; a million customers lose no digits', () => {
  const delay = machineRepair.create({ population: 10, servers: 10, think: 4, mu: 0.5, discipline });
  expectAgreement(delay.values, { response: 2, waiting: 0, slowdown: 1, number: 10 / 3 }, ['response', 'waiting', 'slowdown', 'number']);
  const busy = machineRepair.create({ population: 50, servers: 3, think: 1e-12, mu: 2, discipline });
  expectAgreement(busy.values, { throughput: 6, number: 50, response: 50 / 6 }, ['throughput', 'number', 'response']);
  const many = machineRepair.create({ population: 1e6, servers: 500, think: 1000, mu: 1, discipline: 'size-blind' });
  // Response time law: R = N/X − Z.
  expectAgreement(many.values, { throughput: 500, response: 1000 }, ['throughput', 'response'], 1e-9);
});

test('a million customers: weights that grow beyond all numbers are computed in one go', () => {
  const { values } = machineRepair.create({ population: 1e6, servers: 1, think: 1, mu: 1, discipline: 'size-blind' });
  expectClose(values['number'], 1e6 - 1, 1e-12);
}, 2000);

test('refusals', () => {
  expect(() => machineRepair.create({ population: 5, servers: 3, capacity: 2, think: 1, mu: 1, discipline })).toThrow('capacity 2 is less than the 3 slots');
  expect(() => machineRepair.create({ population: 2e6, servers: 1, think: 1, mu: 1, discipline })).toThrow(ParamError);
  expect(engset.params.safeParse({ population: 0, think: 1, mu: 1, servers: 1 }).success).toBe(false);
});
