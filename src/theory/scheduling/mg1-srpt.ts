import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { interruptions, plus, untilDone, workBefore } from './relevant-work.ts';
import { predictBySize, predictClass, stepsBySize, type Order } from './by-size.ts';
import type { Truncated } from './sizes.ts';
import { singleSlotParams, underDiscipline, type SingleSlot } from './single-slot.ts';

/** Found and waited for: all up to x, and of larger jobs the last x of their service. Once begun, what is left goes before longer jobs. */
const order: Order = (sizes, { all, upTo, below, capped }) => {
  const interrupted = (at: Truncated) => interruptions({ mean: 1, variance: 0 }, upTo(at));
  const mean = sizes.integral((at) => interrupted(at).mean);
  const variance = sizes.integral((at) => interrupted(at).variance);
  return {
    delay(x) {
      const at = sizes.at(x);
      const wait = untilDone(workBefore(upTo(at), capped(at)), below(at));
      return plus(wait, { mean: mean(x), variance: variance(x) });
    },
    slope: all.load / all.free,
    least: 0,
  };
};

export const mg1Srpt = formula<SingleSlot>({
  name: 'mg1-srpt',
  title: 'M/G/1-SRPT',
  about: 'One slot that always serves the job with the shortest remaining time. Poisson arrivals, any sizes.',
  source: 'Schrage and Miller 1966, Operations Research 14; Harchol-Balter 2013, chapter 33',
  kind: 'exact',
  breadth: 3,
  params: () => singleSlotParams,
  equations: [
    'ρ(x) = λ E[S; S ≤ x],  ρ(x−) = λ E[S; S < x]',
    'E[W₁(x)] = λ E[min(S,x)²] / (2(1−ρ(x))(1−ρ(x−)))   (until first served)',
    'E[R(x)] = ∫₀ˣ dt/(1−ρ(t))   (from first served to done)',
    'E[T(x)] = E[W₁(x)] + E[R(x)]',
    'E[T] = E[T(S)],  E[slowdown] = E[T(S)/S]',
    'Var W₁(x) = Var V/(1−ρ(x−))² + E[V] λE[S²; S < x]/(1−ρ(x−))³,  E[V] = λE[min(S,x)²]/(2(1−ρ(x))),',
    '(1−ρ(x)) E[V²] = λE[S²; S ≤ x] E[V] + λE[min(S,x)³]/3',
    'Var R(x) = ∫₀ˣ λE[S²; S ≤ t]/(1−ρ(t))³ dt,  Var T(x) = Var W₁(x) + Var R(x),  Var T = E[Var T(S)] + Var E[T(S)]',
    'E[W] = E[T] − E[S],  E[N] = λ E[T],  E[Q] = λ E[W]',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    S: 'service time: size / speed',
    'ρ(x)': 'load of the jobs no longer than x; ρ(x−) without those of just x',
    'T(x)': 'response of a job of service time x',
    V: 'work that a newcomer of size x finds before itself',
    W: 'waiting: response less service time, interruptions included',
    N: 'jobs in the system',
    Q: 'jobs in the system that are not in service',
  },
  mistakes: [
    'Waiting is not over when service begins: a job is interrupted by shorter ones.',
    'A job of size x is delayed by larger jobs as well, once their remainder has fallen below x: hence min(S,x) in the first wait.',
    'SRPT need not starve the long jobs: at ρ ≤ 1/2 every size does at least as well as under processor sharing (Bansal and Harchol-Balter 2001).',
  ],
  create: (params) => predictBySize(params, order),
  steps: (params) =>
    stepsBySize(params, order, (at, { upTo, below, capped }, response) => {
      const [{ second }, least, most] = [capped(at), below(at), upTo(at)];
      const wait = second / (2 * most.free * least.free);
      return [
        `ρ(x) = ${figure(most.load)},  ρ(x−) = ${figure(least.load)},  λE[min(S,x)²] = ${figure(second)}`,
        `E[W₁(x)] = ${figure(second)} / (2 · ${figure(most.free)} · ${figure(least.free)}) = ${figure(wait)}`,
        `E[R(x)] = ∫₀ˣ dt/(1−ρ(t)) = ${figure(response - wait)},  E[T(x)] = ${figure(response)}`,
      ];
    }),
  recognise: underDiscipline('srpt'),
  ofClass: (params, part) => predictClass(params, part, order),
  examples: [
    {
      params: { lambda: 0.5, size: { exponential: { mean: 1 } } },
      expect: { response: 1.42537, number: 0.712686 },
      digits: 6,
      from: "the same integrals by Simpson's rule",
    },
  ],
});
