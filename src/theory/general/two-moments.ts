/** What bounds and approximations know of a queue: rates, and how irregular gaps and sizes are. */
import type { Distribution } from '../../model.ts';
import type { Bounds, Prediction, Station } from '../../prediction.ts';
import { nonNegative, object, ParamError, positive, count } from '../../params.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { renewalInput, serviceTimes } from '../recognition/station.ts';
import { isPlainQueue } from './recognise.ts';

export interface OneSlot {
  readonly lambda: number;
  readonly service: number;
  readonly arrivalScv: number;
  readonly serviceScv: number;
}

export interface SeveralSlots extends OneSlot {
  readonly servers: number;
}

const shape = {
  lambda: positive('arrival rate λ, jobs per time unit'),
  service: positive('mean service time E[S]: mean size / speed'),
  arrivalScv: nonNegative('squared coefficient of variation of the gaps, C²ₐ: 0 if regular, 1 if Poisson'),
  serviceScv: nonNegative('squared coefficient of variation of the sizes, C²ₛ: 0 if all equal, 1 if exponential'),
};

export const oneSlotParams = object(shape);
export const severalSlotsParams = object({ ...shape, servers: count('number of slots c') });

export const twoMomentSymbols = {
  λ: 'arrival rate, jobs per time unit',
  'E[S]': 'mean service time: mean size / speed',
  'C²ₐ': 'squared coefficient of variation of the gaps between arrivals',
  'C²ₛ': 'squared coefficient of variation of the sizes',
};

export const oneSlotSymbols = {
  ...twoMomentSymbols,
  ρ: 'load λE[S]: the fraction of time that the slot is busy',
  W: 'waiting: response less service time',
};

export const severalSlotsSymbols = {
  ...twoMomentSymbols,
  c: 'number of slots',
  ρ: 'load per slot: the fraction of time that a slot is busy',
  W: 'waiting: response less service time',
};

/** The load per slot, which has to be below 1. */
export function loadOf({ lambda, service, servers = 1 }: OneSlot & { readonly servers?: number }): number {
  const load = (lambda * service) / servers;
  refuseOverload(load, servers === 1 ? 'λE[S]' : 'λE[S]/c');
  return load;
}

/** All means, from that of the wait. */
export function meansFrom(params: OneSlot & { readonly servers?: number }, waiting: number): Prediction {
  return { values: byLittle({ throughput: params.lambda, service: params.service, waiting, slots: params.servers ?? 1 }) };
}

/** All means as bounds, from one of the wait; what is known exactly besides. */
export function boundsFrom({ lambda, service, servers = 1 }: OneSlot & { readonly servers?: number }, side: keyof Bounds, waiting: number): Prediction {
  const { response, number, queue, utilisation, throughput } = byLittle({ throughput: lambda, service, waiting, slots: servers });
  const bound = (value: number): Bounds => ({ [side]: value });
  return { values: { utilisation, throughput }, bounds: { response: bound(response), waiting: bound(waiting), number: bound(number), queue: bound(queue) } };
}

/** Independent gaps, independent sizes, unlimited room, served in an order without preemption that ignores sizes; the number of slots is for the caller. */
export function twoMoments(station: Station): (SeveralSlots & { readonly isPoisson: boolean; readonly isFcfs: boolean }) | undefined {
  const { capacity, slots, sources, discipline } = station;
  if (capacity < Infinity || slots === Infinity || !isPlainQueue(station)) return undefined;
  const input = renewalInput(sources);
  if (!input) return undefined;
  const service = serviceTimes(station, input);
  // Sizes that are all 0 have no coefficient of variation.
  if (service.mean === 0) return undefined;
  return {
    lambda: 1 / input.gap.mean,
    service: service.mean,
    arrivalScv: scvOf(input.gap, 'gaps'),
    serviceScv: scvOf(service, 'sizes'),
    servers: slots,
    isPoisson: input.gap.name === 'exponential',
    isFcfs: discipline.name === 'fcfs',
  };
}

function scvOf({ variance, mean }: Distribution, of: string): number {
  if (variance === Infinity || mean === Infinity) throw new ParamError(`${of} have no variance, which bounds and approximations by two moments need`);
  return variance / mean ** 2;
}
