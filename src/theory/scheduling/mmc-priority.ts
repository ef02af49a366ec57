import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { erlangC } from '../markovian/erlang.ts';
import { equalRatesParams, predictEqualRates, rateLevels, recogniseEqualRates, type EqualRates, type RateLevel } from './equal-rates.ts';
import { untilDone, workBefore, type Time } from './relevant-work.ts';

export const mmcPriority = formula<EqualRates>({
  name: 'mmc-priority',
  title: 'M/M/c with priorities, without preemption',
  short: 'M/M/c with priorities',
  about: 'Several slots that take the most urgent waiting job next, first come first served within a class. Poisson arrivals, exponential sizes of one mean for all classes.',
  source: 'Cobham 1954, Operations Research 2; variance: Davis 1966, Operations Research 14; Kella and Yechiali 1985',
  kind: 'exact',
  breadth: 3,
  params: () => equalRatesParams,
  equations: [
    'a = Σλᵢ/μ,  σₖ = (λ₁ + … + λₖ)/(cμ),  σ₀ = 0   (class 1 is the most urgent)',
    'C = P[wait] for all classes: Erlang C of c and a',
    'E[Wₖ] = C / (cμ (1−σₖ)(1−σₖ₋₁))',
    'while all slots are busy they end jobs at rate cμ, like one slot: E[Wₖ²] = C/ρ · E[Wₖ²] of M/M/1 at rate cμ',
    'E[Tₖ] = E[Wₖ] + 1/μ,  E[Qₖ] = λₖE[Wₖ],  E[Nₖ] = λₖE[Tₖ]',
  ],
  symbols: {
    'λᵢ': 'arrival rate of class i, jobs per time unit',
    μ: 'service rate of one slot, jobs per time unit',
    c: 'number of slots',
    'ρ, σₖ': 'load per slot, of all classes and of those up to k',
    'Wₖ, Tₖ': 'waiting and response of class k',
    'Qₖ, Nₖ': 'jobs of class k that wait, and that are in the system',
  },
  mistakes: [
    'Every class waits with the same probability C; what differs is for how long.',
    'Over all classes the mean wait is that of M/M/c: with equal means of sizes, priorities gain nothing for all together.',
    'Not for classes with different means: then the slots do not end jobs at one rate, and only approximations are simple.',
  ],
  create: (params) => {
    const levels = rateLevels(params);
    const wait = waitProbability(params, levels);
    return { ...predictEqualRates(params, levels, (level) => waitOf(params, wait, level)), others: { 'P[wait]': wait } };
  },
  steps(params) {
    const levels = rateLevels(params);
    const { servers, mu } = params;
    const wait = waitProbability(params, levels);
    return [
      `a = ${figure(levels[0].all)}/${figure(mu)} = ${figure(levels[0].all / mu)},  C = P[wait] = ${figure(wait)}`,
      ...levels.map((level) => {
        const free = (rate: number) => figure(1 - rate / (servers * mu));
        return `${level.name}: E[W] = ${figure(wait)} / (${servers}·${figure(mu)} · ${free(level.upTo)} · ${free(level.above)}) = ${figure(waitOf(params, wait, level).mean)} time units`;
      }),
    ];
  },
  recognise: (station) => recogniseEqualRates(station, false),
  examples: [
    {
      // a = 1, C = 1/3; σ₁ = 0.2, σ₂ = 0.5.
      params: { classes: [{ name: 'urgent', lambda: 0.4 }, { name: 'patient', lambda: 0.6 }], mu: 1, servers: 2 },
      expect: { 'urgent waiting': 1 / 6 / 0.8, 'patient waiting': 1 / 6 / 0.4, waiting: 1 / 3, 'P[wait]': 1 / 3 },
      from: 'by hand; over both classes the mean is that of M/M/2',
    },
  ],
});

function waitProbability({ mu, servers }: EqualRates, [{ all }]: readonly RateLevel[]): number {
  return erlangC(servers, all / mu);
}

function waitOf({ mu, servers }: EqualRates, wait: number, { upTo, above, all }: RateLevel): Time {
  const rate = servers * mu;
  const stream = (lambda: number) => ({ load: lambda / rate, free: (rate - lambda) / rate, second: (2 * lambda) / rate ** 2, third: (6 * lambda) / rate ** 2 / rate });
  const alone = untilDone(workBefore(stream(upTo), stream(all)), stream(above));
  // One slot of rate cμ is busy with probability ρ, all of c with probability C; from there on they are alike.
  const share = wait / (all / rate);
  const mean = share * alone.mean;
  return { mean, variance: share * (alone.variance + alone.mean ** 2) - mean ** 2 };
}
