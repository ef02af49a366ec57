import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { predictBySize, predictClass, stepsBySize, type Order } from './by-size.ts';
import { interruptions, plus, untilDone, workBefore } from './relevant-work.ts';
import { singleSlotParams, underDiscipline, type SingleSlot } from './single-slot.ts';

/** A job of size x is done when nobody is left who has been served less than x: of every job the first x go before. */
const order: Order = (sizes, { all, capped }) => ({
  delay(x) {
    const others = capped(sizes.at(x));
    return plus(untilDone(workBefore(others, others), others), interruptions({ mean: x, variance: 0 }, others));
  },
  slope: all.load / all.free,
  least: 0,
});

export const mg1Fb = formula<SingleSlot>({
  name: 'mg1-fb',
  alsoKnownAs: ['mg1-las', 'mg1-set'],
  title: 'M/G/1-FB (least attained service)',
  short: 'M/G/1-FB',
  about: 'One slot shared by the jobs that have been served least so far (foreground–background). Poisson arrivals, any sizes, none of which has to be known.',
  source: 'Schrage 1967, Management Science 13; Kleinrock 1976, section 4.6; Harchol-Balter 2013, chapter 30; survey: Nuyens and Wierman 2008',
  kind: 'exact',
  breadth: 3,
  params: () => singleSlotParams,
  equations: [
    'ρ_x = λ E[min(S,x)]',
    'E[V(x)] = λ E[min(S,x)²] / (2(1−ρ_x))   (work up to x that a newcomer finds)',
    'E[T(x)] = (E[V(x)] + x) / (1−ρ_x)',
    'Var T(x) = Var V(x)/(1−ρ_x)² + (E[V(x)] + x) λE[min(S,x)²]/(1−ρ_x)³',
    'E[T] = E[T(S)],  Var T = E[Var T(S)] + Var E[T(S)],  E[slowdown] = E[T(S)/S]',
    'E[W] = E[T] − E[S],  E[N] = λ E[T],  E[Q] = λ E[W]',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    S: 'service time: size / speed',
    'ρ_x': 'load that is left where every job is cut off at x',
    'T(x)': 'response of a job of service time x',
    W: 'waiting: response less service time, shared service included',
    N: 'jobs in the system',
    Q: 'jobs less those that a slot serves',
  },
  mistakes: [
    'The truncated moments are those of min(S,x): longer jobs count with x, not with nothing as under PSJF.',
    'It is the best order that does not know sizes only where the hazard rate decreases (Yashkov 1978; Righter and Shanthikumar 1989); with equal sizes it is the worst: all are done at the end of the busy period.',
    'With exponential sizes the mean is that of M/M/1, but short jobs fare far better than long ones.',
  ],
  create: (params) => predictBySize(params, order),
  steps: (params) =>
    stepsBySize(params, order, (at, { capped }, response) => {
      const others = capped(at);
      const { mean } = workBefore(others, others);
      return [
        `ρ_x = ${figure(others.load)},  λE[min(S,x)²] = ${figure(others.second)}`,
        `E[V(x)] = ${figure(others.second)} / (2 · ${figure(others.free)}) = ${figure(mean)}`,
        `E[T(x)] = (${figure(mean)} + ${figure(at.x)}) / ${figure(others.free)} = ${figure(response)}`,
      ];
    }),
  recognise: underDiscipline('las'),
  ofClass: (params, part) => predictClass(params, part, order),
  examples: [
    { params: { lambda: 0.8, size: { exponential: { mean: 1 } } }, expect: { response: 5, number: 4 }, from: 'by hand: the mean is that of M/M/1' },
    {
      // ρ = 0.5: E[V] = 0.5/(2 · 0.5) = 0.5, E[T] = (0.5 + 1)/0.5.
      params: { lambda: 0.5, size: { deterministic: { value: 1 } } },
      expect: { response: 3, slowdown: 3 },
      from: 'by hand: the mean time to the end of the busy period',
    },
  ],
});
