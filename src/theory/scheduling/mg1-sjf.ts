import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { predictBySize, predictClass, stepsBySize, type Order } from './by-size.ts';
import { untilDone, workBefore } from './relevant-work.ts';
import { singleSlotParams, underDiscipline, type SingleSlot } from './single-slot.ts';

/** Jobs up to x go before a newcomer of size x, and so does whatever is in service; while it waits, whoever is shorter. */
const order: Order = (sizes, { all, upTo, below }) => {
  const delay = (x: number) => untilDone(workBefore(upTo(sizes.at(x)), all), below(sizes.at(x)));
  return { delay, slope: 0, least: all.second / 2 };
};

export const mg1Sjf = formula<SingleSlot>({
  name: 'mg1-sjf',
  title: 'M/G/1-SJF',
  about: 'One slot that takes the shortest waiting job next and serves it to the end. Poisson arrivals, any sizes; equal sizes in the order in which they come.',
  source: 'Phipps 1956, Operations Research 4; Conway, Maxwell and Miller 1967, section 8-6; Harchol-Balter 2013, chapter 31',
  kind: 'exact',
  breadth: 3,
  params: () => singleSlotParams,
  equations: [
    'ρ(x) = λ E[S; S ≤ x],  ρ(x−) = λ E[S; S < x]',
    'E[W(x)] = λ E[S²] / (2 (1−ρ(x)) (1−ρ(x−)))',
    'E[T(x)] = E[W(x)] + x',
    'E[W] = E[W(S)],  E[T] = E[W] + E[S]',
    'E[slowdown] = 1 + E[W(S)/S]   (infinite where E[1/S] is)',
    'Var W(x) = Var V/(1−ρ(x−))² + E[V] λE[S²; S < x]/(1−ρ(x−))³,  E[V] = λE[S²]/(2(1−ρ(x))),',
    '(1−ρ(x)) E[V²] = λE[S²; S ≤ x] E[V] + λE[S³]/3',
    'E[N] = λ E[T],  E[Q] = λ E[W]',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    S: 'service time: size / speed',
    'ρ(x)': 'load of the jobs no longer than x; ρ(x−) without those of just x',
    'W(x)': 'wait of a job of service time x; W that of any job',
    V: 'work that a newcomer of size x finds before itself',
    T: 'response: time in the system',
    N: 'jobs in the system',
    Q: 'jobs that wait',
  },
  mistakes: [
    'Even the shortest job waits for what is in service: E[S²] in the numerator is over all sizes. With infinite variance every job waits for ever on average.',
    'SJF is the best order without preemption for the mean, but with variable sizes preemption gains far more: compare SRPT.',
    'The sizes must be known: by estimates of them the order is another.',
  ],
  create: (params) => predictBySize(params, order),
  steps: (params) =>
    stepsBySize(params, order, (at, { all, upTo, below }, response) => {
      const [first, later] = [upTo(at), below(at)];
      return [
        `ρ(x) = ${figure(first.load)},  ρ(x−) = ${figure(later.load)},  λE[S²] = ${figure(all.second)}`,
        `E[W(x)] = ${figure(all.second)} / (2 · ${figure(first.free)} · ${figure(later.free)}) = ${figure(response - at.x)},  E[T(x)] = ${figure(response)}`,
      ];
    }),
  recognise: underDiscipline('sjf'),
  ofClass: (params, part) => predictClass(params, part, order),
  examples: [
    {
      // λE[S²]/2 = 0.5; ρ₁ = 0.2, ρ = 0.6: E[W(1)] = 0.5/0.8, E[W(2)] = 0.5/(0.8 · 0.4).
      params: { lambda: 0.4, size: { discrete: { values: [1, 2], probabilities: [0.5, 0.5] } } },
      expect: { waiting: (0.625 + 1.5625) / 2, slowdown: 1 + (0.625 + 1.5625 / 2) / 2 },
      from: 'by hand: two classes with non-preemptive priority',
    },
    { params: { lambda: 0.8, size: { exponential: { mean: 1 } } }, expect: { slowdown: Infinity }, from: 'by hand: E[1/S] diverges' },
  ],
});
