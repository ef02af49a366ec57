/** The scenarios that every policy goes through: pools by workloads, each at a load where queues build up. */
import type { Distribution, JobClass, Node, Source } from '../../model.ts';
import { boundedPareto } from '../../random/distributions/bounded-pareto.ts';
import { deterministic } from '../../random/distributions/deterministic.ts';
import { exponential } from '../../random/distributions/exponential.ts';
import { uniform } from '../../random/distributions/uniform.ts';
import type { Scenario } from '../../scenario.ts';
import { customers, type Dispatch, renewals, scenarioOf, type Serve } from './trial.ts';

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

export interface JobCase {
  readonly name: string;
  readonly jobs?: number;
  /** In mean sizes per unit of the pool's speed. */
  readonly until?: number;
  sources(totalSpeed: number): readonly Source[];
}

const urgentAndNot: readonly JobClass[] = [{ name: 'patient', priority: 2, weight: 1 }, { name: 'urgent', priority: 1, weight: 3 }];
const heavyTail = boundedPareto.create({ shape: 1.5, min: 0.4, max: 1e3 });
const one = deterministic.create({ value: 1 });
const exponentialSize = exponential.create({ mean: 1 });
const key = uniform.create({ min: 0, max: 16 });

/** Two equal sources, whose jobs have deadlines and keys. */
function both(speed: number, source: (kind: number) => Source): readonly Source[] {
  return [0, 1].map((kind) => ({ ...source(kind), deadline: exponential.create({ mean: 8 / speed }), key }));
}

function poisson(load: number, size: Distribution, batch = 1): JobCase['sources'] {
  return (speed) => both(speed, (kind) => renewals(`p${kind}`, kind, exponential.create({ mean: (2 * batch * size.mean) / (load * speed) }), size, batch));
}

export const workloads: readonly JobCase[] = [
  { name: 'Poisson arrivals, exponential sizes', jobs: 120, sources: poisson(0.85, exponentialSize) },
  {
    // Arrivals fall together with departures, and every size is the same: ties everywhere.
    name: 'deterministic arrivals and sizes',
    until: 80.3,
    sources: (speed) => both(speed, (kind) => renewals(`d${kind}`, kind, deterministic.create({ value: 2 / speed }), one)),
  },
  { name: 'batches of five, heavy-tailed sizes', until: 150, sources: poisson(0.9, heavyTail, 5) },
  {
    name: 'twenty customers who think',
    jobs: 120,
    sources: (speed) => both(speed, (kind) => customers(`c${kind}`, kind, 10, exponential.create({ mean: 18 / speed }), exponentialSize)),
  },
];

/** A few nodes of one slot or of four, exponential or bounded Pareto sizes: for all combinations of policies. */
export const brief: { readonly pools: readonly PoolCase[]; readonly workloads: readonly JobCase[] } = {
  pools: [
    { name: 'one slot each', nodes: [{}, { speed: 2 }, {}] },
    { name: 'four slots each', nodes: [{ slots: 4 }, { slots: 4, speed: 0.5, capacity: 7 }, { slots: 4 }] },
  ],
  workloads: [
    { name: 'exponential sizes', jobs: 150, sources: poisson(0.9, exponentialSize) },
    { name: 'bounded Pareto sizes', jobs: 150, sources: poisson(0.9, heavyTail) },
  ],
};

export function totalSpeed(nodes: readonly Partial<Node>[]): number {
  return nodes.reduce((sum, { slots = 1, speed = 1 }) => sum + slots * speed, 0);
}

export function spread(dispatch: Dispatch, discipline: Serve, cases = { pools, workloads }): readonly Scenario[] {
  return cases.pools.flatMap((pool) => cases.workloads.map((workload) => scenarioFor(pool, workload, dispatch, discipline)));
}

export function scenarioFor(pool: PoolCase, workload: JobCase, dispatch: Dispatch, discipline: Serve): Scenario {
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
