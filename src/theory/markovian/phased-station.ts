/** Several slots that serve jobs by phases, first come first served, with phased arrivals: MAP/Ph/c and MAP/Ph/c/K. */
import { Matrix } from 'ml-matrix';
import type { Distribution } from '../../model.ts';
import { ParamError } from '../../params.ts';
import { untilAbsorption } from '../numeric/absorbing.ts';
import { explore, stationary } from '../numeric/markov-chain.ts';
import { type Blocks, quasiBirthDeath } from '../numeric/qbd.ts';
import { exits, type PhasedInput, phasesOf } from './phased-input.ts';

export interface PhasedStation {
  readonly input: PhasedInput;
  readonly service: Distribution;
  readonly servers: number;
}

export interface PhasedQueue {
  /** Mean number of jobs that wait. */
  readonly queue: number;
  /** Of the jobs that are let in, the share that waits. */
  readonly wait: number;
  /** Share of the jobs that are lost and that are let in. */
  readonly loss: number;
  readonly served: number;
  /** Variance of the waiting time of the jobs that are let in, where there is one slot. */
  readonly waitingVariance?: number;
}

/** The phase of the arrivals, and how many slots are in each phase of service. */
type State = readonly [jobs: number, arrival: number, ...busy: number[]];
type Move = readonly [to: State, rate: number];

const MOST_PHASES = 150;
/** Multiplications: about a fifth of a second. */
const MOST_WORK = 2e8;

/** Without a bound on the jobs; the load must be below 1. Source: Neuts 1981, chapter 3. Cost: cubic in the phases of a level. */
export function phasedQueue(station: PhasedStation): PhasedQueue {
  const { input, servers } = station;
  refuseSize(station);
  const [phases, moves] = [phasesAt(station), movesOf(station, Infinity)];
  const solution = quasiBirthDeath({ repeating: servers, at: (n) => blocks(n, phases, moves) });
  if (!solution) throw new ParamError('the load is so near to 1 that no steady state can be computed');
  const arriving = input.arriving.map(sum);
  const met = phases(servers).map(([, arrival]) => arriving[arrival]);
  const wait = solution.above(servers).reduce((all, p, i) => all + p * met[i], 0) / input.rate;
  const queue = solution.excess(servers);
  if (servers > 1) return { queue, wait, loss: 0, served: 1 };
  const square = squareOf(station.service);
  const found = solution.binomial.map((row) => row.map((p, i) => (p * met[i]) / input.rate));
  const second = phases(1).reduce((all, state, i) => all + square(state, found[0][i], found[1][i], 2 * found[2][i]), 0);
  return { queue, wait, loss: 0, served: 1, waitingVariance: second - (queue / input.rate) ** 2 };
}

/** With room for `capacity` jobs, at any load; a job that finds no room is lost. */
export function phasedLoss(station: PhasedStation, capacity: number): PhasedQueue {
  const { input, servers } = station;
  const phases = refuseSize(station);
  if (4 * phases * phases * phases * capacity > MOST_WORK) {
    throw new ParamError(`capacity of ${capacity} with ${phases} phases makes a chain that is too large to be solved here`, ['capacity']);
  }
  const moves = movesOf(station, capacity);
  const { states, chain } = explore<State>([0, 0, ...phasesOf(station.service, 'size').initial.map(() => 0)], moves, String);
  const p = stationary(chain);
  const arriving = input.arriving.map(sum);
  const mean = (value: (state: State) => number) => states.reduce((all, state, i) => all + p[i] * value(state), 0);
  const flow = (when: (jobs: number) => boolean) => mean(([jobs, arrival]) => (when(jobs) ? arriving[arrival] : 0));
  const [entering, lost] = [flow((jobs) => jobs < capacity), flow((jobs) => jobs === capacity)];
  const queue = mean(([jobs]) => Math.max(0, jobs - servers));
  const square = squareOf(station.service);
  const met = (state: State) => (state[0] > 0 && state[0] < capacity ? square(state, 1, state[0] - 1, (state[0] - 1) * (state[0] - 2)) * arriving[state[1]] : 0);
  return {
    ...(servers === 1 && { waitingVariance: mean(met) / entering - (queue / entering) ** 2 }),
    queue,
    wait: flow((jobs) => jobs >= servers && jobs < capacity) / entering,
    loss: lost / (entering + lost),
    served: entering / (entering + lost),
  };
}

