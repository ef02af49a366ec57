import { z } from 'zod';
import type { ClassPrediction, Prediction } from '../../prediction.ts';
import { count, object, ParamError, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { MOST, nameParam, namesOf } from './stations.ts';

interface SlotsClass {
  readonly name?: string | undefined;
  readonly lambda: number;
  readonly service: number;
  readonly needs: number;
}

interface Params {
  readonly slots: number;
  readonly classes: readonly SlotsClass[];
}

export const kaufmanRoberts = formula<Params>({
  name: 'kaufman-roberts',
  title: 'loss system with jobs of several slots',
  short: 'loss, jobs of many slots',
  about: 'Jobs that each need several slots at once, as their class does, and are lost where so many are not free. Poisson arrivals; of the sizes only the means matter.',
  source: 'Kaufman 1981, IEEE Transactions on Communications 29; Roberts 1981',
  kind: 'exact',
  breadth: 4,
  params: () => object({
    slots: count('number of slots C'),
    classes: z
      .array(object({ name: nameParam, lambda: positive('arrival rate λ'), service: positive('mean service time').default(1).describe('mean service time'), needs: count('slots needed b') }))
      .min(1)
      .max(MOST)
      .describe('classes, each of them { lambda, service, needs, name }: arrival rate, mean service time (1 unless given), slots of a job'),
  }),
  equations: [
    'a_k = λ_k E[S_k]',
    'P[n₁, n₂, …] = Π_k a_k^(n_k)/n_k! / G  for Σ_k b_k n_k ≤ C   (product form)',
    'j q(j) = Σ_k a_k b_k q(j − b_k) for j = 1 … C,  Σ_j q(j) = 1   (Kaufman; Roberts)',
    'P[loss of class k] = B_k = Σ_{j > C − b_k} q(j)',
    'E[N_k] = a_k (1 − B_k),  U = Σ_j j q(j) / C',
    'P[loss] = Σ_k λ_k B_k / Σ_k λ_k',
  ],
  symbols: {
    λ_k: 'arrivals of class k, jobs per time unit',
    S_k: 'service time of class k, during which a job holds all its slots',
    a_k: 'offered work of class k: jobs at once if none were lost',
    b_k: 'slots that a job of class k needs',
    C: 'slots',
    'q(j)': 'probability that j slots are held',
    B_k: 'probability that a job of class k is lost',
    N_k: 'jobs of class k in service',
    U: 'utilisation: fraction of the slots that are held',
  },
  mistakes: [
    'Jobs that need more slots are lost more often, at the same load: they are lost already when some slots are free.',
    'B_k is not Erlang B of the slots that are offered altogether: with b slots each it is that of ⌊C/b⌋ servers only where all need the same.',
    'More slots need not lower every class’s loss: with a = (0.2, 1) and b = (1, 2) the small jobs lose 8 % at C = 3 and 18 % at C = 4, where two large ones fit.',
  ],
  create(params) {
    const { slots, classes } = params;
    const names = namesOf(classes, 'class');
    const { held, losses, taken } = solve(params);
    // The response is the service time, also of those of whom next to none are taken.
    const parts = classes.map(({ lambda, service }, k): ClassPrediction => ({ name: names[k], values: { ...served(lambda * taken[k], lambda * taken[k] * service, losses[k]), response: service } }));
    const sum = (term: (k: number) => number) => classes.reduce((all, _, k) => all + term(k), 0);
    const loss = sum((k) => classes[k].lambda * losses[k]) / sum((k) => classes[k].lambda);
    const values = served(sum((k) => parts[k].values['throughput']), sum((k) => parts[k].values['number']), loss);
    return { values: { ...values, utilisation: held / slots }, classes: parts } satisfies Prediction;
  },
  steps(params) {
    const names = namesOf(params.classes, 'class');
    const { held, losses, taken } = solve(params);
    return [
      ...params.classes.slice(0, 10).map(({ lambda, service, needs }, k) => {
        const offered = lambda * service;
        return `${names[k]}: a = ${figure(offered)},  b = ${needs},  B = ${figure(losses[k])},  E[N] = ${figure(offered * taken[k])} jobs`;
      }),
      `U = ${figure(held)}/${params.slots} = ${figure(held / params.slots)}`,
    ];
  },
  examples: [
    {
      params: { slots: 2, classes: [{ name: 'small', lambda: 1, needs: 1 }, { name: 'large', lambda: 1, needs: 2 }] },
      expect: { 'small loss': 3 / 7, 'large loss': 5 / 7, loss: 4 / 7, 'small number': 4 / 7, 'large number': 2 / 7, utilisation: 4 / 7 },
      from: 'by hand: G = 1 + 1 + 1/2 + 1, one state with no slot held, q(1) = 2/7, q(2) = 3/7',
    },
    { params: { slots: 4, classes: [{ lambda: 2, service: 0.5, needs: 2 }] }, expect: { loss: 0.2, number: 0.8, throughput: 1.6 }, from: 'by hand: Erlang B of one erlang and two servers, 1/5' },
  ],
});

function served(throughput: number, number: number, loss: number): Record<string, number> {
  return { response: number / throughput, waiting: 0, number, queue: 0, throughput, loss };
}

interface Held {
  /** Mean number of slots that are held. */
  readonly held: number;
  /** By class, the probability that a job is lost, and that it is not: each of the two to full precision. */
  readonly losses: readonly number[];
  readonly taken: readonly number[];
}

/** Only sums of positive terms. Cost: O(slots · classes). */
function solve({ slots, classes }: Params): Held {
  const tooLarge = classes.findIndex(({ needs }) => needs > slots);
  if (tooLarge >= 0) throw new ParamError(`must be at most the ${slots} slots that there are`, ['classes', tooLarge, 'needs']);
  if (slots * classes.length > AFFORDABLE) throw new ParamError(`must be at most ${Math.floor(AFFORDABLE / classes.length)} with ${classes.length} classes, up to which this formula is computed`, ['slots']);
  const q = new Float64Array(slots + 1);
  q[0] = 1;
  const works = classes.map(({ lambda, service, needs }) => ({ needs, work: lambda * service * needs }));
  let least = 0;
  for (let j = 1; j <= slots; j++) {
    for (const { needs, work } of works) if (needs <= j) q[j] += (work * q[j - needs]) / j;
    if (q[j] <= LARGE) continue;
    for (let i = least; i <= j; i++) q[i] /= LARGE;
    // What becomes too small for a double beside the largest has no weight, and need not be made smaller again.
    while (q[least] === 0) least++;
  }
  const whole = total(q);
  return {
    held: q.reduce((sum, weight, j) => sum + j * weight, 0) / whole,
    losses: classes.map(({ needs }) => total(q.subarray(slots - needs + 1)) / whole),
    taken: classes.map(({ needs }) => total(q.subarray(0, slots - needs + 1)) / whole),
  };
}

const LARGE = 1e200;

/** Terms of the recursion up to which it takes some tenths of a second. */
const AFFORDABLE = 5e7;

function total(weights: Float64Array): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}
