/** The states of several slots that serve jobs by phases, with phased arrivals, and how they follow one another. */
import type { Distribution } from '../../model.ts';
import { ParamError } from '../../params.ts';
import { exits, type PhasedInput, phasesOf } from './phased-input.ts';

export interface PhasedStation {
  readonly input: PhasedInput;
  readonly service: Distribution;
  readonly servers: number;
}

/** The phase of the arrivals, and how many slots are in each phase of service. */
export type State = readonly [jobs: number, arrival: number, ...busy: number[]];
export type Move = readonly [to: State, rate: number];

const MOST_PHASES = 150;
/** A level for every number of busy slots. */
const MOST_SERVERS = 10_000;

/** What can happen next. */
export function movesOf({ input, service, servers }: PhasedStation, capacity: number): (state: State) => Move[] {
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
export function phasesAt({ input, service, servers }: PhasedStation): (n: number) => readonly State[] {
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

/** The phases of a level on which all slots are busy; throws where they are too many. */
export function refuseSize({ input, service, servers }: PhasedStation): number {
  const kinds = phasesOf(service, 'size').initial.length;
  let phases = input.hidden.length;
  for (let i = 1; i < kinds; i++) phases *= (servers + i) / i;
  phases = Math.round(phases);
  if (phases > MOST_PHASES) throw new ParamError(`${phases} phases of arrivals and busy slots are beyond ${MOST_PHASES}, up to which this formula is computed`);
  if (servers > MOST_SERVERS) throw new ParamError(`servers of ${servers} is beyond ${MOST_SERVERS}, up to which this formula is computed`, ['servers']);
  return phases;
}
