/** How variable the flows between the stations of an open network are: the linear equations of the Queueing Network Analyzer. */
import { Matrix, solve } from 'ml-matrix';

export interface VariableStation {
  /** Visits per time unit. */
  readonly flow: number;
  readonly load: number;
  /** Squared coefficient of variation of the service time. */
  readonly scv: number;
  /** What comes from outside: visits per time unit, and the squared coefficient of variation of the gaps. */
  readonly outside: { readonly rate: number; readonly scv: number };
}

/**
 * The squared coefficient of variation of the gaps between the visits to each station: departures vary as a mixture of
 * arrivals and services, splitting makes them more like Poisson, and so does merging, the more the higher the load.
 * Source: Whitt 1983, Bell System Technical Journal 62 (one server a station). Cost: O(stations³).
 */
export function gapVariability(stations: readonly VariableStation[], routing: readonly (readonly number[])[]): readonly number[] {
  const rows = stations.map((at, j) => {
    const from = stations.map(({ flow }, i) => (flow * routing[i][j]) / at.flow);
    const outside = at.outside.rate / at.flow;
    const streams = 1 / [outside, ...from].reduce((sum, share) => sum + share ** 2, 0);
    const weight = 1 / (1 + 4 * (1 - at.load) ** 2 * (streams - 1));
    const ofServices = stations.map(({ load, scv }, i) => from[i] * (1 - routing[i][j] + routing[i][j] * load ** 2 * Math.max(scv, LEAST)));
    return {
      constant: 1 + weight * (outside * at.outside.scv - 1 + ofServices.reduce((sum, term) => sum + term, 0)),
      slopes: stations.map(({ load }, i) => weight * from[i] * routing[i][j] * (1 - load ** 2)),
    };
  });
  const matrix = new Matrix(rows.map(({ slopes }, j) => slopes.map((slope, i) => (i === j ? 1 : 0) - slope)));
  return solve(matrix, Matrix.columnVector(rows.map(({ constant }) => constant))).to1DArray();
}

/** Services more regular than this hardly make departures more regular. */
const LEAST = 0.2;

/**
 * The mean wait in G/G/1 by two moments; that of Pollaczek and Khinchine where gaps are Poisson.
 * Source: Kraemer and Langenbach-Belz 1976, as refined in Whitt 1983.
 */
export function waitByTwoMoments(service: number, load: number, gapScv: number, serviceScv: number): number {
  const both = gapScv + serviceScv;
  if (both === 0) return 0;
  const correction = gapScv < 1 ? Math.exp((-2 * (1 - load) * (1 - gapScv) ** 2) / (3 * load * both)) : 1;
  return (service * load * both * correction) / (2 * (1 - load));
}
