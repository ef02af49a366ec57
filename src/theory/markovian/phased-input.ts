/** Arrivals and services as Markov chains of few phases. */
import type { Distribution, Phases } from '../../model.ts';
import { ParamError } from '../../params.ts';
import { explore } from '../numeric/markov-chain.ts';
import { closedClass, stationary } from '../numeric/stationary.ts';

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

/** A Poisson process the rate of which a chain switches; throws a ParamError where the switching is not that of one chain. */
export function modulated(rates: readonly number[], switching: readonly (readonly number[])[]): PhasedInput {
  if (switching.length !== rates.length || switching.some((row) => row.length !== rates.length)) {
    throw new ParamError(`needs one row and one column for each of the ${rates.length} rates`, ['switching']);
  }
  if (switching.some((row, i) => row.some((rate, j) => i !== j && rate < 0))) throw new ParamError('rates from phase to phase must be 0 or more', ['switching']);
  const { states, chain } = explore(0, (i: number) => switching[i].map((rate, j) => [j, i === j ? 0 : rate] as const));
  if (states.length < rates.length || closedClass(chain)?.length !== rates.length) throw new ParamError('every phase must lead to every other', ['switching']);
  const share = stationary(chain);
  const rate = states.reduce((sum, phase, at) => sum + share[at] * rates[phase], 0);
  if (rate === 0) throw new ParamError('one of them at least must be above 0', ['rates']);
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
