/** The laws one by one, each on the scenarios that show it. */
import { fcfs } from '../../disciplines/fcfs.ts';
import { central } from '../../dispatchers/central.ts';
import type { Signal } from '../../policy.ts';
import type { Scenario } from '../../scenario.ts';
import { audited, broken } from './audited.ts';
import { otherBusyPeriods } from './busy-periods.ts';
import { goTogether, type Pair } from './candidate.ts';
import { drawn } from './drawn.ts';
import { recorded } from './identified.ts';
import type { LawName } from './law.ts';
import { completionsOf, difference, type Path, pathOf, streamsOf } from './path.ts';
import { inSlowMotion, onFasterNodes } from './slower.ts';
import { type JobCase, type PoolCase, pools, scenarioFor, spread, workloads } from './spread.ts';
import { policyOf, setupOf } from './trial.ts';
import { watchDiscipline, watchDispatch } from './watched.ts';

/** A law held against one scenario; `seen` is what broke it. */
export interface Check {
  readonly law: LawName;
  readonly scenario: string;
  readonly seen?: string;
}

/** What an audit looks at. */
export const auditLaws = ['valid answers', 'declared signals', 'views end with the call', 'time', 'conservation', 'capacity', 'work conservation', 'Little', 'utilisation', 'bounds'] as const;

/** What the two policies of a pair have looked at. */
export interface SignalsRead {
  readonly dispatch: Set<Signal>;
  readonly discipline: Set<Signal>;
}

/** Every scenario under audit, with policies that are watched; what they look at is added to `read`. */
export function checkAudits({ dispatch, discipline }: Pair, cases = { pools, workloads }, read?: SignalsRead): readonly Check[] {
  const watched = { dispatch: watchDispatch(dispatch.policy, read?.dispatch).policy, discipline: watchDiscipline(discipline.policy, read?.discipline).policy };
  return spread(watched.dispatch, watched.discipline, cases).flatMap((scenario) => {
    let refused = false;
    const violations = broken(() => {
      refused = !goTogether(plain(scenario, { dispatch, discipline }));
      return refused ? [] : audited(scenario);
    });
    if (refused) return [];
    return auditLaws.map((law) => check(law, scenario, violations.find((violation) => violation.law === law)?.message));
  });
}

export function checkSameBits(pair: Pair, cases = workloads): readonly Check[] {
  return cases.flatMap((workload) =>
    each(pair, pool('unequal nodes'), workload, (scenario) => [check('same seed, same bits', scenario, difference(pathOf(scenario, 1), pathOf(scenario, 1)))]),
  );
}

export function checkOtherSeeds(pair: Pair): readonly Check[] {
  return each(pair, pool('four nodes'), workloads[0], (scenario) => {
    const path = pathOf(scenario);
    const others = [pathOf({ ...scenario, seed: 'other' }), pathOf(scenario, 1)];
    const same = others.some((other) => difference(other, path) === undefined);
    return [check('other seeds', scenario, same ? 'another seed or replication gives the same run' : undefined)];
  });
}

export function checkCommonRandomNumbers(pair: Pair, cases = workloads): readonly Check[] {
  return cases.flatMap((workload) =>
    each(pair, pool('four nodes'), workload, (scenario) => {
      const expected = drawn(scenarioFor(pool('four nodes'), workload, policyOf(central, {}), policyOf(fcfs, {})));
      const other = [...drawn(scenario)].find(([source, values]) => {
        const both = Math.min(values.length, expected.get(source)!.length);
        return both < 20 || values.slice(0, both).some((value, i) => value !== expected.get(source)![i]);
      });
      return [check('common random numbers', scenario, other && `the ${other[0]} are others than under fcfs in one queue`)];
    }),
  );
}

export function checkReplays(pair: Pair): readonly Check[] {
  return each(pair, pool('four nodes'), workloads[0], (scenario) => {
    const path = pathOf(scenario);
    const arrived = path.filter(([event]) => event === 'entered' || event === 'lost').length;
    return [check('recording replays', scenario, difference(pathOf(recorded(scenario, streamsOf(scenario), arrived + 1)), path))];
  });
}

