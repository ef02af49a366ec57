/** Closed networks with several classes of jobs, as parameters and as predictions. */
import { z } from 'zod';
import type { ClassPrediction, Prediction } from '../../prediction.ts';
import { count, nonNegative, object, ParamError } from '../../params.ts';
import { MOST, nameParam, namesOf } from './stations.ts';

export interface ClosedClass {
  readonly name?: string | undefined;
  readonly population: number;
  /** Mean time between the end of one job of a customer and the next. */
  readonly think: number;
}

export interface DemandStation {
  readonly name?: string | undefined;
  /** 1, or Infinity for a delay. */
  readonly servers: number;
  /** By class: service time of a job at this station, all visits together. */
  readonly demands: readonly number[];
}

export interface ClosedClasses {
  readonly classes: readonly ClosedClass[];
  readonly stations: readonly DemandStation[];
}

const THINK = 'mean think time Z';

export const closedClassesParams = object({
  stations: z
    .array(
      object({
        name: nameParam,
        servers: z
          .union([z.literal(1), z.literal('unlimited')], { error: 'must be 1, or "unlimited"' })
          .default(1)
          .transform((slots) => (slots === 'unlimited' ? Infinity : slots))
          .describe('1, or unlimited: a delay'),
        demands: z.array(nonNegative('demand')).min(1).describe('demand D of each class: visits times mean service time'),
      }),
    )
    .min(1)
    .max(MOST)
    .describe('stations, each of them { demands: [D of each class], servers, name }; servers is 1 unless given, or unlimited'),
  classes: z
    .array(object({ name: nameParam, population: count('number of customers'), think: nonNegative(THINK).default(0).describe(THINK) }))
    .min(1)
    .max(MOST)
    .describe('classes, each of them { population, think, name }'),
});

/** What is known of the network with all customers: by class and station. */
export interface Solution {
  /** Jobs of each class per time unit. */
  readonly throughput: readonly number[];
  /** By station, by class: mean number of jobs that an arriving one finds there. */
  readonly found: readonly (readonly number[])[];
}

/** Names of classes and stations, where the parameters go together. */
export function checked({ classes, stations }: ClosedClasses): { readonly classes: readonly string[]; readonly stations: readonly string[] } {
  for (const [i, { demands }] of stations.entries()) {
    if (demands.length !== classes.length) throw new ParamError(`must be ${classes.length} numbers, one per class, not ${demands.length}`, ['stations', i, 'demands']);
  }
  const idle = classes.findIndex((_, r) => stations.every(({ demands }) => demands[r] === 0));
  if (idle >= 0) throw new ParamError('some station must have a demand above 0 for every class', ['classes', idle]);
  const names = { classes: namesOf(classes, 'class'), stations: namesOf(stations) };
  const twice = names.stations.findIndex((name) => names.classes.includes(name));
  if (twice >= 0) throw new ParamError(`a class too is named "${names.stations[twice]}"`, ['stations', twice]);
  return names;
}

/** The prediction: times of a whole job, with those of each class and, per job of all classes together, at each station. */
export function predictionOf(params: ClosedClasses, { throughput, found }: Solution): Prediction {
  const names = checked(params);
  const { classes, stations } = params;
  const all = throughput.reduce((sum, rate) => sum + rate, 0);
  const number = (k: number, r: number) => throughput[r] * stations[k].demands[r] * (1 + found[k][r]);
  const queue = (k: number, r: number) => throughput[r] * stations[k].demands[r] * found[k][r];
  const ofClass = classes.map((_, r): ClassPrediction => ({
    name: names.classes[r],
    values: byNumbers(throughput[r], sumOver(stations.keys(), (k) => number(k, r)), sumOver(stations.keys(), (k) => queue(k, r))),
  }));
  const ofStation = stations.map(({ servers, demands }, k): ClassPrediction => {
    const values = byNumbers(all, sumOver(classes.keys(), (r) => number(k, r)), sumOver(classes.keys(), (r) => queue(k, r)));
    return { name: names.stations[k], values: servers === 1 ? { ...values, utilisation: sumOver(classes.keys(), (r) => throughput[r] * demands[r]) } : values };
  });
  const values = byNumbers(all, sumOver(classes.keys(), (r) => ofClass[r].values['number']), sumOver(classes.keys(), (r) => ofClass[r].values['queue']));
  const queues = ofStation.filter((_, k) => stations[k].servers === 1);
  if (queues.length === stations.length) values['utilisation'] = sumOver(queues.keys(), (k) => queues[k].values['utilisation']) / queues.length;
  return { values, classes: [...ofClass, ...ofStation] };
}

function sumOver(indices: Iterable<number>, term: (i: number) => number): number {
  return [...indices].reduce((sum, i) => sum + term(i), 0);
}

/** Source: Little 1961. */
function byNumbers(throughput: number, number: number, queue: number): Record<string, number> {
  return { response: number / throughput, waiting: queue / throughput, number, queue, throughput };
}
