import { ParamError } from '../../params.ts';
import { checked, type ClosedClasses, type Solution } from './closed-classes.ts';

/** Rounds, and terms summed in all of them, up to which it takes about a second. */
const [MOST_ROUNDS, AFFORDABLE] = [1e5, 2e8];

/** What the rest of a round costs for each class at a station, in terms. */
const ROUND = 10;

/**
 * The fixed point of Schweitzer and Bard, by successive substitution until the populations move by less than a relative 1e-14.
 * Source: Schweitzer 1979; Bard 1979. Cost: O(stations · classes) a round, some tens of rounds as a rule.
 */
export function schweitzer(params: ClosedClasses): Solution {
  checked(params);
  const { classes, stations } = params;
  let numbers = stations.map(() => classes.map(({ population }) => population / stations.length));
  const rounds = Math.min(MOST_ROUNDS, Math.ceil(AFFORDABLE / (stations.length * classes.length * (classes.length + ROUND))));
  for (let round = 0; round < rounds; round++) {
    const found = stations.map(({ servers }, k) => classes.map(({ population }, r) => (servers === Infinity ? 0 : others(numbers[k], population, r))));
    const throughput = classes.map(({ population, think }, r) => population / (think + stations.reduce((sum, { demands }, k) => sum + demands[r] * (1 + found[k][r]), 0)));
    const next = stations.map(({ demands }, k) => classes.map((_, r) => throughput[r] * demands[r] * (1 + found[k][r])));
    const change = Math.max(...next.flatMap((row, k) => row.map((number, r) => Math.abs(number - numbers[k][r]) / classes[r].population)));
    numbers = next;
    if (change < 1e-14) return { throughput, found };
  }
  throw new ParamError(`the approximation has not settled after ${rounds} rounds`, ['classes']);
}

/** What a job of class r finds at a station that holds so many of each class. */
function others(numbers: readonly number[], population: number, r: number): number {
  return numbers.reduce((sum, number, s) => sum + (s === r ? ((population - 1) / population) * number : number), 0);
}
