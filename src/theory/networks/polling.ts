import { z } from 'zod';
import type { Distribution } from '../../model.ts';
import { count, object, ParamError, positive } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';

interface Params {
  readonly lambda: number;
  readonly queues: number;
  readonly size: Distribution;
  readonly walk: Distribution;
  readonly service: 'exhaustive' | 'gated' | 'one';
}

export const polling = formula<Params>({
  name: 'polling',
  title: 'symmetric polling',
  about: 'One slot goes round several queues that are all alike, and takes time to get from one to the next. Poisson arrivals, sizes and walks of any distributions of finite mean.',
  source: 'Takagi 1986, Analysis of Polling Systems; Boxma and Groenendijk 1987, Journal of Applied Probability 24 (conservation law)',
  kind: 'exact',
  breadth: 5,
  params: () => object({
    lambda: positive('arrival rate Λ at all queues together, jobs per time unit'),
    queues: count('number of queues M'),
    size: distributionParam('service time S'),
    walk: distributionParam('time R to get from one queue to the next; its mean must be above 0 and finite'),
    service: z.enum(['exhaustive', 'gated', 'one']).default('exhaustive').describe('how long a visit lasts: until the queue is empty, until those found are served, or for one job'),
  }),
  equations: [
    'ρ = ΛE[S] < 1;  one job per visit: Λ(E[S] + E[R]) < 1',
    'E[cycle] = M E[R]/(1−ρ)   (of all kinds of visits)',
    'exhaustive:  E[W] = ΛE[S²]/(2(1−ρ)) + Var R/(2E[R]) + E[R](M−ρ)/(2(1−ρ))',
    'gated:  E[W] = ΛE[S²]/(2(1−ρ)) + Var R/(2E[R]) + E[R](M+ρ)/(2(1−ρ))',
    'one:  E[W] = (ΛE[S²] + E[R](M+ρ) + ΛVar R)/(2(1−ρ−ΛE[R])) + Var R/(2E[R])',
    'E[T] = E[W] + E[S],  E[N] = ΛE[T]',
  ],
  symbols: {
    Λ: 'arrival rate at all queues together, jobs per time unit',
    M: 'queues, each with an arrival rate of Λ/M',
    S: 'service time',
    R: 'time to get from one queue to the next, also where nobody waits',
    ρ: 'load: the fraction of time that the slot serves',
    W: 'waiting: from arrival to the begin of service',
    T: 'response',
    N: 'jobs at all queues',
  },
  mistakes: [
    'As walks get shorter the wait tends to that of M/G/1, since then no time is lost; with walks of some length it grows with the number of queues even where nobody else comes.',
    'Walks do not lower the load that exhaustive and gated visits can bear: the busier, the rarer they are. With one job a visit they do.',
    'Means of queues that are not alike have no such formula; only their weighted sum, Σ ρᵢE[Wᵢ], does.',
  ],
  create(params) {
    const { lambda, queues, size, walk } = params;
    const waiting = meanWait(params);
    const load = lambda * size.mean;
    return {
      values: byLittle({ throughput: lambda, service: size.mean, waiting, slots: 1 }),
      others: { 'mean cycle': (queues * walk.mean) / (1 - load), 'time walking': 1 - load },
    };
  },
  steps(params) {
    const { lambda, queues, size, walk } = params;
    const load = lambda * size.mean;
    const waiting = meanWait(params);
    return [
      `ρ = ${figure(lambda)} · ${figure(size.mean)} = ${figure(load)}`,
      `E[cycle] = ${queues} · ${figure(walk.mean)}/(1 − ${figure(load)}) = ${figure((queues * walk.mean) / (1 - load))} time units`,
      `E[W] = ${figure(waiting)} time units (${params.service})`,
      `E[T] = ${figure(waiting)} + ${figure(size.mean)} = ${figure(waiting + size.mean)} time units`,
      `E[N] = ${figure(lambda)} · ${figure(waiting + size.mean)} = ${figure(lambda * (waiting + size.mean))} jobs`,
    ];
  },
  examples: [
    {
      params: { lambda: 0.5, queues: 1, size: { exponential: { mean: 1 } }, walk: { deterministic: { value: 1 } } },
      expect: { waiting: 1.5, response: 2.5, 'mean cycle': 2 },
      from: 'by hand: M/G/1 whose slot goes away for a time unit whenever it is idle, E[W] = 1 + 1/2',
    },
    {
      params: { lambda: 0.5, queues: 4, size: { deterministic: { value: 1 } }, walk: { exponential: { mean: 0.1 } }, service: 'gated' },
      expect: { waiting: 0.5 + 0.05 + 0.45, 'mean cycle': 0.8 },
      from: 'by hand',
    },
    {
      params: { lambda: 0.5, queues: 4, size: { deterministic: { value: 1 } }, walk: { deterministic: { value: 0.1 } }, service: 'one' },
      expect: { waiting: 0.95 / 0.9 },
      from: 'by hand: (0.5 + 0.45)/(2 · 0.45)',
    },
  ],
});

function meanWait({ lambda, queues, size, walk, service }: Params): number {
  if (walk.mean === 0) throw new ParamError('must be above 0 on average: without walks the queues are one, and M/G/1 applies', ['walk']);
  if (walk.mean === Infinity) throw new ParamError('must have a finite mean: otherwise jobs come for ever longer walks, and there is no steady state', ['walk']);
  const load = lambda * size.mean;
  refuseOverload(load, 'ΛE[S]');
  const work = lambda * size.moment(2);
  const between = walk.variance / (2 * walk.mean);
  if (service === 'exhaustive') return (work + walk.mean * (queues - load)) / (2 * (1 - load)) + between;
  if (service === 'gated') return (work + walk.mean * (queues + load)) / (2 * (1 - load)) + between;
  const full = lambda * (size.mean + walk.mean);
  refuseOverload(full, 'Λ(E[S] + E[R])');
  return (work + walk.mean * (queues + load) + lambda * walk.variance) / (2 * (1 - full)) + between;
}
