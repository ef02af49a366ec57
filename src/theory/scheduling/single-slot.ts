/** One slot with Poisson arrivals of any sizes: what formulas share that differ in the order of service. */
import type { Distribution } from '../../model.ts';
import type { Station } from '../../prediction.ts';
import { object, positive } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import { refuseOverload } from '../little.ts';
import { poissonInput } from '../recognition/station.ts';
import { speedParam } from '../station-params.ts';

export interface SingleSlot {
  readonly lambda: number;
  readonly size: Distribution;
  readonly speed: number;
}

export const singleSlotParams = object({
  lambda: positive('arrival rate λ, jobs per time unit'),
  size: distributionParam('size, in time units on a node of speed 1'),
  speed: speedParam,
});

/** The service times, where the slot can keep up. */
export function serviceOf({ lambda, size, speed }: SingleSlot): Distribution {
  refuseOverload((lambda * size.mean) / speed, 'λE[S]');
  return scaled(size, 1 / speed);
}

/** Poisson arrivals at one slot with unlimited room under a discipline of this name. */
export function underDiscipline(name: string): (station: Station) => SingleSlot | undefined {
  return ({ sources, slots, speed, capacity, discipline }) => {
    if (discipline.name !== name || slots !== 1 || capacity < Infinity) return undefined;
    const input = poissonInput(sources);
    return input && { lambda: input.lambda, size: input.size, speed };
  };
}
