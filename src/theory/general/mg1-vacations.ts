import type { Distribution } from '../../model.ts';
import { object, ParamError } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { jobsParams, jobsSymbols, leftOf, pollaczekKhinchine, serviceOf, withMore } from './decomposition.ts';

export const mg1Vacations = formula({
  name: 'mg1-vacations',
  title: 'M/G/1 with vacations',
  about: 'One slot under fcfs that goes away whenever nothing is left to do, and again when nothing has come meanwhile: maintenance, background work, a poller of many queues. Poisson arrivals, any sizes.',
  source: 'Levy and Yechiali 1975, Management Science 22; decomposition: Fuhrmann and Cooper 1985, Operations Research 33',
  kind: 'exact',
  breadth: 4,
  params: () => object({ ...jobsParams, vacation: distributionParam('vacation V, in time units') }),
  equations: [
    'ρ = λE[S]',
    'W = W₁ + V_e,  independent: the wait of M/G/1, and what is left of a vacation',
    'E[W] = λE[S²]/(2(1−ρ)) + E[V²]/(2E[V])',
    'Var W = Var W₁ + Var V_e,  E[V_e²] = E[V³]/(3E[V])',
    'E[T] = E[W] + E[S],  Var T = Var W + Var S',
    'E[N] = λE[T],  E[Q] = λE[W]',
  ],
  symbols: { ...jobsSymbols, V: 'vacation; the slot takes another if it finds nobody on its return', 'W₁': 'wait of M/G/1 without vacations' },
  mistakes: [
    'The extra wait is not E[V]: an arrival finds what is left of a vacation, E[V²]/(2E[V]), and long ones the more often.',
    'It does not depend on the load: a busy slot goes away less often, but those who then come wait as long.',
    'The slot still serves a fraction ρ of the time; vacations take what would be idle.',
  ],
  create: (params) => withMore(params, spreadOf(params.vacation)),
  steps(params) {
    const { lambda, vacation } = params;
    const service = serviceOf(params);
    const own = pollaczekKhinchine(lambda, service).mean;
    const more = spreadOf(vacation).mean;
    return [
      `ρ = ${figure(lambda)} · ${figure(service.mean)} = ${figure(lambda * service.mean)}`,
      `E[W₁] = ${figure(lambda)} · ${figure(service.moment(2))} / (2 · (1 − ${figure(lambda * service.mean)})) = ${figure(own)} time units`,
      `E[V_e] = ${figure(vacation.moment(2))} / (2 · ${figure(vacation.mean)}) = ${figure(more)} time units`,
      `E[W] = ${figure(own)} + ${figure(more)} = ${figure(own + more)} time units`,
      `E[T] = ${figure(own + more)} + ${figure(service.mean)} = ${figure(own + more + service.mean)} time units`,
    ];
  },
  examples: [
    {
      params: { lambda: 0.5, size: { exponential: { mean: 1 } }, vacation: { deterministic: { value: 2 } } },
      expect: { waiting: 2, response: 3, number: 1.5, 'waiting.variance': 3 + 1 / 3, utilisation: 0.5 },
      from: 'by hand: 1 + 1; Var W₁ = 3',
    },
    { params: { lambda: 0.8, size: { deterministic: { value: 1 } }, vacation: { exponential: { mean: 0.5 } } }, expect: { waiting: 2.5, 'waiting.variance': 4 + 4 / 3 + 0.25 }, from: 'by hand' },
  ],
});

function spreadOf(vacation: Distribution) {
  if (!(vacation.mean > 0)) throw new ParamError('vacations must last, or the slot would take infinitely many at once', ['vacation']);
  if (vacation.mean === Infinity) throw new ParamError('vacations must have a finite mean', ['vacation']);
  const { mean, square } = leftOf(vacation);
  return { mean, variance: mean === Infinity ? Infinity : square - mean ** 2 };
}
