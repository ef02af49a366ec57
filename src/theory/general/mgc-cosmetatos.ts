import { ParamError } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { ends, poissonSlots, poissonSlotsParams, poissonSlotsSymbols, type PoissonSlots } from './mgc-interpolation.ts';
import { meansFrom } from './two-moments.ts';

export const mgcCosmetatos = formula({
  name: 'mgc-cosmetatos',
  title: 'M/G/c, approximation of Cosmetatos',
  short: 'M/G/c, Cosmetatos',
  about: 'The mean wait at several slots by interpolation between M/M/c and M/D/c, for sizes that vary no more than exponential ones. Poisson arrivals, no preemption, an order that ignores sizes.',
  source: 'Cosmetatos 1976, Operational Research Quarterly 27; Page 1972, Queueing Theory in OR',
  kind: 'approximation',
  breadth: 9,
  params: () => poissonSlotsParams,
  equations: [
    'ρ = λE[S]/c',
    'E[W_M] = C E[S]/(c(1−ρ)) with C of Erlang,  E[W_D] of M/D/c (here exact)',
    'E[W] ≈ C²ₛ E[W_M] + (1−C²ₛ) E[W_D],  C²ₛ ≤ 1',
    'E[T] = E[W] + E[S],  E[Q] = λE[W],  E[N] = λE[T]',
  ],
  symbols: poissonSlotsSymbols,
  mistakes: [
    'Not for C²ₛ above 1, where it is an extrapolation.',
    'With W_D ≈ W_M/2 it is the approximation of Lee and Longton; the wait of M/D/c is more than that.',
    'The response is not interpolated with the wait: the mean service is the same at both ends.',
  ],
  create: (params) => meansFrom({ ...params, arrivalScv: 1 }, cosmetatos(params)),
  steps(params) {
    const { exponential, equal } = ends(params);
    const waiting = cosmetatos(params);
    const { lambda, service, servers, serviceScv } = params;
    return [
      `ρ = ${figure(lambda)} · ${figure(service)}/${servers} = ${figure((lambda * service) / servers)}`,
      `E[W_M] = ${figure(exponential)},  E[W_D] = ${figure(equal)}`,
      `E[W] ≈ ${figure(serviceScv)} · ${figure(exponential)} + ${figure(1 - serviceScv)} · ${figure(equal)} = ${figure(waiting)} time units`,
      `E[T] ≈ ${figure(waiting)} + ${figure(service)} = ${figure(waiting + service)} time units`,
    ];
  },
  recognise(station) {
    const found = poissonSlots(station);
    return found && found.serviceScv <= 1 ? found : undefined;
  },
  examples: [
    { params: { lambda: 1, service: 1, serviceScv: 1, servers: 2 }, expect: { waiting: 1 / 3 }, from: 'by hand: M/M/2' },
    { params: { lambda: 1, service: 1, serviceScv: 0.5, servers: 2 }, expect: { waiting: 0.5 * (1 / 3 + 0.176741057113) }, digits: 10, from: 'M/M/2 and M/D/2' },
  ],
});

function cosmetatos(params: PoissonSlots): number {
  const { serviceScv } = params;
  if (serviceScv > 1) throw new ParamError(`sizes vary more than exponential ones: C² of ${figure(serviceScv)} is above 1, where this would be an extrapolation`, ['serviceScv']);
  const { exponential, equal } = ends(params);
  return serviceScv * exponential + (1 - serviceScv) * equal;
}
