import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { levelsOf, predictPriorities, prioritiesParams, recognisePriorities, type Fare, type Level, type Priorities } from './priority-classes.ts';
import { interruptions, untilDone, workBefore } from './relevant-work.ts';

export const mg1PriorityPreemptive = formula<Priorities>({
  name: 'mg1-priority-preemptive',
  title: 'M/G/1 with preemptive priorities (resume)',
  short: 'M/G/1, preemptive',
  about: 'One slot that always serves the most urgent job, first come first served within a class; an interrupted job resumes where it stopped. Poisson arrivals, any sizes by class.',
  source: 'White and Christie 1958, Operations Research 6; Conway, Maxwell and Miller 1967, section 8-6; Harchol-Balter 2013, chapter 32',
  kind: 'exact',
  breadth: 4,
  params: () => prioritiesParams,
  equations: [
    'ρᵢ = λᵢE[Sᵢ],  σₖ = ρ₁ + … + ρₖ,  σ₀ = 0   (class 1 is the most urgent)',
    'E[Vₖ] = Σ_{i≤k} λᵢE[Sᵢ²] / (2(1−σₖ))   (work that a newcomer of class k finds before itself)',
    'E[Tₖ] = (E[Vₖ] + E[Sₖ]) / (1−σₖ₋₁)   (stretched by more urgent jobs that come later)',
    'Var Vₖ = E[Vₖ]² + Σ_{i≤k} λᵢE[Sᵢ³] / (3(1−σₖ))',
    'Var Tₖ = (Var Vₖ + Var Sₖ)/(1−σₖ₋₁)² + (E[Vₖ] + E[Sₖ]) Σ_{i<k} λᵢE[Sᵢ²]/(1−σₖ₋₁)³',
    'E[Wₖ] = E[Tₖ] − E[Sₖ],  E[Nₖ] = λₖE[Tₖ]',
  ],
  symbols: {
    'λᵢ': 'arrival rate of class i, jobs per time unit',
    'Sᵢ': 'service time of class i: size / speed',
    'ρᵢ, σₖ': 'load of class i, and of the classes up to k',
    'Tₖ': 'response of class k',
    'Wₖ': 'waiting of class k: response less service time, interruptions included',
    'Nₖ': 'jobs of class k in the system',
  },
  mistakes: [
    'The sums go up to k only: less urgent classes do not exist for class k, and the first sees an M/G/1 queue of its own.',
    'Waiting goes on after service has begun: the service itself is stretched by 1/(1−σₖ₋₁).',
    'Preemption is no gain by itself: where the urgent jobs are the large ones, the mean response over all classes gets worse.',
  ],
  create: (params) => predictPriorities(levelsOf(params), fareOf),
  steps(params) {
    const levels = levelsOf(params);
    return [
      `ρ = ${levels.map(({ rate, service }) => `${figure(rate)}·${figure(service.mean)}`).join(' + ')} = ${figure(levels[0].all.load)}`,
      ...levels.flatMap(({ name, service, upTo, above }) => {
        const { mean } = workBefore(upTo, upTo);
        return [
          `${name}: E[V] = ${figure(upTo.second)} / (2 · ${figure(upTo.free)}) = ${figure(mean)},`,
          `  E[T] = (${figure(mean)} + ${figure(service.mean)}) / ${figure(above.free)} = ${figure((mean + service.mean) / above.free)} time units`,
        ];
      }),
    ];
  },
  recognise: (station) => recognisePriorities(station, true),
  examples: [
    {
      // E[V₁] = 0.4/1.6 = 0.25, E[V₂] = 1/1 = 1; σ₁ = 0.2.
      params: { classes: [{ name: 'urgent', lambda: 0.2, size: { exponential: { mean: 1 } } }, { name: 'patient', lambda: 0.3, size: { exponential: { mean: 1 } } }] },
      expect: { 'urgent response': 1.25, 'patient response': 2.5, response: 2, utilisation: 0.5 },
      from: 'by hand: the first is an M/M/1 queue of load 0.2, and over both the mean is that of M/M/1',
    },
  ],
});

function fareOf({ upTo, above }: Level): Fare {
  return { wait: untilDone(workBefore(upTo, upTo), above), stretch: interruptions({ mean: 1, variance: 0 }, above) };
}
