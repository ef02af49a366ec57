import type { Distribution } from '../../model.ts';
import { object, ParamError } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { expectation, pointsOf } from '../numeric/expectation.ts';
import { type Jobs, jobsParams, jobsSymbols, leftOf, pollaczekKhinchine, serviceOf, type Spread, withMore } from './decomposition.ts';

interface Params extends Jobs {
  readonly vacation: Distribution;
}

export const mg1SingleVacation = formula({
  name: 'mg1-single-vacation',
  title: 'M/G/1 with single vacations',
  short: 'M/G/1, single vacations',
  about: 'One slot under fcfs that goes away once whenever nothing is left to do, and then waits for the next job if none has come meanwhile: shutting down, cleaning up. Poisson arrivals, any sizes.',
  source: 'Levy and Yechiali 1975, Management Science 22; decomposition: Fuhrmann and Cooper 1985, Operations Research 33',
  kind: 'exact',
  breadth: 5,
  params: () => object({ ...jobsParams, vacation: distributionParam('vacation V, in time units') }),
  equations: [
    'ρ = λE[S]',
    'P[nobody comes during a vacation] = E[e^(−λV)];  then the slot is idle for 1/λ on average',
    'q = E[V] / (E[V] + E[e^(−λV)]/λ): of the time without service, the fraction on vacation',
    'E[W] = λE[S²]/(2(1−ρ)) + q E[V²]/(2E[V])',
    'Var W = Var W₁ + q E[V³]/(3E[V]) − (q E[V²]/(2E[V]))²',
    'E[T] = E[W] + E[S],  Var T = Var W + Var S',
    'E[N] = λE[T],  E[Q] = λE[W]',
  ],
  symbols: { ...jobsSymbols, V: 'vacation', q: 'fraction of the time without service that is vacation', 'W₁': 'wait of M/G/1 without vacations' },
  mistakes: [
    'Not every period without service has an idle part: q depends on the whole distribution of V, by E[e^(−λV)].',
    'At high load it is as with repeated vacations (mg1-vacations): somebody has come by the end of almost each one.',
    'A set-up time is another thing: it begins when a job comes, not when the last one leaves (mg1-setup).',
  ],
  create: (params) => ({ ...withMore(params, moreOf(params)), others: { 'fraction on vacation': (1 - params.lambda * serviceOf(params).mean) * awayOf(params) } }),
  steps(params) {
    const { lambda, vacation } = params;
    const service = serviceOf(params);
    const own = pollaczekKhinchine(lambda, service).mean;
    const more = moreOf(params).mean;
    return [
      `ρ = ${figure(lambda)} · ${figure(service.mean)} = ${figure(lambda * service.mean)}`,
      `q = ${figure(awayOf(params))},  E[V²]/(2E[V]) = ${figure(leftOf(vacation).mean)}`,
      `E[W] = ${figure(own)} + ${figure(awayOf(params))} · ${figure(leftOf(vacation).mean)} = ${figure(own + more)} time units`,
      `E[T] = ${figure(own + more)} + ${figure(service.mean)} = ${figure(own + more + service.mean)} time units`,
    ];
  },
  examples: [
    {
      params: { lambda: 0.5, size: { exponential: { mean: 1 } }, vacation: { exponential: { mean: 2 } } },
      // E[e^(−V/2)] = 1/2, q = 2/(2+1).
      expect: { waiting: 1 + (2 / 3) * 2, 'fraction on vacation': 1 / 3, 'waiting.variance': 3 + (2 / 3) * 8 - 16 / 9 },
      from: 'by hand: E[e^(−λV)] = 1/2, so q = 2/3',
    },
  ],
});

function awayOf({ lambda, vacation }: Params): number {
  if (!(vacation.mean > 0)) throw new ParamError('vacations must last; without them it is M/G/1', ['vacation']);
  if (vacation.mean === Infinity) throw new ParamError('vacations must have a finite mean', ['vacation']);
  const nobody = vacation.transform ? vacation.transform({ re: lambda, im: 0 }).re : expectation(pointsOf(vacation), (x) => Math.exp(-lambda * x));
  return vacation.mean / (vacation.mean + nobody / lambda);
}

function moreOf(params: Params): Spread {
  const q = awayOf(params);
  const { mean, square } = leftOf(params.vacation);
  return { mean: q * mean, variance: mean === Infinity ? Infinity : q * square - (q * mean) ** 2 };
}
