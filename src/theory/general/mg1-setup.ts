import type { Distribution } from '../../model.ts';
import { object, ParamError } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { type Jobs, jobsParams, jobsSymbols, leftOf, pollaczekKhinchine, serviceOf, type Spread, withMore } from './decomposition.ts';

interface Params extends Jobs {
  readonly setup: Distribution;
}

export const mg1Setup = formula({
  name: 'mg1-setup',
  title: 'M/G/1 with set-up',
  about: 'One slot under fcfs that is switched off when nothing is left to do, and has to be set up when the next job comes: cold starts, warming caches, waking machines. Poisson arrivals, any sizes.',
  source: 'Welch 1964, Operations Research 12; Harchol-Balter 2013, chapter 27',
  kind: 'exact',
  breadth: 4,
  params: () => object({ ...jobsParams, setup: distributionParam('set-up time U before the first job of a busy period, in time units') }),
  equations: [
    'ρ = λE[S]',
    'p = λE[U]/(1 + λE[U]): of the time without service, the fraction in set-up',
    'E[W] = λE[S²]/(2(1−ρ)) + (2E[U] + λE[U²]) / (2(1 + λE[U]))',
    'Var W = Var W₁ + p(E[U³]/(3E[U]) + E[U²]/(λE[U])) − (the last term of E[W])²',
    'E[T] = E[W] + E[S],  Var T = Var W + Var S',
    'E[N] = λE[T],  E[Q] = λE[W]',
    'the slot is off (1−ρ)(1−p) of the time, and in set-up (1−ρ)p',
  ],
  symbols: { ...jobsSymbols, U: 'set-up time', p: 'fraction of the time without service that is set-up', 'W₁': 'wait of M/G/1 without set-up' },
  mistakes: [
    'The extra wait is not E[U] for all, nor (1−ρ)E[U]: those who come during a set-up wait for the rest of it, and those behind them too.',
    'It does not depend on the sizes, nor on ρ but by λ.',
    'Set-ups do not add to the load, however long they are: the longer they are, the rarer.',
  ],
  create(params) {
    const service = serviceOf(params);
    const idle = 1 - params.lambda * service.mean;
    const p = settingUp(params);
    return { ...withMore(params, moreOf(params)), others: { 'P[off]': idle * (1 - p), 'P[in set-up]': idle * p } };
  },
  steps(params) {
    const { lambda, setup } = params;
    const service = serviceOf(params);
    const own = pollaczekKhinchine(lambda, service).mean;
    const more = moreOf(params).mean;
    return [
      `ρ = ${figure(lambda)} · ${figure(service.mean)} = ${figure(lambda * service.mean)},  p = ${figure(settingUp(params))}`,
      `E[W₁] = ${figure(own)} time units`,
      `(2 · ${figure(setup.mean)} + ${figure(lambda)} · ${figure(setup.moment(2))}) / (2 · ${figure(1 + lambda * setup.mean)}) = ${figure(more)} time units`,
      `E[W] = ${figure(own)} + ${figure(more)} = ${figure(own + more)} time units`,
      `E[T] = ${figure(own + more)} + ${figure(service.mean)} = ${figure(own + more + service.mean)} time units`,
    ];
  },
  examples: [
    {
      params: { lambda: 0.5, size: { exponential: { mean: 1 } }, setup: { exponential: { mean: 2 } } },
      // Exponential set-ups just add: E[W] = 1 + 2, and the variance that of the set-up.
      expect: { waiting: 3, response: 4, 'waiting.variance': 3 + 4, 'P[off]': 0.25, 'P[in set-up]': 0.25 },
      from: 'by hand: exponential set-up times add themselves to the wait (Harchol-Balter 2013, chapter 27)',
    },
    { params: { lambda: 1, size: { deterministic: { value: 0.5 } }, setup: { deterministic: { value: 1 } } }, expect: { waiting: 0.25 + 0.75 }, from: 'by hand: (2 + 1)/(2 · 2)' },
  ],
});

function settingUp({ lambda, setup }: Params): number {
  if (setup.mean === Infinity) throw new ParamError('set-up times must have a finite mean', ['setup']);
  return (lambda * setup.mean) / (1 + lambda * setup.mean);
}

/** Of the numbers with and without set-up the difference is 0, or 1 and those who come during what a set-up has taken so far. */
function moreOf(params: Params): Spread {
  const p = settingUp(params);
  if (p === 0) return { mean: 0, variance: 0 };
  const left = leftOf(params.setup);
  const mean = p * (1 / params.lambda + left.mean);
  return { mean, variance: mean === Infinity ? Infinity : p * (left.square + (2 * left.mean) / params.lambda) - mean ** 2 };
}
