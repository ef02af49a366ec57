import { fcfs } from '../../disciplines/fcfs.ts';
import { las } from '../../disciplines/las.ts';
import { lcfsPreemptive } from '../../disciplines/lcfs-preemptive.ts';
import { ps } from '../../disciplines/ps.ts';
import { roundRobin } from '../../disciplines/round-robin.ts';
import { central } from '../../dispatchers/central.ts';
import { jsq } from '../../dispatchers/jsq.ts';
import type { Signal } from '../../policy.ts';
import { candidate, type Candidate, excuse, type Pair } from './candidate.ts';
import {
  type Check,
  checkAudits,
  checkBusyPeriods,
  checkCommonRandomNumbers,
  checkOneQueue,
  checkOtherSeeds,
  checkReplays,
  checkSameBits,
  checkScaling,
  type SignalsRead,
} from './checks.ts';
import { type LawName, laws } from './law.ts';
import { pools, workloads } from './spread.ts';
import type { Dispatch, Serve } from './trial.ts';

/** What was seen of one law. */
export interface LawSeen {
  readonly law: LawName;
  /** Scenarios that it was held against. */
  readonly scenarios: number;
  readonly violations: readonly { readonly scenario: string; readonly seen: string }[];
  /** Why violations are no fault of the policy; absent where they are. */
  readonly excused?: string;
}

/** One of each mechanism. */
const disciplines: readonly Candidate<Serve>[] = [
  candidate(fcfs, {}),
  candidate(lcfsPreemptive, {}),
  candidate(roundRobin, { quantum: 0.5 }, { units: { quantum: 'time' } }),
  candidate(ps, {}),
  candidate(las, {}),
];
const dispatchers: readonly Candidate<Dispatch>[] = [candidate(central, {}), candidate(jsq, { ties: 'random' })];

/** What was seen of a policy. */
export interface Examination {
  readonly laws: readonly LawSeen[];
  /** The signals that it looked at in any scenario. */
  readonly read: ReadonlySet<Signal>;
}

/** Holds a dispatcher against every law, with a discipline of each mechanism. */
export function examineDispatcher(dispatch: Candidate<Dispatch>): Examination {
  const read = new Set<Signal>();
  return { laws: examine(disciplines.map((discipline) => ({ dispatch, discipline })), { dispatch: read, discipline: new Set() }), read };
}

/** Holds a discipline against every law, behind one queue and behind queues of their own. */
export function examineDiscipline(discipline: Candidate<Serve>): Examination {
  const read = new Set<Signal>();
  return { laws: examine(dispatchers.map((dispatch) => ({ dispatch, discipline })), { dispatch: new Set(), discipline: read }), read };
}

const OTHERS = [checkBusyPeriods, checkSameBits, checkOtherSeeds, checkCommonRandomNumbers, checkReplays, checkScaling, checkOneQueue];

function examine(pairs: readonly Pair[], read: SignalsRead): readonly LawSeen[] {
  const audits = pairs.flatMap((pair) => checkAudits(pair, { pools, workloads }, read).map((check) => ({ pair, check })));
  const lawless = audits.some(({ check: { law, seen } }) => seen !== undefined && (law === 'valid answers' || law === 'declared signals' || law === 'views end with the call'));
  // A policy that cannot be asked without a fault is not asked again and again.
  const others = lawless ? [] : pairs.flatMap((pair) => OTHERS.flatMap((checks) => checks(pair)).map((check) => ({ pair, check })));
  return summed([...audits, ...others]);
}

function summed(checks: readonly { readonly pair: Pair; readonly check: Check }[]): readonly LawSeen[] {
  return (Object.keys(laws) as LawName[]).flatMap((law) => {
    const of = checks.filter(({ check }) => check.law === law);
    if (of.length === 0) return [];
    const violations = of.flatMap(({ check: { scenario, seen } }) => (seen === undefined ? [] : [{ scenario, seen }]));
    const excused = of.map(({ pair, check: { seen } }) => (seen === undefined ? undefined : excuse(law, pair))).find((reason) => reason !== undefined);
    return [{ law, scenarios: of.length, violations, ...(excused !== undefined && { excused }) }];
  });
}
