import { expect, test } from 'vitest';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { mg1Dps } from '../../../src/theory/scheduling/mg1-dps.ts';
import { mg1PriorityPreemptive } from '../../../src/theory/scheduling/mg1-priority-preemptive.ts';
import { expectClose } from '../close.ts';

const TWO = [{ lambda: 0.2, mu: 1, weight: 1 }, { lambda: 0.6, mu: 2, weight: 3 }];

/** Mean numbers by the chain of both numbers; what would be beyond `most` is turned away. */
function numbers(classes: typeof TWO, most: number): number[] {
  const { states, chain } = explore([0, 0], function* (state): Iterable<readonly [number[], number]> {
    const total = state[0] * classes[0].weight + state[1] * classes[1].weight;
    for (const [k, { lambda, mu, weight }] of classes.entries()) {
      const to = (change: number) => state.map((n, i) => (i === k ? n + change : n));
      if (state[k] < most) yield [to(1), lambda];
      if (state[k] > 0) yield [to(-1), (mu * weight * state[k]) / total];
    }
  });
  const chance = stationary(chain);
  return [0, 1].map((k) => states.reduce((sum, state, i) => sum + chance[i] * state[k], 0));
}

test('against the chain of both numbers', () => {
  for (const classes of [TWO, [{ lambda: 0.3, mu: 1, weight: 10 }, { lambda: 0.1, mu: 0.5, weight: 1 }]]) {
    const { classes: said } = mg1Dps.create({ classes });
    numbers(classes, 55).forEach((number, k) => expectClose(said![k].values['number'], number, 1e-8));
  }
});

test('equal weights are processor sharing', () => {
  const { classes, values } = mg1Dps.create({ classes: [0.2, 0.1, 0.3].map((load, k) => ({ lambda: load * (k + 1), mu: k + 1, weight: 5 })) });
  for (const [k, { values: own }] of classes!.entries()) expectClose(own['response'], 1 / (k + 1) / 0.4, 1e-12);
  expectClose(values['number'], 0.6 / 0.4, 1e-12);
});

/** Work of the two classes. */
const work = ({ classes }: ReturnType<typeof mg1Dps.create>) => classes![0].values['number'] + classes![1].values['number'] / 2;

test('only the ratios of weights matter; the work in the system does not depend on them', () => {
  const scaled = mg1Dps.create({ classes: TWO.map((one) => ({ ...one, weight: 1000 * one.weight })) });
  expectClose(scaled.classes![0].values['response'], mg1Dps.create({ classes: TWO }).classes![0].values['response'], 1e-12);
  // (0.2/1 + 0.6/4)/(1 − 0.5)
  for (const weight of [0.01, 1, 30]) expectClose(work(mg1Dps.create({ classes: [TWO[0], { ...TWO[1], weight }] })), 0.7, 1e-12);
});

test('a weight without bound is preemptive priority', () => {
  const { classes } = mg1Dps.create({ classes: [TWO[0], { ...TWO[1], weight: 1e9 }] });
  const priority = mg1PriorityPreemptive.create({ classes: TWO.map(({ lambda, mu }, k) => ({ lambda, size: exponential.create({ mean: 1 / mu }), priority: -k })), speed: 1 });
  for (const k of [0, 1]) expectClose(classes![k].values['response'], priority.classes![k].values['response'], 1e-7);
});

test('an overload is refused', () => {
  expect(() => mg1Dps.create({ classes: [{ lambda: 1, mu: 1, weight: 1 }] })).toThrow('Σλ/μ = 1 is not below 1');
});
