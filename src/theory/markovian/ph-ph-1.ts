import type { Distribution } from '../../model.ts';
import { object } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { speedParam } from '../station-params.ts';
import { renewal } from './phased-input.ts';
import { phasedQueue } from './phased-station.ts';
import { phasedPrediction, phasedRenewal } from './phased-values.ts';

interface Params {
  readonly gap: Distribution;
  readonly size: Distribution;
  readonly speed: number;
}

export const phPh1 = formula<Params>({
  name: 'ph-ph-1',
  title: 'Ph/Ph/1',
  about: 'One slot, independent gaps and sizes that are sums and mixtures of exponential phases, unlimited room, first come first served.',
  source: 'Neuts 1981, "Matrix-geometric solutions in stochastic models", chapter 3; R by Latouche and Ramaswami 1993',
  kind: 'exact',
  breadth: 4,
  params: () => object({
    gap: distributionParam('time between arrivals, of phase type'),
    size: distributionParam('size, in time units on a node of speed 1, of phase type'),
    speed: speedParam,
  }),
  equations: [
    'gap: starts in phase i with probability α_i, moves by T, ends at rates t = −T1;  service: β, S, s = −S1',
    'ρ = E[S]/E[gap]',
    'A₀ = tα ⊗ I  (arrival),   A₁ = T ⊗ I + I ⊗ S,   A₂ = I ⊗ sβ  (departure)',
    'R is the least solution of  A₀ + R A₁ + R² A₂ = 0',
    'π(n) = π(1) R^(n−1)  for n ≥ 1;  π(0), π(1) from the balance of n = 0 and of n = 1, and Σ π(n) 1 = 1',
    'E[Q] = Σ (n−1) π(n) 1 = π(1) R (I−R)^−2 1',
    'E[W] = E[Q] E[gap],  E[T] = E[W] + E[S],  E[N] = E[Q] + ρ',
    'P[wait] = E[gap] Σ_{n ≥ 1} π(n) (t ⊗ 1)',
  ],
  symbols: {
    'α, T, t': 'phases of a gap: how it starts, rates among phases, rates of ending',
    'β, S, s': 'the same of a service time (size / speed)',
    '⊗': 'Kronecker product: one chain beside the other',
    'π(n)': 'row of probabilities: n jobs in the system, by phase of the gap and of the service',
    R: 'expected visits to phases one level up between two to a level',
    W: 'waiting: response less service time',
    Q: 'jobs that wait',
    N: 'jobs in the system',
  },
  mistakes: [
    'An arrival does not see the time averages unless gaps are exponential: P[wait] is not ρ.',
    'R is not a stochastic matrix; its spectral radius is below 1, its rows may sum to more.',
    'Gaps and sizes enter by more than two moments: G/G/1 formulas of means and variances alone are approximations.',
  ],
  create(params) {
    const { station, load } = stationOf(params);
    refuseOverload(load, 'E[S]/E[gap]');
    return phasedPrediction(station, phasedQueue(station));
  },
  steps(params) {
    const { station, load } = stationOf(params);
    refuseOverload(load, 'E[S]/E[gap]');
    const { queue, wait } = phasedQueue(station);
    const { input, service } = station;
    return [
      `ρ = ${figure(service.mean)}/${figure(1 / input.rate)} = ${figure(load)}`,
      `E[Q] = ${figure(queue)} jobs,  P[wait] = ${figure(wait)}`,
      `E[W] = ${figure(queue)} · ${figure(1 / input.rate)} = ${figure(queue / input.rate)} time units`,
      `E[T] = ${figure(queue / input.rate)} + ${figure(service.mean)} = ${figure(queue / input.rate + service.mean)} time units`,
      `E[N] = ${figure(queue)} + ${figure(load)} = ${figure(queue + load)} jobs`,
    ];
  },
  recognise(station) {
    const found = phasedRenewal(station);
    // Poisson input is M/G/1.
    return found && station.slots === 1 && station.capacity === Infinity && found.gap.name !== 'exponential' ? found : undefined;
  },
  examples: [
    {
      params: { gap: { exponential: { mean: 1 } }, size: { erlang: { k: 2, mean: 0.8 } } },
      expect: { waiting: 2.4, number: 3.2, 'P[wait]': 0.8, 'waiting.variance': 2.4 ** 2 + 1.536 / 0.6 },
      from: 'by hand: M/E₂/1 by Pollaczek and Khinchine',
    },
    {
      params: { gap: { erlang: { k: 2, mean: 1 } }, size: { exponential: { mean: 0.75 } } },
      expect: { 'P[wait]': 2 - Math.sqrt(7) / 2, waiting: (2 - Math.sqrt(7) / 2) / ((4 / 3) * (Math.sqrt(7) / 2 - 1)) },
      from: 'by hand: E₂/M/1, σ = (2/(2 + μ(1−σ)))² with μ = 4/3, and E[W] = σ/(μ(1−σ))',
    },
  ],
});

function stationOf({ gap, size, speed }: Params) {
  const station = { input: renewal(gap), service: scaled(size, 1 / speed), servers: 1 };
  return { station, load: station.input.rate * station.service.mean };
}
