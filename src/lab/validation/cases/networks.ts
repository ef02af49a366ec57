import type { Family, SamplePath } from '../case.ts';
import { playNetwork } from '../paths/network.ts';
import { namesOf, type NetworkStation } from '../../../theory/networks/stations.ts';

/** Stations of exponential service. */
function exponentialStations(stations: readonly NetworkStation[]) {
  const names = namesOf(stations);
  return stations.map(({ mu, servers }, i) => ({ name: names[i], servers, service: (stream: { exponential(): number }) => stream.exponential() / mu }));
}

interface Jackson {
  readonly stations: readonly NetworkStation[];
  readonly routing: readonly (readonly number[])[];
  readonly arrivals: readonly number[];
}

const jackson: SamplePath<Jackson> = ({ stations, routing, arrivals }, run) => {
  const gaps = arrivals.map((rate) => (rate > 0 ? (stream: { exponential(): number }) => stream.exponential() / rate : undefined));
  return playNetwork({ stations: exponentialStations(stations), routing, gaps }, run).values;
};

export const networks: Family = {
  sketches: [],
  paths: [
    {
      name: 'jackson, cpu and two disks',
      formula: 'jackson',
      params: { stations: [{ mu: 5 }, { mu: 1, servers: 3 }, { mu: 2 }], routing: [[0, 0.4, 0.4], [1, 0, 0], [0.5, 0, 0]], arrivals: [0.5, 0, 0.2] },
      length: 20_000,
      play: jackson,
    },
    {
      name: 'jackson, with a delay',
      formula: 'jackson',
      params: { stations: [{ mu: 1.25 }, { mu: 0.5, servers: 'unlimited' }], routing: [[0.1, 0.3], [1, 0]], arrivals: [0.6, 0] },
      length: 20_000,
      play: jackson,
    },
  ],
};
