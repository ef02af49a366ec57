/** What the formulas for phases have in common: when they apply, and what they tell. */
import type { Distribution } from '../../model.ts';
import type { Prediction, Station } from '../../prediction.ts';
import { byLittle } from '../little.ts';
import { renewalInput } from '../recognition/station.ts';
import { phasesOf, startsAtOnce } from './phased-input.ts';
import type { PhasedStation } from './phased-states.ts';
import type { PhasedQueue } from './phased-station.ts';

export interface PhasedRenewal {
  readonly gap: Distribution;
  readonly size: Distribution;
  readonly speed: number;
}

/** Gaps and sizes by phases, not both exponential, first come first served; undefined otherwise. */
export function phasedRenewal(station: Station): PhasedRenewal | undefined {
  const input = renewalInput(station.sources);
  if (!input?.gap.phases || !input.size.phases || !isPlainOrder(station)) return undefined;
  if (input.gap.name === 'exponential' && input.size.name === 'exponential') return undefined;
  return { gap: input.gap, size: input.size, speed: station.speed };
}

export interface ModulatedSource {
  readonly rates: readonly number[];
  readonly switching: readonly (readonly number[])[];
  readonly size: Distribution;
  readonly speed: number;
}

/** A single Poisson source that a chain switches, with sizes by phases, first come first served; undefined otherwise. */
export function modulatedSource(station: Station): ModulatedSource | undefined {
  const [source, ...others] = station.sources;
  if (!source || others.length > 0 || source.process.mechanism !== 'open' || source.process.batch) return undefined;
  const { modulation } = source.process;
  if (!modulation || !source.size?.phases || !isPlainOrder(station)) return undefined;
  return { ...modulation, size: source.size, speed: station.speed };
}

/** First come, first served, or no wait at all. */
function isPlainOrder({ discipline, slots, capacity }: Station): boolean {
  return discipline.name === 'fcfs' || slots >= capacity;
}

/** What is told of a station that never loses a job. */
export function phasedPrediction({ input, service, servers }: PhasedStation, found: PhasedQueue): Prediction {
  const means = byLittle({ throughput: input.rate, service: service.mean, waiting: found.queue / input.rate, slots: servers });
  return { values: { ...means, ...phasedSlowdown(service), ...phasedSpread(found, service) }, others: { 'P[wait]': found.wait } };
}

/** What is told of a station with room for so many jobs. */
export function phasedLossPrediction({ input, service, servers }: PhasedStation, capacity: number, found: PhasedQueue): Prediction {
  const throughput = input.rate * found.served;
  const means = { ...byLittle({ throughput, service: service.mean, waiting: found.queue / throughput, slots: servers }), loss: found.loss };
  const slowdown = capacity > servers ? phasedSlowdown(service) : { slowdown: 1 };
  return { values: { ...means, ...slowdown, ...phasedSpread(found, service) }, others: { 'P[wait]': found.wait } };
}

/** E[1/S] diverges where a service may end at once, and then a wait is infinitely long against it. */
function phasedSlowdown(service: Distribution): Record<string, number> {
  return startsAtOnce(phasesOf(service, 'size')) ? { slowdown: Infinity } : {};
}

/** Waits do not depend on the job's own service under fcfs. */
function phasedSpread({ waitingVariance }: PhasedQueue, service: Distribution): Record<string, number> {
  if (waitingVariance === undefined) return {};
  return { 'waiting.variance': waitingVariance, 'response.variance': waitingVariance + service.variance };
}
