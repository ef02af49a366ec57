import type { Distribution } from '../../model.ts';
import { count, object, positive } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { erlangC, refuseTooMany } from '../markovian/erlang.ts';
import { poissonInput } from '../recognition/station.ts';
import { speedParam } from '../station-params.ts';

interface Params {
  readonly lambda: number;
  readonly size: Distribution;
  readonly speed: number;
  readonly servers: number;
}

export const mgcPs = formula<Params>({
  name: 'mgc-ps',
  title: 'M/G/c-PS',
  about: 'Several slots shared equally by all jobs that are there, none of which is served faster than by one slot. Poisson arrivals; of the sizes only the mean matters.',
  source: 'Kelly 1979, section 3.3 (symmetric queues); Cohen 1979, Acta Informatica 12 (generalised processor sharing)',
  kind: 'exact',
  breadth: 4,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    size: distributionParam('size, in time units on a slot of speed 1'),
    speed: speedParam,
    servers: count('number of slots c'),
  }),
  equations: [
    'a = λE[S],  ρ = a/c',
    'with n jobs each is served at rate min(n, c)/n: a symmetric queue, so P[N = n] is that of M/M/c for sizes of any distribution',
    'C = Erlang C of c and a',
    'E[W] = C E[S]/(c−a)',
    'E[T(x)] = x E[T]/E[S],  E[T] = E[W] + E[S]',
    'E[slowdown] = E[T]/E[S] = 1 + C/(c−a), the same for every size',
    'E[N] = λE[T],  E[Q] = λE[W]',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    S: 'service time on one slot: size / speed',
    c: 'number of slots',
    a: 'offered work in erlangs: the mean number of busy slots',
    ρ: 'load per slot',
    'T(x)': 'response of a job of service time x',
    W: 'waiting: response less service time, lost by sharing',
    N: 'jobs in the system',
    Q: 'jobs less busy slots',
  },
  mistakes: [
    'Under fcfs the mean of M/G/c is not that of M/M/c, and has no closed form; under PS it is, whatever the sizes.',
    'Not one slot of c times the speed: there a single job would be served by all slots at once.',
  ],
  create(params) {
    const { lambda, servers, speed } = params;
    const service = params.size.mean / speed;
    const slowdown = slowdownOf(params);
    const means = byLittle({ throughput: lambda, service, waiting: (slowdown - 1) * service, slots: servers });
    return { values: { ...means, slowdown }, others: { 'P[shared]': erlangC(servers, lambda * service) }, responseOfSize: (size) => (size / speed) * slowdown };
  },
  steps(params) {
    const { lambda, servers, speed, size } = params;
    const service = size.mean / speed;
    const offered = lambda * service;
    const slowdown = slowdownOf(params);
    return [
      `a = ${figure(lambda)} · ${figure(service)} = ${figure(offered)},  ρ = ${figure(offered)}/${servers} = ${figure(offered / servers)}`,
      `C = ${figure(erlangC(servers, offered))}`,
      `E[slowdown] = 1 + ${figure(erlangC(servers, offered))}/(${servers} − ${figure(offered)}) = ${figure(slowdown)}`,
      `E[T] = ${figure(slowdown)} · ${figure(service)} = ${figure(slowdown * service)} time units`,
    ];
  },
  recognise({ sources, slots, speed, capacity, discipline }) {
    if (discipline.name !== 'ps' || slots < 2 || slots === Infinity || capacity < Infinity) return undefined;
    const input = poissonInput(sources);
    return input && { lambda: input.lambda, size: input.size, speed, servers: slots };
  },
  ofClass(params, { rate, service }) {
    const slowdown = slowdownOf(params);
    return { values: { ...byLittle({ throughput: rate, service: service.mean, waiting: (slowdown - 1) * service.mean, slots: Infinity }), slowdown } };
  },
  examples: [
    {
      params: { lambda: 1, size: { exponential: { mean: 1 } }, servers: 2 },
      expect: { waiting: 1 / 3, response: 4 / 3, slowdown: 4 / 3, utilisation: 0.5 },
      from: 'by hand: C = 1/3, as in M/M/2',
    },
    { params: { lambda: 2, size: { pareto: { shape: 1.5, mean: 1 } }, speed: 2, servers: 2 }, expect: { response: 2 / 3, slowdown: 4 / 3 }, from: 'by hand: the mean alone matters' },
  ],
});

function slowdownOf({ lambda, size, speed, servers }: Params): number {
  const offered = (lambda * size.mean) / speed;
  refuseTooMany(servers, 'servers');
  refuseOverload(offered / servers, 'λE[S]/c');
  return 1 + erlangC(servers, offered) / (servers - offered);
}
