import { z } from 'zod';
import { object, ParamError, probabilities } from '../../params.ts';
import { choice } from '../choice.ts';
import { dot, solve, transitions, type Matrix } from '../matrix.ts';
import { phaseTransform } from '../transforms.ts';
import { distribution } from './define.ts';

export const phaseType = distribution({
  name: 'phase-type',
  alsoKnownAs: ['ph'],
  about: 'The time until a Markov chain is absorbed; comes as near as wanted to any distribution.',
  source: 'Neuts 1981, "Matrix-geometric solutions in stochastic models", chapter 2',
  params: object({
    initial: probabilities('probability of starting in each phase'),
    generator: z
      .array(z.array(z.number()))
      .min(1)
      .describe('rates between phases, row by row; the diagonal is negative, and what a row lacks to 0 is its rate of absorption'),
  }),
  examples: [
    { initial: [0.6, 0.4, 0], generator: [[-3, 1, 1], [0.5, -1, 0.25], [0, 2, -4]] },
    { initial: [1, 0], generator: [[-2, 2], [0, -2]] },
  ],
  create: ({ initial, generator }) => {
    const exit = exits(initial, generator);
    const one = initial.map(() => 1);
    const negated = generator.map((row) => row.map((rate) => -rate));
    const first = choice(initial);
    const stay = generator.map((row, i) => -1 / row[i]);
    const next = generator.map((row, i) => choice([...row.map((rate, j) => (i === j ? 0 : rate)), exit[i]]));
    /** E[X^k] = k! α (−T)^−k 1. */
    const moment = (k: number) => {
      let column = one;
      for (let i = 1; i <= k; i++) column = solve(negated, column).map((entry) => i * entry);
      return dot(initial, column);
    };
    const after = (x: number, column: readonly number[]) => dot(initial, transitions(generator, x).map((row) => dot(row, column)));
    return {
      name: 'phase-type',
      mean: moment(1),
      variance: moment(2) - moment(1) ** 2,
      support: [0, Infinity],
      atoms: false,
      sample: (stream) => {
        let time = 0;
        for (let phase = first(stream); phase < exit.length; phase = next[phase](stream)) time += stay[phase] * stream.exponential();
        return time;
      },
      moment,
      cdf: (x) => (x <= 0 ? 0 : x === Infinity ? 1 : 1 - after(x, one)),
      density: (x) => (x < 0 || x === Infinity ? 0 : after(x, exit)),
      transform: (s) => phaseTransform(initial, generator, exit, s),
      phases: { initial, generator },
    };
  },
});

/** The rates of absorption. Throws a ParamError where the matrix is not a generator from every phase of which absorption is certain. */
function exits(initial: readonly number[], generator: Matrix): number[] {
  const n = initial.length;
  if (generator.length !== n) throw new ParamError(`needs one row for each of the ${n} phases`, ['generator']);
  const exit = generator.map((row, i) => {
    if (row.length !== n) throw new ParamError(`needs one rate for each of the ${n} phases`, ['generator', i]);
    const sum = row.reduce((total, rate) => total + rate, 0);
    row.forEach((rate, j) => {
      if (i === j ? rate >= 0 : rate < 0) throw new ParamError(`must be ${i === j ? 'negative' : '0 or more'}, not ${rate}`, ['generator', i, j]);
    });
    if (sum > -1e-9 * row[i]) throw new ParamError(`must sum to 0 or less, not ${sum}`, ['generator', i]);
    return sum > 1e-12 * row[i] ? 0 : -sum;
  });
  const leads = exit.map((rate) => rate > 0);
  for (let round = 0; round < n; round++) {
    for (let i = 0; i < n; i++) leads[i] ||= generator[i].some((rate, j) => rate > 0 && leads[j]);
  }
  const stuck = leads.indexOf(false);
  if (stuck >= 0) throw new ParamError('never leads to absorption', ['generator', stuck]);
  return exit;
}
