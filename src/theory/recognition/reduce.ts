/** Which parts of a scenario are stations that stand alone. */
import type { Node, Source, Stream } from '../../model.ts';
import type { Discipline, Policy } from '../../policy.ts';
import type { Pool, Scenario } from '../../scenario.ts';
import type { Station } from '../../prediction.ts';
import { erlang } from '../../random/distributions/erlang.ts';
import { exponential } from '../../random/distributions/exponential.ts';
import { effectiveDiscipline, FCFS } from './effective.ts';
import { isClassBlind, isPoisson, poissonInput } from './station.ts';
import { staticShares } from './static-shares.ts';

export interface StandingAlone {
  readonly station: Station;
  /** The nodes that are each such a station; empty where the station is the whole pool. */
  readonly nodes: readonly number[];
  /** Fraction of all jobs that come to it, or to each of these nodes. */
  readonly share: number;
  /** Slots that are there, of which room may leave some without use; utilisation is a fraction of these. */
  readonly slots: number;
}

/** The stations, or why there are none. */
export function reduce(scenario: Scenario): readonly StandingAlone[] | string {
  const { pool, sources, classes } = scenario;
  const discipline = effectiveDiscipline(scenario);
  const alone = (node: Node, part: readonly Source[], slots = node.slots, nodes: readonly number[] = [], share = 1): StandingAlone => ({
    station: simplified({ classes, sources: part, ...node, slots: Math.min(node.slots, node.capacity), discipline }),
    nodes,
    share,
    slots,
  });
  if (pool.dispatch.name === 'central') {
    const merged = oneQueue(pool);
    return typeof merged === 'string' ? merged : [alone(merged, sources, total(pool.nodes))];
  }
  const n = pool.nodes.length;
  if (n === 1) {
    const [node] = pool.nodes;
    return [alone({ ...node, capacity: Math.min(node.capacity, pool.capacity) }, sources)];
  }
  const shares = staticShares(scenario);
  const parts = split(pool, sources, discipline, shares);
  if (typeof parts === 'string') return parts;
  return kinds(pool.nodes, shares!).map((nodes) => alone(pool.nodes[nodes[0]], parts(shares![nodes[0]]), undefined, nodes, shares![nodes[0]]));
}

/** How jobs are spread over the nodes where nobody looks at them: one choice of one node is random. */
export function blindSplit({ nodes, dispatch: { name, params } }: Pick<Pool, 'nodes' | 'dispatch'>): 'random' | 'round-robin' | undefined {
  if (name === 'random' || name === 'round-robin') return name;
  if (name === 'weighted-round-robin') {
    const weights = params['weights'] === 'speed' ? nodes.map(({ slots, speed }) => slots * speed) : (params['weights'] as readonly number[]);
    return weights.every((weight) => weight === weights[0]) ? 'round-robin' : undefined;
  }
  return name === 'power-of-d' && params['d'] === 1 && !params['memory'] ? 'random' : undefined;
}

/** What comes to a node that gets a share of the jobs where nodes do not depend on one another, or why they do. */
function split(pool: Pool, sources: readonly Source[], discipline: Policy<Discipline>, shares: readonly number[] | undefined): ((share: number) => readonly Source[]) | string {
  const { nodes, capacity, dispatch: { name } } = pool;
  const n = nodes.length;
  if (!shares) return `${name} over ${n} nodes has no exact formula here: the nodes depend on one another`;
  if (capacity < Infinity) return `the pool's capacity of ${capacity} ties its nodes together: no formula here covers that`;
  const foreign = sources.find(({ process }) => !isPoisson(process));
  if (foreign) return `arrivals of ${foreign.name} are ${foreign.process.name}, not Poisson: no formula here covers what ${name} leaves of them to each node`;
  if (blindSplit(pool) !== 'round-robin') return (share) => sources.map((source) => thin(source, share));
  const folded = everyNth(sources, n);
  // Who is of which class is lost where the jobs of all sources are dealt out in turn.
  if (!isClassBlind(discipline) && folded.size!.name === 'mixture') return `${name} over ${n} nodes under ${discipline.name} with sizes by class: no formula here covers that`;
  return () => [folded];
}

/** The node that a pool with one queue amounts to, or why it does not. */
function oneQueue({ nodes, capacity }: Pool): Node | string {
  const [{ speed }] = nodes;
  if (nodes.some((node) => node.speed !== speed)) return 'one queue for nodes of different speeds: no formula here covers that';
  // A node takes from the queue only what it serves at once.
  const slots = nodes.reduce((sum, node) => sum + Math.min(node.slots, node.capacity), 0);
  return { slots, speed, capacity };
}

function total(nodes: readonly Node[]): number {
  return nodes.reduce((sum, { slots }) => sum + slots, 0);
}

/** Indices of equal nodes with equal shares together, in the order of their first; not those to which no job comes. */
function kinds(nodes: readonly Node[], shares: readonly number[]): number[][] {
  const byKind = new Map<string, number[]>();
  for (const [index, { slots, speed, capacity }] of nodes.entries()) {
    if (shares[index] === 0) continue;
    const kind = `${slots} ${speed} ${capacity} ${shares[index]}`;
    byKind.set(kind, [...(byKind.get(kind) ?? []), index]);
  }
  return [...byKind.values()];
}

/** A Poisson source of which each job is kept with some probability is again Poisson. */
function thin(source: Source, share: number): Source {
  if (source.process.mechanism !== 'open') return source;
  const rate = source.process.rate * share;
  const gap = exponential.create({ mean: 1 / rate });
  return { ...source, process: { ...source.process, rate, gap, begin: (stream) => ({ next: () => gap.sample(stream) }) } };
}

/** Of Poisson sources together every n-th job: gaps of n exponential stages. */
function everyNth(sources: readonly Source[], n: number): Source {
  const { lambda, size } = poissonInput(sources)!;
  const gap = erlang.create({ k: n, mean: n / lambda });
  const process = { name: `every job in ${n} of a Poisson process`, mechanism: 'open', rate: lambda / n, gap, begin: (stream: Stream) => ({ next: () => gap.sample(stream) }) } as const;
  return { ...sources[0], process, size };
}

/** Where nobody waits, the discipline does not matter. */
function simplified(station: Station): Station {
  return station.slots === Infinity || station.capacity <= station.slots ? { ...station, discipline: FCFS } : station;
}
