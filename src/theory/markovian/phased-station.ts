/** Several slots that serve jobs by phases, first come first served, with phased arrivals: MAP/Ph/c and MAP/Ph/c/K. */
import { Matrix } from 'ml-matrix';
import type { Distribution } from '../../model.ts';
import { ParamError } from '../../params.ts';
import { untilAbsorption } from '../numeric/absorbing.ts';
import { explore, stationary } from '../numeric/markov-chain.ts';
import { type Blocks, quasiBirthDeath } from '../numeric/qbd.ts';
import { exits, phasesOf } from './phased-input.ts';
import { type Move, movesOf, type PhasedStation, phasesAt, refuseSize, type State } from './phased-states.ts';

export interface PhasedQueue {
  /** Mean number of jobs that wait. */
  readonly queue: number;
  /** Of the jobs that are let in, the share that waits. */
  readonly wait: number;
  /** Share of the jobs that are lost, and share of those that are let in. */
  readonly loss: number;
  readonly served: number;
  /** Variance of the waiting time of the jobs that are let in, where there is one slot. */
  readonly waitingVariance?: number;
}

/** Multiplications: about a fifth of a second. */
const MOST_WORK = 2e8;
/** States of a chain with room for so many jobs: about a second. */
const MOST_STATES = 60_000;

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
  if (phases * capacity > MOST_STATES || 4 * phases * phases * phases * capacity > MOST_WORK) {
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
