import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { levelsOf, predictPriorities, prioritiesParams, recognisePriorities, type Fare, type Level, type Priorities } from './priority-classes.ts';
import { untilDone, workBefore } from './relevant-work.ts';

export const mg1Priority = formula<Priorities>({
  name: 'mg1-priority',
  title: 'M/G/1 with priorities, without preemption',
  short: 'M/G/1 with priorities',
  about: 'One slot that takes the most urgent waiting job next, first come first served within a class, and serves it to the end. Poisson arrivals, any sizes by class.',
  source: 'Cobham 1954, Operations Research 2; variance: Kesten and Runnenburg 1957; Conway, Maxwell and Miller 1967, section 8-6; Harchol-Balter 2013, chapter 31',
  kind: 'exact',
  breadth: 4,
  params: () => prioritiesParams,
  equations: [
    'ρᵢ = λᵢE[Sᵢ],  σₖ = ρ₁ + … + ρₖ,  σ₀ = 0   (class 1 is the most urgent)',
    'E[W₀] = Σᵢ λᵢE[Sᵢ²]/2 over all classes   (what is left of the service in progress)',
    'E[Vₖ] = E[W₀]/(1−σₖ)   (work that a newcomer of class k finds before itself)',
    'E[Wₖ] = E[Vₖ]/(1−σₖ₋₁) = E[W₀] / ((1−σₖ)(1−σₖ₋₁))',
    '(1−σₖ) E[Vₖ²] = E[Vₖ] Σ_{i≤k} λᵢE[Sᵢ²] + Σᵢ λᵢE[Sᵢ³]/3',
    'Var Wₖ = Var Vₖ/(1−σₖ₋₁)² + E[Vₖ] Σ_{i<k} λᵢE[Sᵢ²]/(1−σₖ₋₁)³',
    'E[Tₖ] = E[Wₖ] + E[Sₖ],  Var Tₖ = Var Wₖ + Var Sₖ,  E[Nₖ] = λₖE[Tₖ]',
  ],
  symbols: {
    'λᵢ': 'arrival rate of class i, jobs per time unit',
    'Sᵢ': 'service time of class i: size / speed',
    'ρᵢ, σₖ': 'load of class i, and of the classes up to k',
    'Wₖ': 'waiting of class k: response less service time',
    'Tₖ': 'response of class k',
    'Nₖ': 'jobs of class k in the system',
  },
  mistakes: [
    'E[W₀] counts all classes, the least urgent too: without preemption even the first waits for what is in service.',
    'Two factors in the denominator: 1−σₖ for those found before, 1−σₖ₋₁ for those that come later and go before.',
    'Priorities do not change Σ ρₖE[Wₖ] (conservation law): what one class gains, others pay for.',
  ],
  create: (params) => predictPriorities(levelsOf(params), fareWithoutPreemption),
  steps(params) {
    const levels = levelsOf(params);
    const [{ all }] = levels;
    return [
      `ρ = ${levels.map(({ rate, service }) => `${figure(rate)}·${figure(service.mean)}`).join(' + ')} = ${figure(all.load)}`,
      `E[W₀] = ${figure(all.second)}/2 = ${figure(all.second / 2)}`,
      ...levels.map((level) => `${level.name}: E[W] = ${figure(all.second / 2)} / (${figure(level.upTo.free)} · ${figure(level.above.free)}) = ${figure(fareWithoutPreemption(level).wait.mean)} time units`),
    ];
  },
  recognise: (station) => recognisePriorities(station, false),
  examples: [
    {
      // E[W₀] = (0.2·2 + 0.3·2)/2 = 0.5; σ₁ = 0.2, σ₂ = 0.5.
      params: { classes: [{ name: 'urgent', lambda: 0.2, size: { exponential: { mean: 1 } } }, { name: 'patient', lambda: 0.3, size: { exponential: { mean: 1 } } }] },
      expect: { 'urgent waiting': 0.625, 'patient waiting': 1.25, waiting: 1, response: 2, utilisation: 0.5 },
      from: 'by hand; over both classes the mean is that of M/M/1',
    },
  ],
});

/** Found before a newcomer: those who go first, and whoever is in service. */
export function fareWithoutPreemption({ upTo, above, all }: Level): Fare {
  return { wait: untilDone(workBefore(upTo, all), above), stretch: { mean: 0, variance: 0 } };
}
