import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { boundsFrom, loadOf, oneSlotParams, oneSlotSymbols, type OneSlot, twoMoments } from './two-moments.ts';

export const gg1DaleyBound = formula({
  name: 'gg1-daley-bound',
  title: 'G/G/1, bound of Daley',
  about: 'A sharper bound than Kingman’s on the mean wait at one slot, whatever the distributions of gaps and sizes. Independent gaps and sizes, no preemption, an order that ignores sizes.',
  source: 'Daley 1977, Inequalities for moments of tails of random variables, with a queueing application',
  kind: 'bound',
  breadth: 9,
  params: () => oneSlotParams,
  equations: [
    'E[W] = (E[(A−S)²] − E[I²]) / (2(1/λ − E[S])),  I = max(0, A − S − W) the idle time before a job',
    'E[I²] ≥ (1−ρ)² E[A²]   (Daley), where Kingman’s bound takes E[I]² = (1−ρ)² E[A]²',
    'E[W] ≤ ((2−ρ)C²ₐ/ρ + C²ₛ)/2 · ρE[S]/(1−ρ)',
    'E[T] = E[W] + E[S],  E[Q] = λE[W],  E[N] = λE[T]',
  ],
  symbols: { ...oneSlotSymbols, A: 'gap between arrivals', S: 'service time' },
  mistakes: [
    'Still no approximation: as ρ → 0 it tends to C²ₐE[S], not to 0.',
    'It is not tight: for given ρ, C²ₐ and C²ₛ no distributions reach it, though at high load some come near.',
    'Not for arrivals whose gaps depend on one another.',
  ],
  create: (params) => boundsFrom(params, 'upper', daley(params)),
  steps(params) {
    const waiting = daley(params);
    const { lambda, service, arrivalScv, serviceScv } = params;
    const load = lambda * service;
    return [
      `ρ = ${figure(lambda)} · ${figure(service)} = ${figure(load)}`,
      `E[W] ≤ ((2−${figure(load)}) · ${figure(arrivalScv)}/${figure(load)} + ${figure(serviceScv)})/2 · ${figure((load * service) / (1 - load))} = ${figure(waiting)} time units`,
      `E[T] ≤ ${figure(waiting)} + ${figure(service)} = ${figure(waiting + service)} time units`,
    ];
  },
  recognise: (station): OneSlot | undefined => (station.slots === 1 ? twoMoments(station) : undefined),
  examples: [
    {
      params: { lambda: 0.5, service: 1, arrivalScv: 1, serviceScv: 1 },
      expect: { 'upper waiting': 2, 'upper response': 3, throughput: 0.5 },
      from: 'by hand; Kingman’s bound is 2.5, and M/M/1 waits 1',
    },
  ],
});

function daley(params: OneSlot): number {
  const load = loadOf(params);
  const { service, arrivalScv, serviceScv } = params;
  return ((((2 - load) * arrivalScv) / load + serviceScv) / 2) * ((load * service) / (1 - load));
}
