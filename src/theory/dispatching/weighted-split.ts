import { z } from 'zod';
import type { Prediction } from '../../prediction.ts';
import { object, ParamError, positive, probabilities } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { mm1 } from '../markovian/mm1.ts';
import { together } from '../together.ts';
import { lambdaOfAll } from './equal-pool.ts';

interface Params {
  readonly lambda: number;
  readonly shares: readonly number[];
  readonly mu: readonly number[];
}

export const weightedSplit = formula<Params>({
  name: 'weighted-split',
  title: 'Poisson split by given probabilities, M/M/1 nodes',
  short: 'weighted split',
  about: 'Each job goes to node i with probability pᵢ, whatever the state: every node is an M/M/1 of its own, fast ones and slow ones.',
  source: 'Kingman 1993, Poisson Processes, section 5.1 (colouring theorem); Harchol-Balter 2013, chapters 11 and 13',
  kind: 'exact',
  breadth: 5,
  params: () => object({
    lambda: lambdaOfAll,
    shares: probabilities('probability pᵢ that a job goes to each node'),
    mu: z.array(positive('service rate of a node')).min(1).describe('service rate μᵢ of each node, jobs per time unit'),
  }),
  equations: [
    'λᵢ = pᵢλ, and the streams are independent Poisson processes',
    'ρᵢ = λᵢ/μᵢ < 1 at every node',
    'E[Nᵢ] = λᵢ/(μᵢ−λᵢ),  E[N] = Σᵢ E[Nᵢ]',
    'E[T] = Σᵢ pᵢ/(μᵢ−λᵢ)',
    'P[T > t] = Σᵢ pᵢ e^(−(μᵢ−λᵢ)t)   (fcfs)',
    'Var T = Σᵢ 2pᵢ/(μᵢ−λᵢ)² − E[T]²   (fcfs)',
  ],
  symbols: {
    λ: 'arrival rate before the split, jobs per time unit',
    'pᵢ': 'probability that a job goes to node i',
    'μᵢ': 'service rate of node i, jobs per time unit',
    'Nᵢ': 'jobs at node i',
    T: 'response of an arbitrary job',
  },
  mistakes: [
    'E[T] weighs the nodes by pᵢ, not equally: most jobs see the nodes that most jobs go to.',
    'Shares in proportion to μᵢ make all loads equal and the system stable, but do not minimise E[T]: fast nodes should get more than their share.',
    'Σλᵢ < Σμᵢ is not enough: each node has to be stable by itself.',
  ],
  create: (params) => whole(params),
  steps(params) {
    const { lambda, shares, mu } = params;
    const values = whole(params).values;
    const first = shares.slice(0, 4).map((p, i) => `node ${i}: λᵢ = ${figure(p * lambda)}, E[Tᵢ] = 1/(${figure(mu[i])} − ${figure(p * lambda)}) = ${figure(1 / (mu[i] - p * lambda))} time units`);
    return [...first, `E[T] = ${figure(values['response'])} time units`, `E[N] = ${figure(values['number'])} jobs`];
  },
  examples: [
    {
      params: { lambda: 1, shares: [0.75, 0.25], mu: [1.5, 0.5] },
      expect: { response: 0.75 / 0.75 + 0.25 / 0.25, number: 2, utilisation: 0.5, 'response.variance': 2 * (0.75 / 0.75 ** 2 + 0.25 / 0.25 ** 2) - 4 },
      from: 'by hand',
    },
    { params: { lambda: 8, shares: [0.5, 0.5], mu: [5, 5] }, expect: { response: 1, number: 8 }, from: 'by hand: two M/M/1 at load 0.8' },
  ],
});

function whole({ lambda, shares, mu }: Params): Prediction {
  if (mu.length !== shares.length) throw new ParamError(`needs one rate for each of the ${shares.length} nodes, not ${mu.length}`, ['mu']);
  const parts = shares.map((share, i) => ({ prediction: mm1.create({ lambda: share * lambda, mu: mu[i], discipline: 'fcfs' }), slots: 1, share }));
  return together(parts);
}