/** What can happen next. */
function movesOf({ input, service, servers }: PhasedStation, capacity: number): (state: State) => Move[] {
  const { initial, generator } = phasesOf(service, 'size');
  const done = exits(generator);
  return ([jobs, arrival, ...busy]) => {
    const moves: Move[] = [];
    const changed = (from: number, to: number) => busy.map((k, i) => k - (i === from ? 1 : 0) + (i === to ? 1 : 0));
    const starting = (from: number, n: number, at: number, rate: number) => {
      for (const [to, p] of initial.entries()) if (p > 0) moves.push([[n, at, ...changed(from, to)], rate * p]);
    };
    for (const [at, rate] of input.hidden[arrival].entries()) if (at !== arrival) moves.push([[jobs, at, ...busy], rate]);
    for (const [at, rate] of input.arriving[arrival].entries()) {
      if (jobs < Math.min(servers, capacity)) starting(-1, jobs + 1, at, rate);
      else moves.push([[Math.min(jobs + 1, capacity), at, ...busy], rate]);
    }
    for (const [from, k] of busy.entries()) {
      for (const [to, rate] of generator[from].entries()) if (to !== from) moves.push([[jobs, arrival, ...changed(from, to)], k * rate]);
      if (jobs > servers) starting(from, jobs - 1, arrival, k * done[from]);
      else if (k > 0) moves.push([[jobs - 1, arrival, ...changed(from, -1)], k * done[from]]);
    }
    return moves.filter(([, rate]) => rate > 0);
  };
}

/** The states with n jobs, by n. */
function phasesAt({ input, service, servers }: PhasedStation): (n: number) => readonly State[] {
  const kinds = phasesOf(service, 'size').initial.length;
  return (n) => {
    const all = spread(Math.min(n, servers), kinds);
    return input.arriving.flatMap((_, arrival) => all.map((busy): State => [n, arrival, ...busy]));
  };
}

/** All ways to have k slots in so many phases. */
function spread(k: number, kinds: number): number[][] {
  if (kinds === 1) return [[k]];
  return Array.from({ length: k + 1 }, (_, own) => spread(k - own, kinds - 1).map((rest) => [own, ...rest])).flat();
}

/** Rates out of the states with n jobs. */
function blocks(n: number, phases: (n: number) => readonly State[], moves: (state: State) => Move[]): Blocks {
  const here = phases(n);
  const levels = [n - 1, n, n + 1].map((m) => new Map((m < 0 ? [] : phases(m)).map((state, i) => [String(state), i])));
  const matrices = levels.map((level) => Matrix.zeros(here.length, level.size));
  for (const [i, state] of here.entries()) {
    for (const [to, rate] of moves(state)) {
      const at = to[0] - n + 1;
      const j = levels[at].get(String(to))!;
      matrices[at].set(i, j, matrices[at].get(i, j) + rate);
    }
  }
  const [down, local, up] = matrices;
  return { up, local, down };
}

/** The phases of a level on which all slots are busy; throws where they are too many. */
function refuseSize({ input, service, servers }: PhasedStation): number {
  const kinds = phasesOf(service, 'size').initial.length;
  let phases = input.hidden.length;
  for (let i = 1; i < kinds; i++) phases *= (servers + i) / i;
  phases = Math.round(phases);
  if (phases > MOST_PHASES) throw new ParamError(`${phases} phases of arrivals and busy slots are beyond ${MOST_PHASES}, up to which this formula is computed`);
  return phases;
}

/**
 * E[W²] of a job that finds one slot in some phase and k others waiting, summed over k with given sums of probability, of k and of
 * k(k − 1): the rest of a service and k whole ones.
 */
function squareOf(service: Distribution): (state: State, whole: number, first: number, second: number) => number {
  const { generator } = phasesOf(service, 'size');
  const ones = Matrix.ones(generator.length, 1);
  const rest = untilAbsorption(new Matrix(generator.map((row) => [...row])), exits(generator), ones);
  const restSquare = untilAbsorption(new Matrix(generator.map((row) => [...row])), exits(generator), Matrix.mul(rest, 2));
  return ([, , ...busy], whole, first, second) => {
    const phase = busy.indexOf(1);
    const [one, square] = [rest.get(phase, 0), restSquare.get(phase, 0)];
    return square * whole + (2 * one * service.mean + service.moment(2)) * first + service.mean ** 2 * second;
  };
}

function sum(row: readonly number[]): number {
  return row.reduce((all, rate) => all + rate, 0);
}