const FACTOR = 4;

/** Several slots of one speed, several speeds, and room for few. */
const scalable = ['three slots', 'unequal nodes', 'a full pool of nodes'];

export function checkScaling(pair: Pair, cases = workloads): readonly Check[] {
  return scalable.flatMap((name) => cases.flatMap((workload) =>
    each(pair, pool(name), workload, (scenario) => {
      const path = pathOf(scenario);
      return [
        check('scaling of time', scenario, difference(pathOf(inSlowMotion(scenario, pair, FACTOR)), path.map((event) => slowed(event, FACTOR, FACTOR)))),
        check('scaling of speed', scenario, difference(pathOf(onFasterNodes(scenario, pair, FACTOR)), path.map((event) => slowed(event, 1, FACTOR)))),
      ];
    }),
  ));
}

/** The event with its times and sizes so much larger. */
function slowed([event, now, ...rest]: Path[number], times: number, sizes: number): Path[number] {
  const later = times * (now as number);
  if (event === 'taskDone') {
    const [jobClass, node, response, service, size] = rest as number[];
    return [event, later, jobClass, node, times * response, times * service, sizes * size];
  }
  if (event !== 'completed') return [event, later, ...rest];
  const [jobClass, node, response, service, size, deadline] = rest as number[];
  return [event, later, jobClass, node, times * response, times * service, sizes * size, times * deadline];
}

export function checkOneQueue(pair: Pair, cases = workloads): readonly Check[] {
  const oneNode: PoolCase = { name: 'one node of three slots', nodes: [{ slots: 3 }] };
  const threeNodes: PoolCase = { name: 'three nodes behind one queue', nodes: [{}, {}, {}] };
  const onePool = { ...pair, dispatch: { ...pair.dispatch, policy: policyOf(central, {}) } };
  return cases.flatMap((workload) => {
    const expected = scenarioFor(oneNode, workload, policyOf(central, {}), pair.discipline.policy);
    const compared = (scenario: Scenario) => [check('one queue is one node', scenario, difference(whereverDone(scenario), whereverDone(expected)))];
    return [...each(onePool, threeNodes, workload, compared), ...each(pair, oneNode, workload, compared)];
  });
}

export function checkBusyPeriods(pair: Pair): readonly Check[] {
  return [workloads[0], workloads[1], workloads[2]].flatMap((workload) =>
    each(pair, pool('one slot'), workload, (scenario) => {
      // What begins again is served for longer than its size takes.
      const made = scenario.pool.discipline.create(setupOf(scenario));
      if (made.mechanism === 'ordered' && (made.afterwards ?? 'resume') !== 'resume') return [];
      return [check('busy periods', scenario, otherBusyPeriods(scenario, 75))];
    }),
  );
}

/** When jobs are done, without the node. */
function whereverDone(scenario: Scenario): Path {
  return completionsOf(pathOf(scenario)).map((event) => event.toSpliced(3, 1));
}

/** The checks on the scenario of these parts, where they go together. */
function each(pair: Pair, poolCase: PoolCase, workload: JobCase, checks: (scenario: Scenario) => readonly Check[]): readonly Check[] {
  const scenario = scenarioFor(poolCase, workload, pair.dispatch.policy, pair.discipline.policy);
  let found: readonly Check[] = [];
  const violations = broken(() => {
    found = goTogether(scenario) ? checks(scenario) : [];
    return [];
  });
  return [...found, ...violations.map(({ law, message }) => check(law, scenario, message))];
}

function plain(scenario: Scenario, { dispatch, discipline }: Pair): Scenario {
  return { ...scenario, pool: { ...scenario.pool, dispatch: dispatch.policy, discipline: discipline.policy } };
}

function pool(name: string): PoolCase {
  return pools.find((one) => one.name === name)!;
}

function check(law: LawName, { name, pool: { dispatch, discipline } }: Scenario, seen: string | undefined): Check {
  return { law, scenario: `${name}; ${dispatch.name} with ${discipline.name}`, ...(seen !== undefined && { seen }) };
}
