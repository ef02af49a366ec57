import type { Distribution } from '../../model.ts';
import { object, ParamError, positive } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { schrageMiller } from './schrage-miller.ts';
import { speedParam } from '../station-params.ts';
import { poissonInput } from '../recognition/station.ts';

interface Params {
  readonly lambda: number;
  readonly size: Distribution;
  readonly speed: number;
}

export const mg1Srpt = formula({
  name: 'mg1-srpt',
  title: 'M/G/1-SRPT',
  about: 'One slot that always serves the job with the shortest remaining time. Poisson arrivals, any sizes that have a density.',
  source: 'Schrage and Miller 1966, Operations Research 14; Harchol-Balter 2013, chapter 33',
  kind: 'exact',
  breadth: 3,
  params: object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    size: distributionParam('size, in time units on a node of speed 1'),
    speed: speedParam,
  }),
  equations: [
    'ρ(x) = λ ∫₀ˣ t f(t) dt',
    'E[W₁(x)] = λ ∫₀ˣ t P[S > t] dt / (1−ρ(x))²   (until first served)',
    'E[R(x)] = ∫₀ˣ dt/(1−ρ(t))   (from first served to done)',
    'E[T(x)] = E[W₁(x)] + E[R(x)]',
    'E[T] = ∫ E[T(x)] f(x) dx',
    'E[slowdown] = ∫ E[T(x)]/x f(x) dx',
    'E[W] = E[T] − E[S],  E[N] = λ E[T],  E[Q] = λ E[W]',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    S: 'service time: size / speed',
    'f(x)': 'density of the service time',
    'ρ(x)': 'load of the jobs no longer than x',
    'T(x)': 'response of a job of service time x',
    W: 'waiting: response less service time, interruptions included',
    N: 'jobs in the system',
    Q: 'jobs in the system that are not in service',
  },
  mistakes: [
    'Waiting is not over when service begins: a job is interrupted by shorter ones.',
    'A job of size x is delayed by larger jobs as well, once their remainder has fallen below x: hence P[S > t] and not f(t) in the first integral.',
    'SRPT need not starve the long jobs: at ρ ≤ 1/2 every size does at least as well as under processor sharing (Bansal and Harchol-Balter 2001).',
  ],
  create: (params) => ({ values: solve(params) }),
  steps(params) {
    const values = solve(params);
    const service = serviceOf(params);
    return [
      `ρ = ${figure(params.lambda)} · ${figure(service.mean)} = ${figure(params.lambda * service.mean)}`,
      `E[T] = ${figure(values['response'])} time units, by numerical integration`,
      `E[W] = ${figure(values['response'])} − ${figure(service.mean)} = ${figure(values['waiting'])} time units`,
      `E[N] = ${figure(params.lambda)} · ${figure(values['response'])} = ${figure(values['number'])} jobs`,
    ];
  },
  recognise({ sources, slots, speed, capacity, discipline }): Params | undefined {
    const input = poissonInput(sources);
    if (!input || discipline.name !== 'srpt' || slots !== 1 || capacity < Infinity || input.size.atoms || !input.size.density) return undefined;
    return { lambda: input.lambda, size: input.size, speed };
  },
  ofClass(params, { rate, service }) {
    return { values: valuesOf(rate, service, schrageMiller(params.lambda, serviceOf(params)).average(service), Infinity) };
  },
  examples: [
    {
      params: { lambda: 0.5, size: { exponential: { mean: 1 } } },
      expect: { response: 1.42537, number: 0.712686 },
      digits: 6,
      from: "the same integrals by Simpson's rule",
    },
  ],
});

function serviceOf({ lambda, size, speed }: Params): Distribution {
  if (size.atoms || !size.density) throw new ParamError(`srpt needs sizes with a density, and ${size.name} has none`, ['size']);
  refuseOverload((lambda * size.mean) / speed, 'λE[S]');
  return scaled(size, 1 / speed);
}

function solve(params: Params): Record<string, number> {
  const service = serviceOf(params);
  return valuesOf(params.lambda, service, schrageMiller(params.lambda, service).average(service), 1);
}

function valuesOf(rate: number, service: Distribution, { response, slowdown }: { response: number; slowdown: number }, slots: number): Record<string, number> {
  return { ...byLittle({ throughput: rate, service: service.mean, waiting: response - service.mean, slots }), slowdown };
}
