/** The scenarios that every policy goes through: pools by workloads, each at a load where queues build up. */
import type { JobClass, Node, Source } from '../../src/model.ts';
import type { Discipline, Policy } from '../../src/policy.ts';
import type { Scenario } from '../../src/scenario.ts';
import { boundedPareto } from '../../src/random/distributions/bounded-pareto.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { customers, type Dispatch, renewals, scenarioOf } from './scenarios.ts';

export interface PoolCase {
  readonly name: string;
  readonly nodes: readonly Partial<Node>[];
  readonly capacity?: number;
}

export const pools: readonly PoolCase[] = [
  { name: 'one slot', nodes: [{}] },
  { name: 'three slots', nodes: [{ slots: 3 }] },
  { name: 'four nodes', nodes: [{}, {}, {}, {}] },
  { name: 'unequal nodes', nodes: [{ speed: 1 }, { speed: 4, slots: 2 }, { speed: 0.5, slots: 3 }, { speed: 2 }] },
  { name: 'a full node', nodes: [{ capacity: 3 }] },
  { name: 'a full pool of nodes', nodes: [{ capacity: 2 }, { capacity: 3, slots: 2, speed: 2 }, { capacity: 2 }, {}], capacity: 7 },
];

export interface Workload {
  readonly name: string;
  readonly jobs?: number;
  /** In mean sizes per unit of the pool's speed. */
  readonly until?: number;
  sources(totalSpeed: number): readonly Source[];
}

const urgentAndNot: readonly JobClass[] = [{ name: 'patient', priority: 2, weight: 1 }, { name: 'urgent', priority: 1, weight: 1 }];
const heavyTail = boundedPareto.create({ shape: 1.5, min: 0.4, max: 1e3 });
const one = deterministic.create({ value: 1 });
const exponentialSize = exponential.create({ mean: 1 });

export const workloads: readonly Workload[] = [
  {
    name: 'Poisson arrivals, exponential sizes',
    jobs: 250,
    sources: (speed) => [0, 1].map((kind) => renewals(`p${kind}`, kind, exponential.create({ mean: 2 / (0.85 * speed) }), exponentialSize)),
  },
  {
    // Arrivals fall together with departures, and every size is the same: ties everywhere.
    name: 'deterministic arrivals and sizes',
    until: 150.3,
    sources: (speed) => [0, 1].map((kind) => renewals(`d${kind}`, kind, deterministic.create({ value: 2 / speed }), one)),
  },
  {
    name: 'batches of five, heavy-tailed sizes',
    until: 250,
    sources: (speed) => [0, 1].map((kind) => renewals(`b${kind}`, kind, exponential.create({ mean: (10 * heavyTail.mean) / (0.9 * speed) }), heavyTail, 5)),
  },
  {
    name: 'twenty customers who think',
    jobs: 250,
    sources: (speed) => [0, 1].map((kind) => customers(`c${kind}`, kind, 10, exponential.create({ mean: 18 / speed }), exponentialSize)),
  },
];

export function totalSpeed(nodes: readonly Partial<Node>[]): number {
  return nodes.reduce((sum, { slots = 1, speed = 1 }) => sum + slots * speed, 0);
}

export function spread(dispatch: Dispatch, discipline: Policy<Discipline>): readonly Scenario[] {
  return pools.flatMap((pool) => workloads.map((workload) => scenarioFor(pool, workload, dispatch, discipline)));
}

export function scenarioFor(pool: PoolCase, workload: Workload, dispatch: Dispatch, discipline: Policy<Discipline>): Scenario {
  const speed = totalSpeed(pool.nodes);
  return scenarioOf({
    ...pool,
    name: `${pool.name}, ${workload.name}`,
    classes: urgentAndNot,
    sources: workload.sources(speed),
    dispatch,
    discipline,
    ...(workload.until === undefined ? { jobs: workload.jobs } : { until: workload.until / speed }),
  });
}
