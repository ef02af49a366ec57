import { count, object } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { type Jobs, jobsParams, jobsSymbols, pollaczekKhinchine, serviceOf } from './decomposition.ts';

interface Params extends Jobs {
  readonly threshold: number;
}

export const mg1NPolicy = formula({
  name: 'mg1-n-policy',
  title: 'M/G/1 under the N-policy',
  about: 'One slot that is switched off when nothing is left to do, and on again only when so many jobs wait: fewer starts for longer waits. Poisson arrivals, any sizes, any order without preemption that ignores sizes.',
  source: 'Yadin and Naor 1963, Operational Research Quarterly 14; Heyman 1968, Operations Research 16',
  kind: 'exact',
  breadth: 4,
  params: () => object({ ...jobsParams, threshold: count('jobs K at which the slot is switched on; 1 is M/G/1') }),
  equations: [
    'ρ = λE[S]',
    'while the slot is off 0, 1, …, K−1 jobs wait, each for 1/λ on average',
    'E[W] = λE[S²]/(2(1−ρ)) + (K−1)/(2λ)',
    'E[T] = E[W] + E[S],  E[N] = λE[T],  E[Q] = λE[W]',
    'starts per time unit: λ(1−ρ)/K,  mean time on: K E[S]/(1−ρ)',
    'with a cost R per start and h per job and time unit,  K* = √(2Rλ(1−ρ)/h)',
  ],
  symbols: { ...jobsSymbols, K: 'jobs at which the slot is switched on' },
  mistakes: [
    'All jobs pay, not only those who find the slot off: the backlog of a late start is passed on.',
    'The extra wait falls with λ: it is the lack of arrivals that is waited for.',
    'The slot is on, as ever, a fraction ρ of the time: the policy saves starts, not time.',
  ],
  create(params) {
    const { lambda, threshold } = params;
    const { service, waiting } = solve(params);
    const idle = 1 - lambda * service;
    const others = { 'starts per time unit': (lambda * idle) / threshold, 'mean time on': (threshold * service) / idle };
    return { values: byLittle({ throughput: lambda, service, waiting, slots: 1 }), others };
  },
  steps(params) {
    const { lambda, threshold } = params;
    const { service, own, waiting } = solve(params);
    const idle = 1 - lambda * service;
    return [
      `ρ = ${figure(lambda)} · ${figure(service)} = ${figure(lambda * service)}`,
      `E[W] = ${figure(own)} + ${threshold - 1}/(2 · ${figure(lambda)}) = ${figure(waiting)} time units`,
      `E[T] = ${figure(waiting)} + ${figure(service)} = ${figure(waiting + service)} time units`,
      `starts per time unit: ${figure(lambda)} · ${figure(idle)}/${threshold} = ${figure((lambda * idle) / threshold)}`,
    ];
  },
  examples: [
    {
      params: { lambda: 0.5, size: { exponential: { mean: 1 } }, threshold: 5 },
      expect: { waiting: 5, response: 6, number: 3, 'starts per time unit': 0.05, 'mean time on': 10 },
      from: 'by hand: 1 + 4/(2 · 0.5)',
    },
    { params: { lambda: 0.8, size: { deterministic: { value: 1 } }, threshold: 1 }, expect: { waiting: 2, 'mean time on': 5 }, from: 'by hand: M/D/1, and its busy period' },
  ],
});

function solve(params: Params): { readonly service: number; readonly own: number; readonly waiting: number } {
  const service = serviceOf(params);
  const own = pollaczekKhinchine(params.lambda, service).mean;
  return { service: service.mean, own, waiting: own + (params.threshold - 1) / (2 * params.lambda) };
}
