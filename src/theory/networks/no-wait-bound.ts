import { isBounded } from '../../scenario.ts';
import { object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { isStationary, loadOf, openRate } from '../recognition/station.ts';

interface Params {
  readonly lambda: number;
  readonly work: number;
  readonly speed: number;
}

export const noWaitBound = formula<Params>({
  name: 'no-wait-bound',
  title: 'nobody waits',
  about: 'No policy can do better than to serve every job at once on the fastest node: a bound for everything that has no better one.',
  source: 'Denning and Buzen 1978, Computing Surveys 10 (the light-load asymptote)',
  kind: 'bound',
  breadth: 9,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    work: positive('mean size E[S], in time units on a node of speed 1'),
    speed: positive('speed of the fastest node'),
  }),
  equations: ['E[T] ≥ E[S] / fastest speed', 'E[N] ≥ λE[S] / fastest speed'],
  symbols: { λ: 'arrival rate, jobs per time unit', S: 'size, in time units on a node of speed 1', T: 'response: time in the system', N: 'jobs in the system' },
  mistakes: ['It is met only at light load; the distance to it is what waiting, and slow nodes, cost.'],
  create({ lambda, work, speed }) {
    const service = work / speed;
    return { values: {}, bounds: { response: { lower: service }, number: { lower: lambda * service } } };
  },
  steps: ({ lambda, work, speed }) => [
    `E[T] ≥ ${figure(work)}/${figure(speed)} = ${figure(work / speed)} time units`,
    `E[N] ≥ ${figure(lambda)} · ${figure(work / speed)} = ${figure((lambda * work) / speed)} jobs`,
  ],
  recogniseScenario({ pool, sources }) {
    if (isBounded(pool) || !sources.every(({ process, size }) => isStationary(process) && size)) return undefined;
    const lambda = openRate(sources);
    return { lambda, work: loadOf(sources, 1) / lambda, speed: Math.max(...pool.nodes.map(({ speed }) => speed)) };
  },
  examples: [{ params: { lambda: 3, work: 2, speed: 4 }, expect: { 'lower response': 0.5, 'lower number': 1.5 }, from: 'by hand' }],
});
