import type { Distribution, Stream } from '../../../model.ts';
import { erlang } from '../../../random/distributions/erlang.ts';
import { hyperexponential } from '../../../random/distributions/hyperexponential.ts';
import type { ClosedClass, DemandStation } from '../../../theory/networks/closed-classes.ts';
import { namesOf, type NetworkStation } from '../../../theory/networks/stations.ts';
import type { Family, SamplePath } from '../case.ts';
import { playCustomers } from '../paths/closed-customers.ts';
import { type PlayedStation, playNetwork } from '../paths/network.ts';
import { roundAndRound } from '../paths/polling.ts';
import { severalSlots } from '../paths/several-slots.ts';

interface Stations {
  readonly stations: readonly NetworkStation[];
  readonly routing: readonly (readonly number[])[];
}

function exponentialStations(stations: readonly NetworkStation[]): readonly PlayedStation[] {
  const names = namesOf(stations);
  return stations.map(({ mu, servers }, i) => ({ name: names[i], servers, service: (stream) => stream.exponential() / mu }));
}

const poisson = (rate: number) => (rate > 0 ? (stream: Stream) => stream.exponential() / rate : undefined);

const jackson: SamplePath<Stations & { readonly arrivals: readonly number[] }> = ({ stations, routing, arrivals }, run) =>
  playNetwork({ stations: exponentialStations(stations), routing, gaps: arrivals.map(poisson) }, run).values;

/** Of a given mean and squared coefficient of variation: 1/k, or 1 or more. */
function twoMoments(mean: number, scv: number): Distribution {
  return scv < 1 ? erlang.create({ k: Math.round(1 / scv), mean }) : hyperexponential.create({ mean, scv });
}

interface Variable {
  readonly stations: readonly { readonly mu: number; readonly scv: number }[];
  readonly routing: readonly (readonly number[])[];
  readonly arrivals: readonly { readonly rate: number; readonly scv: number }[];
}

const variable: SamplePath<Variable> = ({ stations, routing, arrivals }, run) => {
  const services = stations.map(({ mu, scv }) => twoMoments(1 / mu, scv));
  const gaps = arrivals.map(({ rate, scv }) => (rate > 0 ? twoMoments(1 / rate, scv) : undefined));
  const played = stations.map((_, i): PlayedStation => ({ name: `station ${i + 1}`, servers: 1, service: (stream) => services[i].sample(stream) }));
  const { 'number.variance': _, ...values } = playNetwork({ stations: played, routing, gaps: gaps.map((gap) => gap && ((stream) => gap.sample(stream))) }, run).values;
  return values;
};

const goingRound: SamplePath<Stations & { readonly population: number }> = ({ stations, routing, population }, run) => {
  const { 'number.variance': _, ...values } = playNetwork({ stations: exponentialStations(stations), routing, population }, run).values;
  return values;
};

const tandem: SamplePath<{ readonly lambda: number; readonly mu: readonly number[] }> = ({ lambda, mu }, run) => {
  const stations = exponentialStations(mu.map((rate) => ({ mu: rate, servers: 1 })));
  const routing = mu.map((_, i) => mu.map((__, j) => (j === i + 1 ? 1 : 0)));
  const { values, responses } = playNetwork({ stations, routing, gaps: [poisson(lambda)] }, run);
  const variance = responses.reduce((sum, response) => sum + (response - values['response']) ** 2, 0) / (responses.length - 1);
  const ordered = responses.toSorted((a, b) => a - b);
  // Percentiles that rest on fewer jobs beyond them are biased.
  const levels = [0.5, 0.9, 0.95, 0.99, 0.999].filter((level) => (1 - level) * responses.length >= 50);
  const percentiles = levels.map((level) => [`response.p${Number((100 * level).toFixed(1))}`, ordered[Math.floor(level * responses.length)]]);
  return { ...values, 'response.variance': variance, ...(Object.fromEntries(percentiles) as Record<string, number>) };
};

const feedback: SamplePath<{ readonly lambda: number; readonly mu: number; readonly leave: number }> = ({ lambda, mu, leave }, run) => {
  const { values } = playNetwork({ stations: exponentialStations([{ mu, servers: 1 }]), routing: [[1 - leave]], gaps: [poisson(lambda)] }, run);
  const ofStation = (key: string) => values[`station 1 ${key}`];
  const whole = Object.fromEntries(Object.entries(values).filter(([key]) => !key.startsWith('station')));
  return { ...whole, 'visits per job': ofStation('throughput') / values['throughput'], 'visits per time unit': ofStation('throughput'), 'response of one visit': ofStation('response') };
};

const sharing: SamplePath<{ readonly classes: readonly ClosedClass[]; readonly stations: readonly DemandStation[] }> = ({ classes, stations }, run) => {
  const [names, places] = [namesOf(classes, 'class'), namesOf(stations)];
  const visited = stations.map(({ servers, demands }, k) => ({ name: places[k], delay: servers === Infinity, demands }));
  return playCustomers({ classes: classes.map(({ population, think }, r) => ({ name: names[r], population, think })), stations: visited }, run);
};

/** Bounds are compared with what a network of one class does. */
const oneClass: SamplePath<{ readonly demands: readonly number[]; readonly population: number; readonly think: number }> = ({ demands, population, think }, run) => {
  const { response, throughput, number } = sharing({ classes: [{ population, think }], stations: demands.map((demand) => ({ servers: 1, demands: [demand] })) }, run);
  return { response, throughput, number };
};

const TWO_CLASSES = {
  stations: [{ name: 'cpu', demands: [0.2, 1] }, { name: 'disk', demands: [0.6, 0.3] }, { name: 'network', servers: 'unlimited', demands: [0.5, 0] }],
  classes: [{ name: 'query', population: 4, think: 2 }, { name: 'batch', population: 2 }],
};

