/** Arrivals and services as Markov chains of few phases. */
import type { Distribution, Phases } from '../../model.ts';
import { ParamError } from '../../params.ts';

/** A Markovian arrival process: rates from phase to phase without and with an arrival. Source: Lucantoni, Meier-Hellstern and Neuts 1990. */
export interface PhasedInput {
  /** Long-run jobs per time unit. */
  readonly rate: number;
  /** The diagonal is not read. */
  readonly hidden: readonly (readonly number[])[];
  readonly arriving: readonly (readonly number[])[];
}

/** A renewal process: each arrival starts the chain of the next gap. */
export function renewal(gap: Distribution): PhasedInput {
  const { initial, generator } = phasesOf(gap, 'gap');
  return { rate: 1 / gap.mean, hidden: generator, arriving: exits(generator).map((exit) => initial.map((p) => exit * p)) };
}

/** A Poisson process the rate of which a chain switches. `rate` is its long-run mean. */
export function modulated(rates: readonly number[], switching: readonly (readonly number[])[], rate: number): PhasedInput {
  return { rate, hidden: switching, arriving: rates.map((own, i) => rates.map((_, j) => (i === j ? own : 0))) };
}

/** The phases of a distribution; throws a ParamError at `key` where it has none. */
export function phasesOf({ name, phases }: Distribution, key: string): Phases {
  if (!phases) throw new ParamError(`${name} is not of phase type with few phases, such as exponential, erlang, hyperexponential or coxian`, [key]);
  return phases;
}

/** Rates of ending from each phase; what rounding leaves of a row that sums to 0 is 0. */
export function exits(generator: readonly (readonly number[])[]): number[] {
  return generator.map((row, i) => {
    const sum = row.reduce((all, rate) => all + rate, 0);
    return sum > 1e-12 * row[i] ? 0 : -sum;
  });
}

/** Whether arbitrarily short times are likely enough that E[1/X] diverges: the density at 0 is above 0. */
export function startsAtOnce({ initial, generator }: Phases): boolean {
  return exits(generator).some((exit, i) => exit * initial[i] > 0);
}
