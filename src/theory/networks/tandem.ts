import { z } from 'zod';
import { object, ParamError, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { percentiles, whereTailIs } from '../percentiles.ts';
import { tailOfExponentials } from './hypoexponential.ts';
import { total } from './totals.ts';

interface Params {
  readonly lambda: number;
  readonly mu: readonly number[];
}

export const tandem = formula<Params>({
  name: 'tandem',
  title: 'M/M/1 stations in series',
  about: 'Each job passes through all stations in turn, first come first served, each time with a new exponential service. The whole distribution of the response is known.',
  source: 'Burke 1956, Operations Research 4 (output of M/M/1); Reich 1957, Annals of Mathematical Statistics 28 (independence of the responses)',
  kind: 'exact',
  breadth: 2,
  parts: 'station',
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    mu: z.array(positive('service rate')).min(1).max(50).describe('service rates μ₁, μ₂, … of the stations in their order, jobs per time unit'),
  }),
  equations: [
    'the departures of M/M/1 are Poisson of rate λ, and those up to now do not depend on the number there now   (Burke)',
    'so every station is M/M/1 with arrival rate λ:  E[Nᵢ] = λ/(μᵢ−λ)',
    'the responses T₁, T₂, … of one job are independent, exponential of rates μᵢ−λ   (Reich)',
    'E[T] = Σᵢ 1/(μᵢ−λ),  Var T = Σᵢ 1/(μᵢ−λ)²',
    'P[T > t] = Σᵢ e^(−(μᵢ−λ)t) Π_{j≠i} (μⱼ−λ)/(μⱼ−μᵢ) where all μᵢ differ;  an Erlang tail where all are equal',
    'E[W] = E[T] − Σᵢ 1/μᵢ,  E[N] = λ E[T]',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μᵢ: 'service rate of station i, jobs per time unit',
    Nᵢ: 'jobs at station i',
    Tᵢ: 'time at station i',
    T: 'response: from the first arrival to the last departure',
    W: 'waiting at all stations together',
  },
  mistakes: [
    'The waits of one job at successive stations are not independent, although the responses are (Burke 1964): a job that did not wait at one is likelier not to wait at the next.',
    'A job draws a new service time at each station; packets that keep their length do not, and then the second station is not M/M/1.',
    'Departures are Poisson only in steady state; with sizes that are not exponential they are not Poisson even then.',
  ],
  create(params) {
    const { lambda, mu } = params;
    const rates = spare(params);
    const classes = rates.map((rate, i) => ({
      name: `station ${i + 1}`,
      values: { ...byLittle({ throughput: lambda, service: 1 / mu[i], waiting: lambda / mu[i] / rate, slots: 1 }), 'response.variance': 1 / rate ** 2 },
    }));
    const values = total(classes, rates.map(() => ({ servers: 1 })), lambda);
    const responseTail = tailOfExponentials(rates);
    return {
      values: {
        ...values,
        'response.variance': rates.reduce((sum, rate) => sum + 1 / rate ** 2, 0),
        'number.variance': rates.reduce((sum, rate, i) => sum + (lambda * mu[i]) / rate ** 2, 0),
        ...percentiles('response', whereTailIs(responseTail, values['response'])),
      },
      classes,
      responseTail,
    };
  },
  steps(params) {
    const { lambda, mu } = params;
    const rates = spare(params);
    const response = rates.reduce((sum, rate) => sum + 1 / rate, 0);
    return [
      ...mu.slice(0, 8).map((rate, i) => `station ${i + 1}: ρ = ${figure(lambda / rate)},  E[T${'₁₂₃₄₅₆₇₈'[i]}] = 1/(${figure(rate)} − ${figure(lambda)}) = ${figure(1 / rates[i])} time units`),
      `E[T] = ${figure(response)} time units`,
      `E[W] = ${figure(rates.reduce((sum, rate, i) => sum + lambda / mu[i] / rate, 0))} time units`,
      `E[N] = ${figure(lambda)} · ${figure(response)} = ${figure(lambda * response)} jobs`,
    ];
  },
  examples: [
    {
      params: { lambda: 1, mu: [2, 3] },
      expect: { response: 1.5, waiting: 1.5 - 5 / 6, number: 1.5, 'response.variance': 1.25, 'number.variance': 2.75, 'response.p50': Math.log(2 / (2 - Math.SQRT2)) },
      from: 'by hand: P[T > t] = 2e^(−t) − e^(−2t)',
    },
    { params: { lambda: 0.5, mu: [1.5, 1.5, 1.5] }, expect: { response: 3, 'response.variance': 3, utilisation: 1 / 3 }, from: 'by hand: an Erlang-3 response of rate 1' },
  ],
});

/** μᵢ − λ, each of which must be above 0. */
function spare({ lambda, mu }: Params): readonly number[] {
  const full = mu.findIndex((rate) => lambda >= rate);
  if (full >= 0) throw new ParamError(`load λ/μ = ${figure(lambda / mu[full])} of station ${full + 1} is not below 1: its queue grows without bound`, ['mu', full]);
  return mu.map((rate) => rate - lambda);
}
