/** What formulas ask of a station: is its input Poisson, what are its service times, how much does its discipline look at. */
import type { ArrivalProcess, Distribution, Source } from '../../model.ts';
import type { Discipline, Policy } from '../../policy.ts';
import type { Station } from '../../prediction.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import { exponential } from '../../random/distributions/exponential.ts';
import type { Order } from '../station-params.ts';
import { sizesOf } from './superposition.ts';

/** Whether jobs come as a Poisson process at a constant rate. */
export function isPoisson(process: ArrivalProcess): boolean {
  return process.mechanism === 'open' && process.period === undefined && !process.batch && process.gap?.name === 'exponential';
}

export interface PoissonInput {
  /** Jobs per time unit, all sources together. */
  readonly lambda: number;
  /** Sizes, all sources together. */
  readonly size: Distribution;
}

/** The superposition of the sources; undefined where one is not Poisson. Source: Harchol-Balter 2013, chapter 11. */
export function poissonInput(sources: readonly Source[]): PoissonInput | undefined {
  const parts: { rate: number; size: Distribution }[] = [];
  for (const { process, size } of sources) {
    if (!isPoisson(process) || process.mechanism !== 'open' || !size) return undefined;
    parts.push({ rate: process.rate, size });
  }
  if (parts.length === 0) return undefined;
  return { lambda: parts.reduce((sum, { rate }) => sum + rate, 0), size: sizesOf(parts) };
}

/** Whether a process goes on for ever in the same way, or in a way that repeats itself, as far as can be told from it. */
export function isStationary(process: ArrivalProcess): boolean {
  return process.mechanism === 'open' && (process.gap !== undefined || process.modulation !== undefined || process.period !== undefined);
}

/** Long-run jobs per time unit of all sources; 0 for closed populations. */
export function openRate(sources: readonly Source[]): number {
  return sources.reduce((sum, { process }) => sum + (process.mechanism === 'closed' ? 0 : process.rate), 0);
}

/** The work that comes per time unit, with all tasks of jobs, over the work that can be done; 0 where sizes are recorded or nobody comes from outside. */
export function loadOf(sources: readonly Source[], capacity: number): number {
  return sources.reduce((sum, { process, size, tasks }) => sum + (process.mechanism === 'closed' || !size ? 0 : (process.rate * size.mean * (tasks?.mean ?? 1)) / capacity), 0);
}

export interface RenewalInput {
  readonly gap: Distribution;
  readonly size: Distribution;
}

/** Independent gaps and independent sizes: Poisson sources together, or a single renewal source; undefined otherwise. */
export function renewalInput(sources: readonly Source[]): RenewalInput | undefined {
  const poisson = poissonInput(sources);
  if (poisson) return { gap: exponential.create({ mean: 1 / poisson.lambda }), size: poisson.size };
  const [{ process, size }, ...others] = sources;
  if (others.length > 0 || process.mechanism !== 'open' || !process.gap || process.batch || process.period !== undefined || !size) return undefined;
  return { gap: process.gap, size };
}

/** The service times of a station's input: sizes over speed. */
export function serviceTimes({ speed }: Station, { size }: Pick<PoissonInput, 'size'>): Distribution {
  return scaled(size, 1 / speed);
}

/** Whether the discipline can be shown to take no account of sizes: it declares that it does not look. */
export function isSizeBlind({ needs, params }: Policy<Discipline>): boolean {
  // A task that begins again has lost work: how much depends on its size.
  return !needs.includes('size') && (params['preemptive'] === false || (params['afterwards'] ?? 'resume') === 'resume');
}

/** Whether a task that has begun stays in its slot until it is done. */
export function keepsItsSlot({ needs, params }: Policy<Discipline>): boolean {
  return params['preemptive'] === false || !needs.some((signal) => signal === 'preempt' || signal === 'share');
}

/** Disciplines that look at neither size nor class nor priority: what a job is does not change how long it waits. */
const CLASS_BLIND = new Set(['fcfs', 'lcfs', 'lcfs-preemptive', 'ps', 'las', 'mlfq', 'round-robin']);

/** Disciplines that are so where their `weighted` is false: as a parameter, or because all classes weigh the same. */
const BLIND_UNWEIGHTED = new Set(['random-order', 'lottery', 'stride']);

export function isClassBlind({ name, params }: Policy<Discipline>): boolean {
  return CLASS_BLIND.has(name) || (BLIND_UNWEIGHTED.has(name) && params['weighted'] === false);
}

/** Disciplines that look at classes only through the sizes of their jobs. */
const SIZES_ALONE = new Set(['hrrn', 'ljf', 'psjf', 'sjf', 'srpt', 'srpt-bounce']);

export function looksAtSizesAlone(discipline: Policy<Discipline>): boolean {
  return SIZES_ALONE.has(discipline.name);
}

export interface Markovian {
  readonly lambda: number;
  /** Jobs per time unit that one busy slot serves. */
  readonly mu: number;
  readonly discipline: Order;
}

/** Poisson input and exponential sizes, under a discipline that does not know them; undefined otherwise. */
export function markovian(station: Station): Markovian | undefined {
  const input = poissonInput(station.sources);
  if (!input || input.size.name !== 'exponential' || !isSizeBlind(station.discipline)) return undefined;
  const discipline = station.discipline.name === 'fcfs' ? 'fcfs' : 'size-blind';
  return { lambda: input.lambda, mu: station.speed / input.size.mean, discipline };
}