export const networks: Family = {
  sketches: [
    { name: 'closed-ps-multiclass, two classes', formulas: ['closed-ps-multiclass'], loads: [0.5], forgets: 'quickly', by: 'neither', process: '{ closed: { population: 3, think: { exponential: { mean: 4 } } } }', sources: [[1, '{ uniform: { min: 0, max: 2 } }'], [1, '{ hyperexponential: { mean: 2, scv: 4 } }']], pool: '{ nodes: 1, discipline: ps }', memory: 5 },
    { name: 'mva, random split of closed sources', formulas: ['mva'], loads: [0.5], forgets: 'quickly', by: 'neither', process: '{ closed: { population: 4, think: { deterministic: { value: 3 } } } }', sources: [[1, '{ exponential: { mean: 1 } }'], [1, '{ deterministic: { value: 2 } }']], pool: '{ nodes: [{ speed: 1 }, { speed: 2 }], discipline: ps, dispatch: random }', memory: 5 },
    { name: 'operational-bounds, srpt', formulas: ['operational-bounds'], loads: [0.5], forgets: 'quickly', by: 'neither', process: '{ closed: { population: 8, think: { exponential: { mean: 5 } } } }', sources: [[1, '{ lognormal: { mean: 1, scv: 3 } }']], pool: '{ nodes: [{ speed: 1 }, { speed: 2 }], discipline: srpt, dispatch: jsq }', memory: 5 },
  ],
  paths: [
    {
      name: 'jackson, a cpu and two disks',
      formula: 'jackson',
      params: { stations: [{ mu: 5 }, { mu: 1, servers: 3 }, { mu: 2 }], routing: [[0, 0.4, 0.4], [1, 0, 0], [0.5, 0, 0]], arrivals: [0.5, 0, 0.2] },
      length: 20_000,
      play: jackson,
    },
    {
      name: 'jackson, with a delay',
      formula: 'jackson',
      params: { stations: [{ mu: 1.25 }, { mu: 0.5, servers: 'unlimited' }], routing: [[0.1, 0.3], [1, 0]], arrivals: [0.525, 0] },
      length: 30_000,
      play: jackson,
    },
    { name: 'tandem, light', formula: 'tandem', params: { lambda: 0.25, mu: [1, 1.5] }, length: 60_000, play: tandem },
    { name: 'tandem, heavy', formula: 'tandem', params: { lambda: 0.7, mu: [1.2, 1, 1] }, length: 20_000, play: tandem },
    { name: 'feedback, light', formula: 'feedback', params: { lambda: 0.5, mu: 3, leave: 0.4 }, length: 20_000, play: feedback },
    { name: 'feedback, heavy', formula: 'feedback', params: { lambda: 0.8, mu: 2, leave: 0.5 }, length: 20_000, play: feedback },
    {
      // Even in G/G/1 alone two moments leave more than this of a wait open (Whitt 1984, on extremal distributions).
      name: 'qna, regular arrivals and variable services',
      formula: 'qna',
      params: { stations: [{ mu: 2, scv: 0.5 }, { mu: 1, scv: 2 }, { mu: 1.2, scv: 0.25 }], routing: [[0, 0.5, 0.3], [0, 0, 0.4], [0.2, 0, 0]], arrivals: [{ rate: 1, scv: 0.5 }, 0, 0.1] },
      length: 20_000,
      within: 0.25,
      play: variable,
    },
    {
      name: 'gordon-newell, central server',
      formula: 'gordon-newell',
      params: { stations: [{ mu: 3 }, { mu: 1, servers: 2 }, { mu: 1.5 }], routing: [[0.1, 0.5, 0.4], [1, 0, 0], [1, 0, 0]], population: 5 },
      length: 20_000,
      play: goingRound,
    },
    {
      name: 'gordon-newell, with a delay',
      formula: 'gordon-newell',
      params: { stations: [{ mu: 0.2, servers: 'unlimited' }, { mu: 1 }], routing: [[0, 1], [0.7, 0.3]], population: 4 },
      length: 20_000,
      play: goingRound,
    },
    { name: 'mva, two classes', formula: 'mva', params: TWO_CLASSES, length: 10_000, play: sharing },
    // Some per cent as a rule (Lazowska et al. 1984); few customers are the worst case, where mva.test.ts measures up to 10 %.
    { name: 'amva, two classes', formula: 'amva', params: TWO_CLASSES, length: 10_000, within: 0.1, play: sharing },
    { name: 'balanced-job-bounds', formula: 'balanced-job-bounds', params: { demands: [1, 0.8, 0.5], population: 5, think: 2 }, length: 10_000, play: oneClass },
    { name: 'polling, exhaustive', formula: 'polling', params: { lambda: 0.6, queues: 5, size: { exponential: { mean: 1 } }, walk: { uniform: { min: 0, max: 0.4 } } }, length: 20_000, play: roundAndRound },
    { name: 'polling, gated', formula: 'polling', params: { lambda: 0.5, queues: 3, size: { erlang: { k: 2, mean: 1 } }, walk: { exponential: { mean: 0.3 } }, service: 'gated' }, length: 20_000, play: roundAndRound },
    { name: 'polling, one job a visit', formula: 'polling', params: { lambda: 0.5, queues: 3, size: { deterministic: { value: 1 } }, walk: { exponential: { mean: 0.2 } }, service: 'one' }, length: 20_000, play: roundAndRound },
    {
      name: 'kaufman-roberts',
      formula: 'kaufman-roberts',
      params: { slots: 10, classes: [{ lambda: 3, service: 1, needs: 1 }, { lambda: 0.5, service: 2, needs: 3 }] },
      length: 20_000,
      play: severalSlots,
    },
  ],
};
