/** Several slots, classes of different priority whose sizes are all exponential of one mean: parameters, recognition, all classes together. */
import { z } from 'zod';
import type { Prediction, Station } from '../../prediction.ts';
import { count, object, positive } from '../../params.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { refuseTooMany } from '../markovian/erlang.ts';
import { classParts } from '../recognition/class-parts.ts';
import { isSizeBlind, poissonInput } from '../recognition/station.ts';
import { together } from '../together.ts';
import type { Time } from './relevant-work.ts';

export interface EqualRates {
  readonly classes: readonly { readonly name?: string; readonly lambda: number; readonly priority?: number }[];
  readonly mu: number;
  readonly servers: number;
}

export const equalRatesParams = object({
  classes: z
    .array(
      object({
        name: z.string().min(1).optional().describe('name of the class'),
        lambda: positive('arrival rate of the class, jobs per time unit'),
        priority: z.number().optional().describe('smaller is more urgent; classes of one priority are served in order of arrival'),
      }),
    )
    .min(1)
    .describe('the classes; where no priority is given, the most urgent first'),
  mu: positive('service rate μ of one slot for every class, jobs per time unit: speed / mean size'),
  servers: count('number of slots c'),
});

/** A class with the arrival rates of those of its priority, of those up to it, and of those above it. */
export interface RateLevel {
  readonly name: string;
  readonly lambda: number;
  readonly same: number;
  readonly upTo: number;
  readonly above: number;
  readonly all: number;
}

/** In the order of the parameters. Throws a ParamError at an overload. */
export function rateLevels({ classes, mu, servers }: EqualRates): RateLevel[] {
  refuseTooMany(servers, 'servers');
  const known = classes.map(({ name, lambda, priority }, index) => ({ name: name ?? `class ${index + 1}`, lambda, priority: priority ?? index }));
  const rateOf = (counts: (priority: number) => boolean) => known.reduce((sum, { lambda, priority }) => (counts(priority) ? sum + lambda : sum), 0);
  const all = rateOf(() => true);
  refuseOverload(all / (servers * mu), 'Σλ/(cμ)');
  return known.map(({ name, lambda, priority: own }) => ({
    name,
    lambda,
    same: rateOf((priority) => priority === own),
    upTo: rateOf((priority) => priority <= own),
    above: rateOf((priority) => priority < own),
    all,
  }));
}

/** From the wait of each class; its variance where it is known, and where it does not depend on the service. */
export function predictEqualRates({ mu, servers }: EqualRates, levels: readonly RateLevel[], waitOf: (level: RateLevel) => Pick<Time, 'mean'> & Partial<Time>): Prediction {
  const classes = levels.map((level) => {
    const { mean, variance } = waitOf(level);
    const means = byLittle({ throughput: level.lambda, service: 1 / mu, waiting: mean, slots: Infinity });
    const spread = variance !== undefined && { 'waiting.variance': variance, 'response.variance': variance + 1 / mu ** 2 };
    // E[1/S] diverges for exponential sizes, and the smallest job may have to wait.
    return { name: level.name, values: { ...means, slowdown: Infinity, ...spread } };
  });
  const { values } = together(classes.map((prediction) => ({ prediction, slots: 1, share: 1 })));
  return { values: { ...values, utilisation: levels[0].all / (servers * mu) }, classes };
}

/** Poisson classes and exponential sizes of one mean on several slots, with or without preemption. */
export function recogniseEqualRates(station: Station, preemptive: boolean): EqualRates | undefined {
  const { sources, slots, speed, capacity, discipline } = station;
  if (discipline.name !== 'priority' || discipline.params['preemptive'] !== preemptive || !isSizeBlind(discipline)) return undefined;
  if (slots < 2 || slots === Infinity || capacity < Infinity) return undefined;
  const input = poissonInput(sources);
  if (input?.size.name !== 'exponential') return undefined;
  const classes = [...classParts(station).values()].map(({ name, priority, rate }) => ({ name, priority, lambda: rate }));
  return { classes, mu: speed / input.size.mean, servers: slots };
}
