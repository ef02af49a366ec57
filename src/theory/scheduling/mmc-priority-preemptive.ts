import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { erlangC } from '../markovian/erlang.ts';
import { equalRatesParams, predictEqualRates, rateLevels, recogniseEqualRates, type EqualRates, type RateLevel } from './equal-rates.ts';

export const mmcPriorityPreemptive = formula<EqualRates>({
  name: 'mmc-priority-preemptive',
  title: 'M/M/c with preemptive priorities',
  short: 'M/M/c, preemptive',
  about: 'Several slots that always serve the most urgent jobs; an interrupted one goes on later. Poisson arrivals, exponential sizes of one mean for all classes. Means.',
  source: 'the classes up to k alone are an M/M/c queue (Kleinrock 1976, section 3.5, for one slot; Buzen and Bondi 1983, Operations Research 31, for several)',
  kind: 'exact',
  breadth: 3,
  params: () => equalRatesParams,
  equations: [
    'Λₖ = λ₁ + … + λₖ   (class 1 is the most urgent)',
    'E[Q(Λ)] = C(Λ) Λ/(cμ−Λ), where C is Erlang C of c and Λ/μ: the queue of M/M/c at rate Λ',
    'the classes up to k see no others, and all sizes are alike: their queue together is that of M/M/c at rate Λₖ',
    'E[Qₖ] = E[Q(Λₖ)] − E[Q(Λₖ₋₁)]',
    'E[Wₖ] = E[Qₖ]/λₖ,  E[Tₖ] = E[Wₖ] + 1/μ,  E[Nₖ] = λₖE[Tₖ]',
  ],
  symbols: {
    'λᵢ': 'arrival rate of class i, jobs per time unit',
    μ: 'service rate of one slot, jobs per time unit',
    c: 'number of slots',
    'Wₖ, Tₖ': 'waiting (interruptions included) and response of class k',
    'Qₖ, Nₖ': 'jobs of class k that hold no slot, and that are in the system',
  },
  mistakes: [
    'Not for classes with different means of sizes: then the number of all jobs depends on who is in service.',
    'Under preemption a job may hold a slot, lose it and hold another: its waiting is all the time without one.',
  ],
  create: (params) => {
    const levels = rateLevels(params);
    return predictEqualRates(params, levels, (level) => ({ mean: waitOf(params, level) }));
  },
  steps(params) {
    const { mu, servers } = params;
    return rateLevels(params).map((level) => {
      const [more, less] = [queue(level.upTo, mu, servers), queue(level.above, mu, servers)];
      return `${level.name}: E[W] = (${figure(more)} − ${figure(less)})/${figure(level.same)} = ${figure(waitOf(params, level))},  E[T] = ${figure(waitOf(params, level) + 1 / mu)} time units`;
    });
  },
  recognise: (station) => recogniseEqualRates(station, true),
  examples: [
    {
      // Q(0.4): a = 0.4, C = 0.08/1.2 = 1/15, so (1/15)(0.4/1.6) = 1/60; Q(1) = 1/3.
      params: { classes: [{ name: 'urgent', lambda: 0.4 }, { name: 'patient', lambda: 0.6 }], mu: 1, servers: 2 },
      expect: { 'urgent waiting': 1 / 24, 'patient waiting': (1 / 3 - 1 / 60) / 0.6, waiting: 1 / 3, utilisation: 0.5 },
      from: 'by hand, from M/M/2',
    },
  ],
});

/** Classes of one priority share the queue of their level in proportion to their rates. */
function waitOf({ mu, servers }: EqualRates, { same, upTo, above }: RateLevel): number {
  return (queue(upTo, mu, servers) - queue(above, mu, servers)) / same;
}

/** E[Q] of M/M/c. */
function queue(lambda: number, mu: number, servers: number): number {
  return (erlangC(servers, lambda / mu) * lambda) / (servers * mu - lambda);
}
