import { object } from '../../params.ts';
import { formula } from '../define.ts';
import { mmc } from '../markovian/mmc.ts';
import { equalPool, equalPoolParams, type EqualPool } from './equal-pool.ts';

export const lwl = formula<EqualPool>({
  name: 'lwl',
  title: 'least work left: M/M/n in disguise',
  short: 'least work left: M/M/n',
  about: 'Each job joins the node where it will start first, which is where least work is left. Job by job that is one common queue: with Poisson arrivals and exponential sizes M/M/n. Equal nodes, first come, first served.',
  source: 'Kiefer and Wolfowitz 1955 (the workloads); Harchol-Balter 2013, chapter 24',
  kind: 'exact',
  breadth: 4,
  params: () => object(equalPoolParams()),
  equations: [
    'w₁ ≤ w₂ ≤ … ≤ wₙ: work left at the nodes, in order; a job of size S goes to w₁, waits for w₁, and makes it w₁ + S',
    'a job at the head of one common queue starts when the first slot is free: also after w₁',
    'so with the same arrivals and sizes every job waits equally long, in both systems (M/G/n)',
    'exponential sizes: E[W] = C/(nμ−λ),  C = P[wait] of Erlang C with λ/μ erlangs on n slots   (see mmc)',
    'E[T] = E[W] + 1/μ,  E[N] = λE[T]',
  ],
  symbols: {
    λ: 'arrival rate of all jobs, jobs per time unit',
    μ: 'service rate of each node, jobs per time unit',
    n: 'number of nodes',
    W: 'waiting: response less service time',
    T: 'response: time in the system',
  },
  mistakes: [
    'Least work left is not the shortest queue: that has to guess the work from the number of jobs, and does worse (see jsq-bounds).',
    'It needs to know the sizes on arrival; the common queue does the same without knowing them.',
    'With sizes that vary much neither is good: one long job in each slot blocks all short ones (see sita).',
  ],
  create: ({ nodes, ...params }) => mmc.create({ ...params, servers: nodes }),
  steps: ({ nodes, ...params }) => mmc.steps({ ...params, servers: nodes }),
  recogniseScenario(scenario) {
    const found = scenario.pool.dispatch.name === 'least-work-left' ? equalPool(scenario) : undefined;
    return found?.discipline === 'fcfs' ? found : undefined;
  },
  examples: [
    { params: { lambda: 1, mu: 1, nodes: 2 }, expect: { waiting: 1 / 3, response: 4 / 3 }, from: 'by hand: M/M/2 with C = 1/3' },
    { params: { lambda: 6, mu: 3, nodes: 3 }, expect: { waiting: 4 / 27, response: 13 / 27 }, from: 'Gross and Harris, Fundamentals of Queueing Theory, chapter 2, the eye clinic' },
  ],
});
