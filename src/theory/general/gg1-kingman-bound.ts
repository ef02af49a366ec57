import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { boundsFrom, loadOf, oneSlotParams, oneSlotSymbols, type OneSlot, twoMoments } from './two-moments.ts';

export const gg1KingmanBound = formula({
  name: 'gg1-kingman-bound',
  alsoKnownAs: ['kingman', 'gg1'],
  title: 'G/G/1, bound of Kingman',
  about: 'What the mean wait at one slot cannot exceed, whatever the distributions of gaps and sizes. Independent gaps and sizes, no preemption, an order that ignores sizes.',
  source: 'Kingman 1962, Some inequalities for the queue GI/G/1, Biometrika 49; Kleinrock 1976, chapter 2',
  kind: 'bound',
  breadth: 10,
  params: () => oneSlotParams,
  equations: [
    'W′ = max(0, W + S − A), and E[W + S − A]² = E[W′²] + E[I²] with the idle time I = max(0, A − S − W)',
    'so 2(1/λ − E[S]) E[W] = E[(A−S)²] − E[I²],  and E[I²] ≥ E[I]² = (1/λ − E[S])²',
    'E[W] ≤ λ(Var A + Var S) / (2(1−ρ)) = (C²ₐ/ρ² + C²ₛ)/2 · ρE[S]/(1−ρ)',
    'E[T] = E[W] + E[S],  E[Q] = λE[W],  E[N] = λE[T]',
  ],
  symbols: { ...oneSlotSymbols, A: 'gap between arrivals', S: 'service time' },
  mistakes: [
    'It is no approximation at moderate load: as ρ → 0 it does not tend to 0 but to λ Var A/2.',
    'It is not the approximation ρE[S]/(1−ρ) · (C²ₐ+C²ₛ)/2 that often goes by Kingman’s name: that one is no bound.',
    'Not for arrivals whose gaps depend on one another: bursts make waits longer than any bound by two moments.',
  ],
  create: (params) => boundsFrom(params, 'upper', kingman(params)),
  steps(params) {
    const waiting = kingman(params);
    const { lambda, service, arrivalScv, serviceScv } = params;
    return [
      `ρ = ${figure(lambda)} · ${figure(service)} = ${figure(lambda * service)}`,
      `Var A = ${figure(arrivalScv / lambda ** 2)},  Var S = ${figure(serviceScv * service ** 2)}`,
      `E[W] ≤ ${figure(lambda)} · (${figure(arrivalScv / lambda ** 2)} + ${figure(serviceScv * service ** 2)}) / (2 · (1 − ${figure(lambda * service)})) = ${figure(waiting)} time units`,
      `E[T] ≤ ${figure(waiting)} + ${figure(service)} = ${figure(waiting + service)} time units`,
    ];
  },
  recognise: (station): OneSlot | undefined => (station.slots === 1 ? twoMoments(station) : undefined),
  examples: [
    {
      params: { lambda: 0.5, service: 1, arrivalScv: 1, serviceScv: 1 },
      expect: { 'upper waiting': 2.5, 'upper response': 3.5, 'upper number': 1.75, utilisation: 0.5 },
      from: 'by hand; M/M/1 waits 1',
    },
  ],
});

function kingman(params: OneSlot): number {
  const load = loadOf(params);
  const { lambda, service, arrivalScv, serviceScv } = params;
  return (lambda * (arrivalScv / lambda ** 2 + serviceScv * service ** 2)) / (2 * (1 - load));
}
