import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { erlangC, refuseTooMany } from '../markovian/erlang.ts';
import { loadOf, meansFrom, severalSlotsParams, severalSlotsSymbols, type SeveralSlots, twoMoments } from './two-moments.ts';

export const ggcAllenCunneen = formula({
  name: 'ggc-allen-cunneen',
  alsoKnownAs: ['allen-cunneen', 'ggc'],
  title: 'G/G/c, approximation of Allen and Cunneen',
  short: 'G/G/c, Allen–Cunneen',
  about: 'The mean wait at several slots from two moments of gaps and of sizes, by the wait of M/M/c. Independent gaps and sizes, no preemption, an order that ignores sizes.',
  source: 'Allen 1990, Probability, Statistics, and Queueing Theory; for Poisson arrivals Lee and Longton 1959',
  kind: 'approximation',
  breadth: 9,
  params: () => severalSlotsParams,
  equations: [
    'a = λE[S],  ρ = a/c',
    'C = P[wait] of M/M/c   (Erlang C)',
    'E[W] ≈ C E[S]/(c(1−ρ)) · (C²ₐ+C²ₛ)/2',
    'E[T] = E[W] + E[S],  E[Q] = λE[W],  E[N] = λE[T]',
  ],
  symbols: { ...severalSlotsSymbols, a: 'offered work in erlangs: the mean number of busy slots' },
  mistakes: [
    'Exact for M/M/c, and for M/G/1 with c = 1, not for M/G/c: there it is often within some per cent, and no bound.',
    'With gaps that are not Poisson it is poor at low load: regular arrivals then hardly wait at all.',
    'Two moments do not decide: with sizes of infinite variance, as of heavy tails, it says nothing.',
  ],
  create: (params) => meansFrom(params, waitOf(params).waiting),
  steps(params) {
    const { chance, waiting } = waitOf(params);
    const { lambda, service, servers, arrivalScv, serviceScv } = params;
    const offered = lambda * service;
    return [
      `a = ${figure(lambda)} · ${figure(service)} = ${figure(offered)},  ρ = ${figure(offered)}/${servers} = ${figure(offered / servers)}`,
      `C = ${figure(chance)}`,
      `E[W] ≈ ${figure(chance)} · ${figure(service)}/(${servers} − ${figure(offered)}) · (${figure(arrivalScv)} + ${figure(serviceScv)})/2 = ${figure(waiting)} time units`,
      `E[T] ≈ ${figure(waiting)} + ${figure(service)} = ${figure(waiting + service)} time units`,
      `E[N] ≈ ${figure(lambda)} · ${figure(waiting + service)} = ${figure(lambda * (waiting + service))} jobs`,
    ];
  },
  recognise: (station): SeveralSlots | undefined => (station.slots > 1 ? twoMoments(station) : undefined),
  examples: [
    { params: { lambda: 1, service: 1, arrivalScv: 1, serviceScv: 1, servers: 2 }, expect: { waiting: 1 / 3, response: 4 / 3 }, from: 'by hand: M/M/2' },
    { params: { lambda: 1, service: 1, arrivalScv: 0.5, serviceScv: 0.25, servers: 2 }, expect: { waiting: 1 / 8, number: 9 / 8 }, from: 'by hand' },
  ],
});

function waitOf(params: SeveralSlots): { readonly chance: number; readonly waiting: number } {
  refuseTooMany(params.servers, 'servers');
  loadOf(params);
  const { lambda, service, arrivalScv, serviceScv, servers } = params;
  const chance = erlangC(servers, lambda * service);
  return { chance, waiting: ((chance * service) / (servers - lambda * service)) * ((arrivalScv + serviceScv) / 2) };
}
