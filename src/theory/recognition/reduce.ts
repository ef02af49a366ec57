/** Which parts of a scenario are stations that stand alone. */
import type { Node, Source, Stream } from '../../model.ts';
import type { Discipline, Policy } from '../../policy.ts';
import type { Pool, Scenario } from '../../scenario.ts';
import type { Station } from '../../prediction.ts';
import { erlang } from '../../random/distributions/erlang.ts';
import { exponential } from '../../random/distributions/exponential.ts';
import { effectiveDiscipline, FCFS } from './effective.ts';
import { isClassBlind, isPoisson, poissonInput } from './station.ts';

export interface StandingAlone {
  readonly station: Station;
  /** The nodes that are each such a station; empty where the station is the whole pool. */
  readonly nodes: readonly number[];
  /** Slots that are there, of which room may leave some without use; utilisation is a fraction of these. */
  readonly slots: number;
}

/** The stations, or why there are none. */
export function reduce(scenario: Scenario): readonly StandingAlone[] | string {
  const { pool, sources, classes } = scenario;
  const discipline = effectiveDiscipline(scenario);
  const alone = (node: Node, part: readonly Source[], slots = node.slots, nodes: readonly number[] = []): StandingAlone => ({
    station: simplified({ classes, sources: part, ...node, slots: Math.min(node.slots, node.capacity), discipline }),
    nodes,
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
  const part = split(pool, sources, discipline);
  if (typeof part === 'string') return part;
  return kinds(pool.nodes).map((nodes) => alone(pool.nodes[nodes[0]], part, undefined, nodes));
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

/** What comes to each of several nodes where they do not depend on one another, or why they do. */
function split(pool: Pool, sources: readonly Source[], discipline: Policy<Discipline>): readonly Source[] | string {
  const { nodes, capacity, dispatch: { name } } = pool;
  const n = nodes.length;
  const blind = blindSplit(pool);
  if (!blind) return `${name} over ${n} nodes has no exact formula here: the nodes depend on one another`;
  if (capacity < Infinity) return `the pool's capacity of ${capacity} ties its nodes together: no formula here covers that`;
  const foreign = sources.find(({ process }) => !isPoisson(process));
  if (foreign) return `arrivals of ${foreign.name} are ${foreign.process.name}, not Poisson: no formula here covers what ${name} leaves of them to each node`;
  if (blind === 'random') return sources.map((source) => thin(source, n));
  const folded = everyNth(sources, n);
  // Who is of which class is lost where the jobs of all sources are dealt out in turn.
  if (!isClassBlind(discipline) && folded.size!.name === 'mixture') return `${name} over ${n} nodes under ${discipline.name} with sizes by class: no formula here covers that`;
  return [folded];
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

/** Indices of equal nodes together, in the order of their first. */
function kinds(nodes: readonly Node[]): number[][] {
  const byKind = new Map<string, number[]>();
  for (const [index, { slots, speed, capacity }] of nodes.entries()) {
    const kind = `${slots} ${speed} ${capacity}`;
    byKind.set(kind, [...(byKind.get(kind) ?? []), index]);
  }
  return [...byKind.values()];
}

/** A Poisson source of which each job is kept with probability 1/n is again Poisson. */
function thin(source: Source, n: number): Source {
  if (source.process.mechanism !== 'open') return source;
  const rate = source.process.rate / n;
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
