import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { ends, poissonSlots, poissonSlotsParams, poissonSlotsSymbols, type PoissonSlots } from './mgc-interpolation.ts';
import { meansFrom } from './two-moments.ts';

export const mgcKimura = formula({
  name: 'mgc-kimura',
  title: 'M/G/c, approximation of Kimura',
  short: 'M/G/c, Kimura',
  about: 'The mean wait at several slots from two moments of the sizes, between those of M/M/c and M/D/c. Poisson arrivals, no preemption, an order that ignores sizes.',
  source: 'Kimura 1986, A two-moment approximation for the mean waiting time in the GI/G/s queue, Management Science 32',
  kind: 'approximation',
  breadth: 8,
  params: () => poissonSlotsParams,
  equations: [
    'ρ = λE[S]/c',
    'E[W_M] = C E[S]/(c(1−ρ)) with C of Erlang,  E[W_D] of M/D/c (here exact)',
    '1/E[W] ≈ (2C²ₛ/E[W_M] + (1−C²ₛ)/E[W_D]) / (1+C²ₛ)',
    'E[T] = E[W] + E[S],  E[Q] = λE[W],  E[N] = λE[T]',
  ],
  symbols: poissonSlotsSymbols,
  mistakes: [
    'Exact at C²ₛ = 0 and 1, and for one slot; no bound between or beyond.',
    'For C²ₛ well above 1 two moments say little: the third may move the wait by tens of per cent (Gupta et al. 2010).',
    'With several slots it saturates as C²ₛ grows, below E[W_D] E[W_M]/(2E[W_D] − E[W_M]), where the wait need not.',
    'It is the reciprocals of the waits that are interpolated, not the waits.',
  ],
  create: (params) => meansFrom({ ...params, arrivalScv: 1 }, kimura(params)),
  steps(params) {
    const { exponential, equal } = ends(params);
    const waiting = kimura(params);
    const { lambda, service, servers, serviceScv } = params;
    return [
      `ρ = ${figure(lambda)} · ${figure(service)}/${servers} = ${figure((lambda * service) / servers)}`,
      `E[W_M] = ${figure(exponential)},  E[W_D] = ${figure(equal)}`,
      `E[W] ≈ ${figure(1 + serviceScv)} / (${figure(2 * serviceScv)}/${figure(exponential)} + ${figure(1 - serviceScv)}/${figure(equal)}) = ${figure(waiting)} time units`,
      `E[T] ≈ ${figure(waiting)} + ${figure(service)} = ${figure(waiting + service)} time units`,
    ];
  },
  recognise: poissonSlots,
  examples: [
    { params: { lambda: 1, service: 1, serviceScv: 1, servers: 2 }, expect: { waiting: 1 / 3 }, from: 'by hand: M/M/2' },
    { params: { lambda: 1, service: 1, serviceScv: 0, servers: 2 }, expect: { waiting: 0.176741057113 }, digits: 10, from: 'M/D/2' },
    { params: { lambda: 0.5, service: 1, serviceScv: 3, servers: 1 }, expect: { waiting: 2 }, digits: 9, from: 'by hand: with one slot it is Pollaczek–Khinchine' },
  ],
});

function kimura(params: PoissonSlots): number {
  const { serviceScv } = params;
  const { exponential, equal } = ends(params);
  // Where hardly anybody waits both may be 0.
  return equal === 0 ? 0 : (1 + serviceScv) / ((2 * serviceScv) / exponential + (1 - serviceScv) / equal);
}
