import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { boundsFrom, loadOf, oneSlotParams, oneSlotSymbols, type OneSlot, twoMoments } from './two-moments.ts';

/** All but the spread of the gaps, which does not count. */
const { 'C²ₐ': _, ...symbols } = oneSlotSymbols;

export const gg1LowerBound = formula({
  name: 'gg1-lower-bound',
  title: 'G/G/1, the least wait',
  about: 'What the mean wait at one slot is at least, whatever the distributions of gaps and sizes. Independent gaps and sizes, no preemption, an order that ignores sizes.',
  source: 'Marshall 1968, Operations Research 16, for wait and idle time; Stoyan 1983, Comparison Methods for Queues and Other Stochastic Models',
  kind: 'bound',
  breadth: 11,
  params: () => oneSlotParams,
  equations: [
    'E[W] grows with the spread of the gaps (in convex order), so regular gaps A = 1/λ wait least',
    'E[W] = (E[(A−S)²] − E[I²]) / (2(1/λ − E[S])),  I = max(0, A − S − W) the idle time before a job',
    'with regular gaps I ≤ 1/λ, so E[I²] ≤ E[I]/λ = (1−ρ)/λ²',
    'E[W] ≥ max(0, ρ²C²ₛ − ρ(1−ρ)) / (2λ(1−ρ))',
    'E[T] = E[W] + E[S],  E[Q] = λE[W],  E[N] = λE[T]',
  ],
  symbols: { ...symbols, A: 'gap between arrivals', S: 'service time' },
  mistakes: [
    'However irregular the gaps, they do not raise it: rare long gaps raise their variance and hardly the wait.',
    'Below ρ = 1/(1+C²ₛ) it is 0: a job of D/D/1 never waits, and others may come near that.',
    'A lower bound on the wait is one on the response only after the service is added.',
  ],
  create: (params) => boundsFrom(params, 'lower', least(params)),
  steps(params) {
    const waiting = least(params);
    const { lambda, service, serviceScv } = params;
    const load = lambda * service;
    return [
      `ρ = ${figure(lambda)} · ${figure(service)} = ${figure(load)}`,
      `ρ²C²ₛ − ρ(1−ρ) = ${figure(load ** 2 * serviceScv - load * (1 - load))}`,
      `E[W] ≥ max(0, ${figure(load ** 2 * serviceScv - load * (1 - load))}) / (2 · ${figure(lambda)} · ${figure(1 - load)}) = ${figure(waiting)} time units`,
      `E[T] ≥ ${figure(waiting)} + ${figure(service)} = ${figure(waiting + service)} time units`,
    ];
  },
  recognise: (station): OneSlot | undefined => (station.slots === 1 ? twoMoments(station) : undefined),
  examples: [
    { params: { lambda: 0.8, service: 1, arrivalScv: 1, serviceScv: 1 }, expect: { 'lower waiting': 1.5, 'lower response': 2.5 }, from: 'by hand: (0.64 − 0.16)/0.32; M/M/1 waits 4, D/M/1 1.69' },
    { params: { lambda: 0.5, service: 1, arrivalScv: 2, serviceScv: 0.5 }, expect: { 'lower waiting': 0, 'lower response': 1 }, from: 'by hand' },
  ],
});

function least(params: OneSlot): number {
  const load = loadOf(params);
  const { lambda, serviceScv } = params;
  return Math.max(0, load ** 2 * serviceScv - load * (1 - load)) / (2 * lambda * (1 - load));
}
