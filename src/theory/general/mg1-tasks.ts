import type { Distribution } from '../../model.ts';
import type { Prediction } from '../../prediction.ts';
import { object, ParamError } from '../../params.ts';
import { refuseBrokenBatch } from '../batch-size.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { largestOf } from '../numeric/largest.ts';
import { effectiveDiscipline } from '../recognition/effective.ts';
import { tasksOf } from '../recognition/partition.ts';
import { poissonInput } from '../recognition/station.ts';
import { type JobsOfTasks, tasksParams } from '../tasks-params.ts';
import { pollaczekKhinchine, serviceOf } from './decomposition.ts';

export const mg1Tasks = formula<JobsOfTasks>({
  name: 'mg1-tasks',
  title: 'M/G/1 of jobs of several tasks',
  short: 'M/G/1, several tasks',
  about: 'One slot, first come, first served: a job of several tasks is as good as one job of all their work. Poisson arrivals, independent sizes.',
  source: 'Pollaczek 1930, Khinchine 1932 (M/G/1); Burke 1975, Operations Research 23 (tasks that wait: batches)',
  kind: 'exact',
  breadth: 3,
  params: () => object(tasksParams()),
  equations: [
    'B = S₁ + … + Sₙ:  E[B] = E[n]E[S],  Var B = E[n] Var S + Var n E[S]²,  ρ = λE[B]',
    'until the first task starts, as in M/G/1:  E[W₁] = λE[B²]/(2(1−ρ))',
    'E[T] = E[W₁] + E[B],  Var T = Var W₁ + Var B,  E[N] = λE[T]',
    'E[W] = E[T] − E[max Sᵢ]',
    'tasks that wait: E[Q] = λE[n](E[W₁] + E[n(n−1)]/(2E[n]) E[S])',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    n: 'tasks of a job',
    S: 'service time of a task: size / speed',
    B: 'service time of all tasks of a job',
    ρ: 'load: the fraction of time that the slot is busy',
    'W₁': 'time until the first task of a job starts',
    T: 'response: until all tasks are done',
    W: 'waiting: response less the longest service of the tasks',
    N: 'jobs in the system',
    Q: 'tasks that wait',
  },
  mistakes: [
    'The wait of a job is not that of a task: its last task waits for those before it as well.',
    'By another discipline the tasks of several jobs are served in between one another, and all of these jobs end late.',
  ],
  create: solve,
  steps(params) {
    const { lambda } = params;
    const { work, first } = partsOf(params);
    return [
      `E[B] = ${figure(work[0])},  E[B²] = ${figure(work[1])},  ρ = ${figure(lambda * work[0])}`,
      `E[W₁] = ${figure(lambda)} · ${figure(work[1])} / (2 · ${figure(1 - lambda * work[0])}) = ${figure(first.mean)} time units`,
      `E[T] = ${figure(first.mean)} + ${figure(work[0])} = ${figure(first.mean + work[0])} time units`,
    ];
  },
  recogniseTasks(scenario) {
    const { sources, pool: { nodes, capacity } } = scenario;
    const [{ slots, speed, capacity: room }] = nodes;
    const tasks = tasksOf(sources);
    const input = poissonInput(sources);
    if (nodes.length > 1 || slots !== 1 || Math.min(capacity, room) < Infinity || !tasks || !input) return undefined;
    // The tasks of a job are all of one class.
    if (effectiveDiscipline(scenario).name !== 'fcfs' || (sources.length > 1 && input.size.name === 'mixture')) return undefined;
    return { lambda: input.lambda, tasks, size: input.size, speed };
  },
  examples: [
    { params: { lambda: 0.25, tasks: { deterministic: { value: 2 } }, size: { exponential: { mean: 1 } } }, expect: { response: 3.5, waiting: 2, queue: 1 }, from: 'by hand: E[B²] = 6, E[W₁] = 1.5, the longest of two 1.5' },
    { params: { lambda: 0.5, tasks: { deterministic: { value: 1 } }, size: { exponential: { mean: 1 } } }, expect: { response: 2, waiting: 1, 'response.variance': 4, queue: 0.5 }, from: 'by hand: M/M/1' },
    { params: { lambda: 0.25, tasks: { deterministic: { value: 2 } }, size: { deterministic: { value: 1 } } }, expect: { response: 3, waiting: 2 }, from: 'by hand: M/D/1 of size 2 at load 1/2' },
  ],
});

function partsOf(params: JobsOfTasks) {
  const { lambda, tasks } = params;
  refuseBrokenBatch(tasks);
  const [n1, n2, n3] = [1, 2, 3].map((k) => tasks.moment(k));
  const service = serviceOf({ ...params, lambda: lambda * n1 });
  const [s1, s2, s3] = [1, 2, 3].map((k) => service.moment(k));
  // Factorial moments: pairs and triples of tasks of a job.
  const [pairs, triples] = [n2 - n1, n3 - 3 * n2 + 2 * n1];
  const work = [n1 * s1, n1 * s2 + pairs * s1 ** 2, n1 * s3 + 3 * pairs * s2 * s1 + triples * s1 ** 2 * s1];
  refuseOverload(lambda * work[0], 'λE[B]');
  return { service, work, pairs, first: pollaczekKhinchine(lambda, { mean: work[0], moment: (k) => work[k - 1] }) };
}

function solve(params: JobsOfTasks): Prediction {
  const { lambda, tasks } = params;
  const { service, work, pairs, first } = partsOf(params);
  const response = first.mean + work[0];
  const longest = meanLongest(service, tasks);
  return {
    values: {
      response,
      ...(response < Infinity && { 'response.variance': first.variance + work[1] - work[0] ** 2 }),
      ...(longest !== undefined && { waiting: response - longest }),
      number: lambda * response,
      queue: lambda * (tasks.mean * first.mean + (pairs / 2) * service.mean),
      throughput: lambda,
      utilisation: lambda * work[0],
    },
    others: { 'E[W₁]': first.mean },
  };
}

function meanLongest(service: Distribution, tasks: Distribution): number | undefined {
  try {
    return largestOf(service, tasks).mean;
  } catch (error) {
    if (error instanceof ParamError) return undefined;
    throw error;
  }
}
