import { object } from '../../params.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { largestOf } from '../numeric/largest.ts';
import { percentiles, whereTailIs } from '../percentiles.ts';
import { tasksOf } from '../recognition/partition.ts';
import { isStationary, openRate } from '../recognition/station.ts';
import { sizesOf } from '../recognition/superposition.ts';
import { type JobsOfTasks, tasksParams } from '../tasks-params.ts';

export const forkJoinUnlimited = formula<JobsOfTasks>({
  name: 'fork-join-unlimited',
  title: 'fork–join with unlimited slots',
  short: 'fork–join, no queues',
  about: 'Each job is n tasks, which all start as it comes: it takes as long as the longest of them. Any arrivals, any sizes.',
  source: 'David and Nagaraja 2003, Order Statistics, section 2.1 (the largest of n); Rényi 1953 (of exponentials: Hₙ/μ)',
  kind: 'exact',
  breadth: 3,
  params: () => object(tasksParams()),
  equations: [
    'T = max of n independent service times S:  P[T ≤ t] = E[P[S ≤ t]ⁿ]',
    'exponential S:  E[T] = Hₙ/μ,  Var T = (1/μ²) Σ 1/i²,  Hₙ = 1 + 1/2 + … + 1/n',
    'E[N] = λE[T],  E[W] = 0',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    n: 'tasks of a job',
    S: 'service time of a task: size / speed',
    T: 'response: until all tasks are done',
    W: 'waiting: response less the longest service of the tasks',
    N: 'jobs in the system',
  },
  mistakes: [
    'The mean of the longest task is not n times that of one, nor that of one: of exponential tasks it grows as the logarithm of n.',
    'The percentile of a job is not that of a task: for half of the jobs of ten tasks to be in time, 93 % of the tasks must be.',
  ],
  create(params) {
    const { lambda } = params;
    const { mean, variance, tail } = largest(params);
    const { atoms } = params.size;
    return {
      values: {
        response: mean,
        'response.variance': variance,
        waiting: 0,
        'waiting.variance': 0,
        slowdown: 1,
        number: lambda * mean,
        queue: 0,
        throughput: lambda,
        ...(!atoms && percentiles('response', whereTailIs(tail, mean))),
      },
      responseTail: tail,
    };
  },
  steps(params) {
    const { lambda, tasks, size, speed } = params;
    const { mean } = largest(params);
    return [
      `E[S] = ${figure(size.mean)}/${figure(speed)} = ${figure(size.mean / speed)} time units,  E[n] = ${figure(tasks.mean)}`,
      `E[T] = ${figure(mean)} time units,  E[N] = ${figure(lambda)} · ${figure(mean)} = ${figure(lambda * mean)} jobs`,
    ];
  },
  recogniseTasks({ sources, pool: { nodes, capacity } }) {
    const tasks = tasksOf(sources);
    const [{ speed }] = nodes;
    if (!tasks || capacity < Infinity || nodes.some((node) => node.slots < Infinity || node.capacity < Infinity || node.speed !== speed)) return undefined;
    const parts = sources.flatMap(({ process, size }) => (isStationary(process) && process.mechanism === 'open' && size ? [{ rate: process.rate, size }] : []));
    if (parts.length < sources.length) return undefined;
    const size = sizesOf(parts);
    // The tasks of a job are all of one class.
    return size.name === 'mixture' && parts.length > 1 ? undefined : { lambda: openRate(sources), tasks, size, speed };
  },
  examples: [
    { params: { lambda: 2, tasks: { deterministic: { value: 4 } }, size: { exponential: { mean: 1 } } }, expect: { response: 25 / 12, 'response.variance': 205 / 144, number: 25 / 6 }, from: 'by hand: H₄ = 25/12' },
    { params: { lambda: 1, tasks: { deterministic: { value: 3 } }, size: { uniform: { min: 0, max: 4 } }, speed: 2 }, expect: { response: 1.5, 'response.p50': 2 * Math.cbrt(0.5) }, from: 'by hand: n/(n + 1) of the range' },
    { params: { lambda: 1, tasks: { discrete: { values: [1, 2], probabilities: [0.5, 0.5] } }, size: { discrete: { values: [1, 3], probabilities: [0.5, 0.5] } } }, expect: { response: 2.25 }, from: 'by hand: (2 + 2.5)/2' },
  ],
});

function largest({ size, speed, tasks }: JobsOfTasks) {
  return largestOf(scaled(size, 1 / speed), tasks);
}
