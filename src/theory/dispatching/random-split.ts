import type { Prediction } from '../../prediction.ts';
import { count, object, positive } from '../../params.ts';
import { formula, type Formula } from '../define.ts';
import { figure } from '../figure.ts';
import { mm1 } from '../markovian/mm1.ts';
import { together } from '../together.ts';

/** One of the nodes among which the stream is split, with the formula that holds there. */
export interface Branch {
  readonly formula: Formula;
  readonly params: unknown;
  readonly slots: number;
  /** Fraction of the jobs that come here; all equal where absent. */
  readonly share?: number;
}

export interface SplitParams {
  /** Before the split. */
  readonly lambda: number;
  readonly branches: readonly Branch[];
}

export const randomSplit = formula<SplitParams>({
  name: 'random-split',
  title: 'random split of Poisson',
  short: 'random split',
  about: 'Each job goes to one of n nodes, drawn uniformly: every node is then a station of its own with Poisson arrivals.',
  source: 'Kingman 1993, Poisson Processes, section 5.1 (colouring theorem); Harchol-Balter 2013, chapter 11',
  kind: 'exact',
  breadth: 4,
  params: () => object({
    lambda: positive('arrival rate λ of all jobs together, jobs per time unit'),
    mu: positive('service rate μ of each node, jobs per time unit: speed / mean size'),
    nodes: count('number of nodes n', 1e4),
  }).transform(({ lambda, mu, nodes }): SplitParams => {
    const params = { lambda: lambda / nodes, mu, discipline: 'fcfs' };
    return { lambda, branches: Array.from({ length: nodes }, () => ({ formula: mm1, params, slots: 1 })) };
  }),
  equations: [
    'λᵢ = λ/n, and the n streams are independent Poisson processes',
    'E[T] = Σᵢ (throughputᵢ/throughput) E[Tᵢ]',
    'P[T > t] = Σᵢ (throughputᵢ/throughput) P[Tᵢ > t]',
    'E[N] = Σᵢ E[Nᵢ]',
  ],
  symbols: {
    λ: 'arrival rate before the split, jobs per time unit',
    n: 'number of nodes',
    'Tᵢ': 'response at node i, a station of its own',
    'Nᵢ': 'jobs at node i',
  },
  mistakes: [
    'n nodes behind a random split are not M/M/n: a job may wait at one node while another idles.',
    'A split that looks at the state, or that deals the jobs out in turn, does not leave Poisson streams: round-robin gives each node Erlang gaps.',
  ],
  create: (params) => whole(params),
  steps({ lambda, branches }) {
    const n = branches.length;
    const share = branches[0].share ?? 1 / n;
    const all = whole({ lambda, branches }).values;
    const [first] = branches;
    return [
      share === 1 / n ? `λᵢ = ${figure(lambda)}/${n} = ${figure(lambda / n)} jobs per time unit` : `λ₀ = ${figure(share)} · ${figure(lambda)} = ${figure(share * lambda)} jobs per time unit`,
      `node 0, ${first.formula.title}: E[T₀] = ${figure(first.formula.create(first.params).values['response'])} time units`,
      `E[T] = ${figure(all['response'])} time units`,
      `E[N] = ${figure(all['number'])} jobs`,
    ];
  },
  recognise: () => undefined,
  examples: [
    { params: { lambda: 8, mu: 1, nodes: 10 }, expect: { response: 5, number: 40, throughput: 8, utilisation: 0.8, 'response.p95': 5 * Math.log(20) }, from: 'by hand: ten M/M/1 at load 0.8' },
  ],
});

function whole({ branches }: SplitParams): Prediction {
  const known = new Map<unknown, Prediction>();
  return together(
    branches.map(({ formula: at, params, slots, share = 1 / branches.length }) => {
      // Equal nodes share their parameters, and then need to be solved only once.
      const prediction = known.get(params) ?? at.create(params);
      known.set(params, prediction);
      return { prediction, slots, share };
    }),
  );
}
