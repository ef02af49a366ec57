import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { predictBySize, predictClass, stepsBySize, type Order } from './by-size.ts';
import { interruptions, plus, untilDone, workBefore } from './relevant-work.ts';
import { singleSlotParams, underDiscipline, type SingleSlot } from './single-slot.ts';

/** All that is left of jobs up to x goes before a newcomer of size x, and whoever comes later and is shorter. */
const order: Order = (sizes, { all, upTo, below }) => ({
  delay(x) {
    const [first, later] = [upTo(sizes.at(x)), below(sizes.at(x))];
    return plus(untilDone(workBefore(first, first), later), interruptions({ mean: x, variance: 0 }, later));
  },
  slope: all.load / all.free,
  least: 0,
});

export const mg1Psjf = formula<SingleSlot>({
  name: 'mg1-psjf',
  title: 'M/G/1-PSJF',
  about: 'One slot that always serves the job of smallest original size, preempting larger ones. Poisson arrivals, any sizes; equal sizes in the order in which they come.',
  source: 'the preemptive priorities of Conway, Maxwell and Miller 1967, section 8-6, with one class for each size; Harchol-Balter 2013, chapter 32',
  kind: 'exact',
  breadth: 3,
  params: () => singleSlotParams,
  equations: [
    'ρ(x) = λ E[S; S ≤ x],  ρ(x−) = λ E[S; S < x]',
    'E[V(x)] = λ E[S²; S ≤ x] / (2(1−ρ(x)))   (work that a newcomer finds before itself)',
    'E[T(x)] = (E[V(x)] + x) / (1−ρ(x−))   (stretched by shorter jobs that come later)',
    'Var T(x) = Var V(x)/(1−ρ(x−))² + (E[V(x)] + x) λE[S²; S < x]/(1−ρ(x−))³',
    'E[T] = E[T(S)],  Var T = E[Var T(S)] + Var E[T(S)],  E[slowdown] = E[T(S)/S]',
    'E[W] = E[T] − E[S],  E[N] = λ E[T],  E[Q] = λ E[W]',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    S: 'service time: size / speed',
    'ρ(x)': 'load of the jobs no longer than x; ρ(x−) without those of just x',
    'T(x)': 'response of a job of service time x',
    W: 'waiting: response less service time, interruptions included',
    N: 'jobs in the system',
    Q: 'jobs in the system that are not in service',
  },
  mistakes: [
    'It is not SRPT: a job that is nearly done still yields to any job of smaller original size, and so SRPT is never worse on average.',
    'Larger jobs do not delay a job at all, not even the one that it interrupts: hence E[S²; S ≤ x] and not E[S²].',
  ],
  create: (params) => predictBySize(params, order),
  steps: (params) =>
    stepsBySize(params, order, (at, { upTo, below }, response) => {
      const [first, later] = [upTo(at), below(at)];
      const { mean } = workBefore(first, first);
      return [
        `ρ(x) = ${figure(first.load)},  ρ(x−) = ${figure(later.load)},  λE[S²; S ≤ x] = ${figure(first.second)}`,
        `E[V(x)] = ${figure(first.second)} / (2 · ${figure(first.free)}) = ${figure(mean)}`,
        `E[T(x)] = (${figure(mean)} + ${figure(at.x)}) / ${figure(later.free)} = ${figure(response)}`,
      ];
    }),
  recognise: underDiscipline('psjf'),
  ofClass: (params, part) => predictClass(params, part, order),
  examples: [
    {
      // ρ₁ = 0.2, ρ = 0.6: E[V(1)] = 0.2/1.6, E[V(2)] = (0.2 + 0.8)/0.8; E[T(1)] = 1.125, E[T(2)] = 3.25/0.8.
      params: { lambda: 0.4, size: { discrete: { values: [1, 2], probabilities: [0.5, 0.5] } } },
      expect: { response: (1.125 + 4.0625) / 2, slowdown: (1.125 + 4.0625 / 2) / 2 },
      from: 'by hand: two classes with preemptive priority',
    },
    { params: { lambda: 0.5, size: { deterministic: { value: 1 } } }, expect: { response: 1.5, waiting: 0.5 }, from: 'by hand: with equal sizes it is M/D/1' },
  ],
});
