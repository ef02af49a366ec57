import { expect, test } from 'vitest';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { mmc } from '../../../src/theory/markovian/mmc.ts';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { mg1Priority } from '../../../src/theory/scheduling/mg1-priority.ts';
import { mg1PriorityPreemptive } from '../../../src/theory/scheduling/mg1-priority-preemptive.ts';
import { mmcPriority } from '../../../src/theory/scheduling/mmc-priority.ts';
import { mmcPriorityPreemptive } from '../../../src/theory/scheduling/mmc-priority-preemptive.ts';
import { expectAgreement, expectClose } from '../close.ts';

const RATES = [0.4, 0.6];
const params = (servers: number, mu: number) => ({ classes: RATES.map((lambda) => ({ lambda })), mu, servers });
const MOST = 60;

/** Mean numbers of each class that wait, by the chain of [waiting urgent, waiting patient, busy]; what would be beyond MOST is turned away. */
function waiting(servers: number, mu: number): number[] {
  const { states, chain } = explore([0, 0, 0], function* ([urgent, patient, busy]): Iterable<readonly [number[], number]> {
    const [first, second] = RATES;
    if (busy < servers) yield [[0, 0, busy + 1], first + second];
    else {
      if (urgent < MOST) yield [[urgent + 1, patient, busy], first];
      if (patient < MOST) yield [[urgent, patient + 1, busy], second];
    }
    if (urgent > 0) yield [[urgent - 1, patient, busy], busy * mu];
    else if (patient > 0) yield [[0, patient - 1, busy], busy * mu];
    else if (busy > 0) yield [[0, 0, busy - 1], busy * mu];
  });
  const chance = stationary(chain);
  return [0, 1].map((k) => states.reduce((sum, state, i) => sum + chance[i] * state[k], 0));
}

/** Mean numbers of each class in the system under preemption, by the chain of both numbers. */
function present(servers: number, mu: number): number[] {
  const { states, chain } = explore([0, 0], function* ([urgent, patient]): Iterable<readonly [number[], number]> {
    if (urgent < MOST) yield [[urgent + 1, patient], RATES[0]];
    if (patient < MOST) yield [[urgent, patient + 1], RATES[1]];
    if (urgent > 0) yield [[urgent - 1, patient], Math.min(urgent, servers) * mu];
    const left = Math.min(patient, Math.max(0, servers - urgent));
    if (left > 0) yield [[urgent, patient - 1], left * mu];
  });
  const chance = stationary(chain);
  return [0, 1].map((k) => states.reduce((sum, state, i) => sum + chance[i] * state[k], 0));
}

test.each([[2, 1], [3, 0.6], [5, 0.4]])('%d slots at rate %f: against Markov chains', (servers, mu) => {
  const queues = waiting(servers, mu);
  const { classes } = mmcPriority.create(params(servers, mu));
  queues.forEach((queue, k) => expectClose(classes![k].values['queue'], queue, 1e-8));
  const numbers = present(servers, mu);
  const preemptive = mmcPriorityPreemptive.create(params(servers, mu));
  numbers.forEach((number, k) => expectClose(preemptive.classes![k].values['number'], number, 1e-8));
});

test('the least urgent wait for as many busy periods of the others as they find jobs waiting, and one', () => {
  const [servers, mu] = [3, 0.5];
  const { classes, others } = mmcPriority.create(params(servers, mu));
  const [rate, load, above] = [servers * mu, 1 / (servers * mu), 0.4 / (servers * mu)];
  const busy = { mean: 1 / (rate - 0.4), variance: (1 + above) / (rate ** 2 * (1 - above) ** 2 * (1 - above)) };
  const given = { mean: busy.mean / (1 - load), variance: busy.variance / (1 - load) + (load / (1 - load) ** 2) * busy.mean ** 2 };
  const { values } = classes![1];
  expectClose(values['waiting'], others!['P[wait]'] * given.mean);
  expectClose(values['waiting.variance'], others!['P[wait]'] * (given.variance + given.mean ** 2) - values['waiting'] ** 2);
});

test('over all classes the means are those of M/M/c, and one priority is M/M/c under fcfs', () => {
  const keys = ['response', 'waiting', 'number', 'queue', 'throughput', 'utilisation'];
  const whole = mmc.create({ lambda: 1, mu: 0.3, servers: 4, discipline: 'fcfs' });
  expectAgreement(mmcPriority.create(params(4, 0.3)).values, whole.values, keys);
  expectAgreement(mmcPriorityPreemptive.create(params(4, 0.3)).values, whole.values, keys);
  const equal = { classes: RATES.map((lambda) => ({ lambda, priority: 1 })), mu: 0.3, servers: 4 };
  expectAgreement(mmcPriority.create(equal).values, whole.values, [...keys, 'waiting.variance', 'response.variance']);
  for (const { values } of mmcPriorityPreemptive.create(equal).classes!) expectClose(values['waiting'], whole.values['waiting']);
});

test('one slot is M/G/1 with priorities', () => {
  const classes = RATES.map((lambda) => ({ lambda, size: exponential.create({ mean: 0.8 }) }));
  const several = mmcPriority.create(params(1, 1.25)).classes!;
  const one = mg1Priority.create({ classes, speed: 1 }).classes!;
  several.forEach(({ values }, k) => expectAgreement(values, one[k].values, ['waiting', 'waiting.variance', 'response.variance', 'slowdown']));
  const preemptive = mmcPriorityPreemptive.create(params(1, 1.25)).classes!;
  preemptive.forEach(({ values }, k) => expectClose(values['response'], mg1PriorityPreemptive.create({ classes, speed: 1 }).classes![k].values['response']));
});

test('many slots, and overload', () => {
  const many = { classes: [{ lambda: 40_000 }, { lambda: 59_900 }], mu: 1, servers: 100_000 };
  const { values, classes } = mmcPriority.create(many);
  expectClose(values['waiting'], mmc.create({ lambda: 99_900, mu: 1, servers: 100_000, discipline: 'fcfs' }).values['waiting'], 1e-9);
  expect(classes![0].values['waiting']).toBeLessThan(classes![1].values['waiting']);
  expect(() => mmcPriority.create(params(1, 1))).toThrow('is not below 1');
});
