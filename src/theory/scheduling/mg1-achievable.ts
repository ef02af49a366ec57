import type { Station } from '../../prediction.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { isSizeBlind, keepsItsSlot } from '../recognition/station.ts';
import { levelsOf, poissonClasses, predictPriorities, prioritiesParams, type Level, type Priorities } from './priority-classes.ts';
import { fareWithoutPreemption } from './mg1-priority.ts';

export const mg1Achievable = formula<Priorities>({
  name: 'mg1-achievable',
  title: 'M/G/1: waits within reach of any order',
  short: 'M/G/1, any order',
  about: 'Between what limits every order of service stays that never idles, preempts nobody and does not look at sizes within a class: at best the class goes first, at worst last. Poisson arrivals, any sizes by class.',
  source: 'Cobham 1954; Coffman and Mitrani 1980, Operations Research 28; the best order for all together: Cox and Smith 1961, the cμ rule',
  kind: 'bound',
  breadth: 9,
  params: () => prioritiesParams,
  equations: [
    'ρᵢ = λᵢE[Sᵢ],  ρ = Σρᵢ,  E[W₀] = Σ λᵢE[Sᵢ²]/2',
    'E[Wᵢ] ≥ E[W₀]/(1−ρᵢ)   (before all others)',
    'E[Wᵢ] ≤ E[W₀]/((1−ρ)(1−ρ+ρᵢ))   (after all others)',
    'E[W] over all jobs is least where classes of smaller mean size go first, and greatest where they go last',
    'E[T] = E[W] + E[S],  E[N] = λE[T],  E[Q] = λE[W]',
  ],
  symbols: {
    'λᵢ, Sᵢ': 'arrival rate of class i, jobs per time unit, and its service time: size / speed',
    'ρᵢ, ρ': 'load of class i, and of all',
    'W₀': 'what is left of the service that an arrival finds in progress',
    'Wᵢ, W': 'waiting of class i, and of any job',
    'T, N, Q': 'response, jobs in the system, jobs that wait',
  },
  mistakes: [
    'Not all classes can be at their best at once: the conservation law fixes Σ ρᵢE[Wᵢ].',
    'Orders that know the sizes of single jobs, or preempt, are not bound by this: SRPT does better.',
  ],
  create(params) {
    const levels = levelsOf(params);
    const [best, worst] = [1, -1].map((sign) => predictPriorities(byMean(params, sign), fareWithoutPreemption).values);
    const bounds = Object.fromEntries(['response', 'waiting', 'number', 'queue'].map((key) => [key, { lower: best[key], upper: worst[key] }]));
    const { throughput, utilisation } = best;
    const others = levels.flatMap((level) => {
      const { least, most } = limitsOf(level);
      return [[`${level.name} waiting, least`, least], [`${level.name} waiting, most`, most]] as const;
    });
    return { values: { throughput, utilisation }, bounds, others: Object.fromEntries(others) };
  },
  steps: (params) => {
    const levels = levelsOf(params);
    const [{ all }] = levels;
    return [
      `ρ = ${figure(all.load)},  E[W₀] = ${figure(all.second / 2)}`,
      ...levels.map((level) => `${level.name}: ${figure(limitsOf(level).least)} ≤ E[W] ≤ ${figure(limitsOf(level).most)}`),
    ];
  },
  recognise(station: Station) {
    const { slots, capacity, discipline } = station;
    if (slots !== 1 || capacity < Infinity || !isSizeBlind(discipline)) return undefined;
    if (!keepsItsSlot(discipline)) return undefined;
    const classes = poissonClasses(station);
    return classes && classes.classes.length > 1 ? classes : undefined;
  },
  examples: [
    {
      // E[W₀] = (0.2·2 + 0.1·8)/2 = 0.6; ρ₁ = ρ₂ = 0.2.
      params: { classes: [{ name: 'short', lambda: 0.2, size: { exponential: { mean: 1 } } }, { name: 'long', lambda: 0.1, size: { exponential: { mean: 2 } } }] },
      expect: {
        'short waiting, least': 0.75,
        'short waiting, most': 1.25,
        'lower waiting': (0.2 * 0.75 + 0.1 * 1.25) / 0.3,
        'upper waiting': (0.2 * 1.25 + 0.1 * 0.75) / 0.3,
      },
      from: 'by hand',
    },
  ],
});

/** With priorities by mean size: the smaller first, or last. */
function byMean({ classes, speed }: Priorities, sign: number): Level[] {
  return levelsOf({ classes: classes.map((one) => ({ ...one, priority: sign * one.size.mean })), speed });
}

function limitsOf({ rate, service, all }: Level): { readonly least: number; readonly most: number } {
  const load = rate * service.mean;
  return { least: all.second / 2 / (1 - load), most: all.second / 2 / (all.free * (all.free + load)) };
}
