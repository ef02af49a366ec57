import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { boundsFrom, loadOf, severalSlotsParams, severalSlotsSymbols, type SeveralSlots, twoMoments } from './two-moments.ts';

export const ggcKingmanBound = formula({
  name: 'ggc-kingman-bound',
  title: 'G/G/c, bound of Kingman',
  about: 'What the mean wait at several slots cannot exceed, whatever the distributions of gaps and sizes. Independent gaps and sizes, no preemption, an order that ignores sizes.',
  source: 'Kingman 1970, Inequalities in the theory of queues, Journal of the Royal Statistical Society B 32; Kleinrock 1976, chapter 2',
  kind: 'bound',
  breadth: 10,
  params: () => severalSlotsParams,
  equations: [
    'V₁ ≤ … ≤ V_c: work of each slot that an arrival finds; it waits W = V₁ (Kiefer and Wolfowitz 1955)',
    'squares of the work before and after one gap: 2E[A] Σ E[V_i] ≤ 2E[S]E[W] + cE[A²] − 2E[A]E[S] + E[S²] − Σ E[I_i]²',
    'Σ V_i ≥ cW,  Σ E[I_i] = cE[A] − E[S],  I_i the idle time of slot i in a gap',
    'E[W] ≤ λ(Var A + Var S/c + (c−1)E[S]²/c²) / (2(1−ρ))',
    'E[T] = E[W] + E[S],  E[Q] = λE[W],  E[N] = λE[T]',
  ],
  symbols: { ...severalSlotsSymbols, A: 'gap between arrivals', S: 'service time' },
  mistakes: [
    'It holds at every load, and is far above the wait but near load 1, the more so the more slots there are.',
    'In heavy traffic the wait depends on Var S/c², not on Var S/c: the bound is not sharp there either.',
    'A queue before each slot, filled in turn, is another system; this one has a single queue.',
  ],
  create: (params) => boundsFrom(params, 'upper', most(params)),
  steps(params) {
    const waiting = most(params);
    const { lambda, service, servers, arrivalScv, serviceScv } = params;
    const load = (lambda * service) / servers;
    return [
      `ρ = ${figure(lambda)} · ${figure(service)}/${servers} = ${figure(load)}`,
      `Var A = ${figure(arrivalScv / lambda ** 2)},  Var S = ${figure(serviceScv * service ** 2)}`,
      `E[W] ≤ ${figure(waiting)} time units`,
      `E[T] ≤ ${figure(waiting)} + ${figure(service)} = ${figure(waiting + service)} time units`,
    ];
  },
  recognise: (station): SeveralSlots | undefined => (station.slots > 1 ? twoMoments(station) : undefined),
  examples: [
    { params: { lambda: 1, service: 1, arrivalScv: 1, serviceScv: 1, servers: 2 }, expect: { 'upper waiting': 1.75, 'upper response': 2.75 }, from: 'by hand: 1 + 1/2 + 1/4; M/M/2 waits 1/3' },
    { params: { lambda: 0.5, service: 1, arrivalScv: 1, serviceScv: 1, servers: 1 }, expect: { 'upper waiting': 2.5 }, from: 'by hand: with one slot it is the bound of G/G/1' },
  ],
});

function most(params: SeveralSlots): number {
  const load = loadOf(params);
  const { lambda, service, servers, arrivalScv, serviceScv } = params;
  const spread = arrivalScv / lambda ** 2 + (serviceScv * service ** 2) / servers + ((servers - 1) * service ** 2) / servers ** 2;
  return (lambda * spread) / (2 * (1 - load));
}
