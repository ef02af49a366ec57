import { z } from 'zod';
import type { Distribution } from '../../model.ts';
import { count, nonNegative, object } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { speedParam } from '../station-params.ts';
import { modulated } from './phased-input.ts';
import type { PhasedStation } from './phased-states.ts';
import { phasedQueue } from './phased-station.ts';
import { modulatedSource, phasedPrediction } from './phased-values.ts';

interface Params {
  readonly rates: readonly number[];
  readonly switching: readonly (readonly number[])[];
  readonly size: Distribution;
  readonly servers: number;
  readonly speed: number;
}

export const mmppPhC = formula<Params>({
  name: 'mmpp-ph-c',
  title: 'MMPP/Ph/c',
  about: 'Poisson arrivals at a rate that a Markov chain switches (bursts), one slot or several with one queue, sizes of phase type (exponential ones too), unlimited room, first come first served.',
  source: 'Neuts 1981, chapter 6; Fischer and Meier-Hellstern 1993, "The Markov-modulated Poisson process cookbook"',
  kind: 'exact',
  breadth: 5,
  params: () => object({
    rates: z.array(nonNegative('jobs per time unit')).min(1).describe('arrival rate in each phase'),
    switching: z.array(z.array(z.number())).min(1).describe('rates of switching from each phase to each, row by row; rows sum to 0'),
    size: distributionParam('size, in time units on a node of speed 1, of phase type'),
    servers: count('number of slots c').default(1).describe('number of slots c'),
    speed: speedParam,
  }),
  equations: [
    'πQ = 0,  Σ π_i = 1,  λ = Σ π_i λ_i,  ρ = λ E[S]/c',
    'state: n jobs, the phase i of the arrivals, and the phases of the min(n, c) services in progress',
    'exponential sizes, one slot:  A₀ = Λ,  A₁ = Q − Λ − μI,  A₂ = μI',
    'R is the least solution of  A₀ + R A₁ + R² A₂ = 0',
    'π(n) = π(c) R^(n−c)  for n ≥ c;  below, level by level;  Σ π(n) 1 = 1',
    'E[Q] = π(c) R (I−R)^−2 1',
    'E[W] = E[Q]/λ,  E[T] = E[W] + E[S],  E[N] = E[Q] + cρ',
    'P[wait] = Σ_i λ_i Σ_{n ≥ c} π_i(n) / λ',
  ],
  symbols: {
    Q: 'in the first and third line: rates of switching between the phases of the arrivals; elsewhere jobs that wait',
    'λ_i, Λ': 'arrival rate in phase i, and the matrix with these on its diagonal',
    λ: 'long-run arrival rate, jobs per time unit',
    S: 'service time: size / speed; μ = 1/E[S]',
    ρ: 'load per slot',
    c: 'number of slots',
    'π_i(n)': 'probability of n jobs in the system and phase i',
    R: 'expected visits to phases one level up between two to a level',
    W: 'waiting: response less service time',
  },
  mistakes: [
    'The load may be above 1 in a phase of bursts; only the long-run load has to be below 1.',
    'Poisson arrivals at the mean rate give a wait that is too small, by as much as one likes where the switching is slow.',
    'Jobs come mostly in bursts, so they see more in the system than an observer at a random time: P[wait] exceeds ρ with one slot.',
    'Gaps of a Markov-modulated Poisson process are not independent: with the same distribution of gaps, a renewal process queues less.',
  ],
  create(params) {
    const station = stationOf(params);
    return phasedPrediction(station, phasedQueue(station));
  },
  steps(params) {
    const station = stationOf(params);
    const { input, service, servers } = station;
    const { queue, wait } = phasedQueue(station);
    const waiting = queue / input.rate;
    return [
      `λ = ${figure(input.rate)} jobs per time unit`,
      `ρ = ${figure(input.rate)} · ${figure(service.mean)}/${servers} = ${figure((input.rate * service.mean) / servers)}`,
      `E[Q] = ${figure(queue)} jobs,  P[wait] = ${figure(wait)}`,
      `E[W] = ${figure(queue)}/${figure(input.rate)} = ${figure(waiting)} time units`,
      `E[T] = ${figure(waiting)} + ${figure(service.mean)} = ${figure(waiting + service.mean)} time units`,
    ];
  },
  recognise(station) {
    const found = modulatedSource(station);
    return found && station.slots < Infinity && station.capacity === Infinity ? { ...found, servers: station.slots } : undefined;
  },
  examples: [
    {
      params: { rates: [0.8, 0.8], switching: [[-1, 1], [2, -2]], size: { erlang: { k: 2, mean: 1 } } },
      expect: { waiting: 3, 'P[wait]': 0.8, 'waiting.variance': 13 },
      from: 'by hand: equal rates make it M/E₂/1',
    },
    {
      params: { rates: [2, 0], switching: [[-1, 1], [1, -1]], size: { exponential: { mean: 0.5 } } },
      expect: { 'P[wait]': (3 - Math.sqrt(3)) / 2, waiting: Math.sqrt(3) / 2 },
      from: 'by hand: on and off is a renewal process with hyperexponential gaps, H₂/M/1: σ = (3−√3)/2, E[W] = σ/(μ(1−σ))',
    },
  ],
});

function stationOf({ rates, switching, size, servers, speed }: Params): PhasedStation {
  const station = { input: modulated(rates, switching), service: scaled(size, 1 / speed), servers };
  refuseOverload((station.input.rate * station.service.mean) / servers, 'λE[S]/c');
  return station;
}
