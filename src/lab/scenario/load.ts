import type { Node, Source } from '../../model.ts';

/** A load that the nodes cannot keep up with. */
export interface Overload {
  readonly load: number;
  /** Jobs by which the system grows per time unit, in the long run. */
  readonly rate: number;
  readonly message: string;
}

/** What a dispatcher that does not look at nodes sends to each of them. */
export interface Split {
  /** By node, of all work. */
  readonly shares: readonly number[];
  /** Why a node is given more than it can do. */
  readonly because: string;
}

/** Work that the nodes can do per time unit. */
export function poolSpeed(nodes: readonly Node[]): number {
  return nodes.reduce((sum, { slots, speed }) => sum + slots * speed, 0);
}

/** Mean size of a source's jobs, or of their tasks: declared, or recorded. */
export function meanSize({ size, process }: Pick<Source, 'size' | 'process'>): number {
  if (process.mechanism === 'recorded' && process.sizes) {
    return process.sizes.reduce((sum, value) => sum + value, 0) / process.sizes.length;
  }
  return size?.mean ?? NaN;
}

/** Mean work that a source's jobs bring, with all of their tasks. */
export function meanWork(source: Pick<Source, 'size' | 'process' | 'tasks'>): number {
  return meanSize(source) * (source.tasks?.mean ?? 1);
}

/**
 * The overload of the pool, or of the nodes that a static split gives more than they can do; undefined where the system
 * has a steady state. `strain` is how many times as much work there is for faults. Only jobs that keep coming count: a record ends, a timetable may, and a closed population holds itself back.
 */
export function offeredLoad(
  sources: readonly Source[],
  nodes: readonly Node[],
  poolCapacity: number,
  split: Split | undefined,
  strain = 1,
): Overload | undefined {
  let work = 0;
  let jobs = 0;
  for (const source of sources) {
    if (source.process.mechanism !== 'open' || source.process.ends !== undefined) continue;
    work += source.process.rate * meanWork(source) * strain;
    jobs += source.process.rate;
  }
  if (jobs === 0 || poolCapacity < Infinity) return undefined;
  const total = poolSpeed(nodes);
  const faulty = strain === 1 ? '' : `, faults counted (${round(work / total / strain)} without)`;
  const bounded = nodes.every(({ capacity }) => capacity < Infinity);
  const excess = (split?.shares ?? []).map((share, node) => work * share - nodes[node].slots * nodes[node].speed);
  const overloaded = excess.map((_, node) => node).filter((node) => excess[node] >= 0 && nodes[node].capacity === Infinity);
  // A node that is given little idles while others fall behind: by a split more jobs are left over than the nodes together could not do.
  const left = split ? overloaded.reduce((sum, node) => sum + excess[node], 0) : work - total;
  const rate = left * (jobs / work);
  if (work >= total && !bounded) return { load: work / total, rate, message: `load is ${round(work / total)}${faulty}: the nodes cannot keep up` };
  if (!split || overloaded.length === 0) return undefined;
  const node = overloaded.reduce((worst, other) => (excess[other] > excess[worst] ? other : worst));
  const load = (work * split.shares[node]) / (nodes[node].slots * nodes[node].speed);
  return { load, rate, message: `load of node ${node} is ${round(load)}${strain === 1 ? '' : ', faults counted'}, since ${split.because}` };
}

function round(load: number): number {
  return Number(load.toPrecision(4));
}
