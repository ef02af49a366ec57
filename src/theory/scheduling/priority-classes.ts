/** Several classes at one slot, some of which go before others: parameters, recognition, and what follows for all jobs together. */
import { z } from 'zod';
import type { Distribution } from '../../model.ts';
import type { ClassPrediction, Prediction, Station } from '../../prediction.ts';
import { object, positive } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { meanReciprocal } from '../numeric/reciprocal.ts';
import { isSizeBlind, poissonInput } from '../recognition/station.ts';
import { speedParam } from '../station-params.ts';
import { together } from '../together.ts';
import type { Served, Stream, Time } from './relevant-work.ts';

export interface Priorities {
  readonly classes: readonly {
    readonly name?: string;
    readonly lambda: number;
    readonly size: Distribution;
    readonly priority?: number;
  }[];
  readonly speed: number;
}

export const prioritiesParams = object({
  classes: z
    .array(
      object({
        name: z.string().min(1).optional().describe('name of the class'),
        lambda: positive('arrival rate of the class, jobs per time unit'),
        size: distributionParam('size, in time units on a node of speed 1'),
        priority: z.number().optional().describe('smaller is more urgent; classes of one priority are served in order of arrival'),
      }),
    )
    .min(1)
    .describe('the classes; where no priority is given, the most urgent first'),
  speed: speedParam,
});

/** A class, with the streams that its jobs have to do with. */
export interface Level {
  readonly name: string;
  readonly rate: number;
  readonly service: Distribution;
  /** Jobs of its priority and above, who go before a newcomer; those above alone, who go before it even if they come later; and all jobs. */
  readonly upTo: Stream & Served;
  readonly above: Stream;
  readonly all: Stream & Served;
}

/** In the order of the parameters. Throws a ParamError at an overload. */
export function levelsOf({ classes, speed }: Priorities): Level[] {
  const known = classes.map(({ name, lambda, size, priority }, index) => ({
    name: name ?? `class ${index + 1}`,
    rate: lambda,
    service: scaled(size, 1 / speed),
    priority: priority ?? index,
  }));
  const stream = (counts: (priority: number) => boolean): Stream & Served => {
    const sum = (k: number) => known.reduce((all, one) => (counts(one.priority) ? all + one.rate * one.service.moment(k) : all), 0);
    return { load: sum(1), free: 1 - sum(1), second: sum(2), third: sum(3) };
  };
  const all = stream(() => true);
  refuseOverload(all.load, 'Σ λE[S]');
  return known.map(({ priority: own, ...one }) => ({ ...one, all, upTo: stream((priority) => priority <= own), above: stream((priority) => priority < own) }));
}

/** How a class fares: its wait before service, and what a service time x is stretched by on average, with the variance that this adds. */
export interface Fare {
  readonly wait: Time;
  /** E[interruptions]/x and Var[interruptions]/x. */
  readonly stretch: Time;
}

export function predictPriorities(levels: readonly Level[], fareOf: (level: Level) => Fare): Prediction {
  const classes = levels.map((level) => valuesOf(level, fareOf(level)));
  const { values } = together(classes.map((prediction) => ({ prediction, slots: 1, share: 1 })));
  return { values: { ...values, utilisation: levels[0].all.load }, classes };
}

function valuesOf({ name, rate, service }: Level, { wait, stretch }: Fare): ClassPrediction {
  const waiting = wait.mean + service.mean * stretch.mean;
  const values: Record<string, number> = byLittle({ throughput: rate, service: service.mean, waiting, slots: Infinity });
  if (service.cdf(0) === 0) values['slowdown'] = 1 + stretch.mean + wait.mean * meanReciprocal(service);
  if (waiting === Infinity) return { name, values };
  const within = wait.variance + service.mean * stretch.variance;
  values['response.variance'] = within + (1 + stretch.mean) ** 2 * service.variance;
  values['waiting.variance'] = within + (stretch.mean === 0 ? 0 : stretch.mean ** 2 * service.variance);
  return { name, values };
}

/** Poisson classes of which some go before others, at one slot, with or without preemption. */
export function recognisePriorities(station: Station, preemptive: boolean): Priorities | undefined {
  const { slots, capacity, discipline } = station;
  if (discipline.params['preemptive'] !== preemptive || slots !== 1 || capacity < Infinity || !isSizeBlind(discipline)) return undefined;
  if (discipline.name === 'priority') return poissonClasses(station);
  // Without preemption it has a formula of its own.
  return discipline.name === 'c-mu' && preemptive ? byCostAndSize(station) : undefined;
}

/** The cμ rule as priorities. */
function byCostAndSize(station: Station): Priorities | undefined {
  const found = poissonClasses(station);
  return found && { ...found, classes: found.classes.map((one) => ({ ...one, priority: -station.classes.find(({ name }) => name === one.name)!.weight / one.size.mean })) };
}

/** What each class brings, where all of them are Poisson. */
export function poissonClasses({ sources, classes, speed }: Station): Priorities | undefined {
  if (!poissonInput(sources)) return undefined;
  const present = classes.flatMap(({ name, priority }, index) => {
    const input = poissonInput(sources.filter((source) => source.class === index));
    return input ? [{ name, priority, ...input }] : [];
  });
  return { classes: present, speed };
}
