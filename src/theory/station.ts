/** What formulas ask of a station: is its input Poisson, what are its service times, how much does its discipline look at. */
import type { ArrivalProcess, Discipline, Distribution, Policy, Source, Station } from '../model.ts';
import { scaled } from '../random/distributions/scaled.ts';
import type { Order } from './station-params.ts';
import { sizesOf } from './superposition.ts';

/** Whether jobs come as a Poisson process at a constant rate. */
export function isPoisson(process: ArrivalProcess): boolean {
  return process.mechanism === 'open' && process.period === undefined && process.gap?.name === 'exponential';
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

/** The service times of a station's input: sizes over speed. */
export function serviceTimes({ speed }: Station, { size }: PoissonInput): Distribution {
  return scaled(size, 1 / speed);
}

/** Whether the discipline can be shown to take no account of sizes: it declares that it does not look. */
export function isSizeBlind(discipline: Policy<Discipline>): boolean {
  return !discipline.needs.includes('size');
}

/** Disciplines that look at neither size nor class nor priority: what a job is does not change how long it waits. */
const CLASS_BLIND = new Set(['fcfs', 'lcfs', 'ps', 'las', 'round-robin']);

export function isClassBlind(discipline: Policy<Discipline>): boolean {
  return CLASS_BLIND.has(discipline.name);
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
