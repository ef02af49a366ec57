import type { ClosedClasses, Solution } from './closed-classes.ts';

/**
 * Exact mean value analysis of single-slot stations and delays, for every population up to the full one in turn.
 * Only sums and quotients of positive numbers, so stable for any population.
 * Source: Reiser and Lavenberg 1980, Journal of the ACM 27. Cost: O(stations · classes · Π (populationᵣ + 1)).
 */
export function meanValueAnalysis({ classes, stations }: ClosedClasses): Solution {
  const [R, K] = [classes.length, stations.length];
  const sizes = classes.map(({ population }) => population + 1);
  // A population is a number in mixed radix: customers of class r count strides[r] each.
  const strides = sizes.map((_, r) => sizes.slice(0, r).reduce((product, size) => product * size, 1));
  const total = sizes.reduce((product, size) => product * size, 1);
  const queues = new Float64Array(total * K);
  const throughput = new Array<number>(R).fill(0);
  for (let n = 1; n < total; n++) {
    for (let r = 0; r < R; r++) {
      const customers = Math.floor(n / strides[r]) % sizes[r];
      if (customers === 0) continue;
      const before = (n - strides[r]) * K;
      let cycle = classes[r].think;
      for (let k = 0; k < K; k++) cycle += residence(stations[k].demands[r], stations[k].servers, queues[before + k]);
      throughput[r] = customers / cycle;
      for (let k = 0; k < K; k++) queues[n * K + k] += throughput[r] * residence(stations[k].demands[r], stations[k].servers, queues[before + k]);
    }
  }
  const found = stations.map(({ servers }, k) => strides.map((stride) => (servers === Infinity ? 0 : queues[(total - 1 - stride) * K + k])));
  return { throughput, found };
}

/** Time at a station where an arriving job finds so many others: all of them are ahead of it, or, under sharing, as much in its way. */
function residence(demand: number, servers: number, found: number): number {
  return servers === Infinity ? demand : demand * (1 + found);
}
