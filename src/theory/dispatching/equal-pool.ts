/** Equal nodes of one slot each behind a dispatcher: the parameters that many formulas share, and when a scenario is one. */
import type { Scenario } from '../../scenario.ts';
import { count, ParamError, positive } from '../../params.ts';
import { markovian } from '../recognition/station.ts';
import { orderParam, type Order } from '../station-params.ts';

export interface EqualPool {
  /** Jobs that come to the pool per time unit. */
  readonly lambda: number;
  /** Jobs per time unit that one busy node serves. */
  readonly mu: number;
  readonly nodes: number;
  readonly discipline: Order;
}

export const lambdaOfAll = positive('arrival rate λ of all jobs together, jobs per time unit');
export const muOfEach = positive('service rate μ of each node, jobs per time unit: speed / mean size');
export const nodesOf = (max?: number) => count('number of nodes n', max);

export const choicesOf = (max?: number) => count('queues looked at d', max).default(2).describe('queues looked at d');

export const equalPoolParams = (max?: number) => ({ lambda: lambdaOfAll, mu: muOfEach, nodes: nodesOf(max), discipline: orderParam });

export const loadOfPool = ({ lambda, mu, nodes }: Pick<EqualPool, 'lambda' | 'mu' | 'nodes'>): number => lambda / (nodes * mu);

/** Looking at more queues than there are is refused: d = n is jsq. */
export function refuseMoreThanAll(d: number, nodes: number): void {
  if (d > nodes) throw new ParamError(`${d} queues looked at need at least as many nodes, not ${nodes}`, ['d']);
}

/** Poisson input, exponential sizes, and several nodes of one slot and unlimited room under a discipline that does not know sizes. */
export function unequalPool({ pool, sources, classes }: Scenario): (Omit<EqualPool, 'mu' | 'nodes'> & { readonly mu: readonly number[] }) | undefined {
  const { nodes, discipline } = pool;
  if (nodes.length < 2 || pool.capacity < Infinity) return undefined;
  if (nodes.some(({ slots, capacity }) => slots !== 1 || capacity < Infinity)) return undefined;
  const found = markovian({ classes, sources, ...nodes[0], discipline });
  return found && { ...found, mu: nodes.map(({ speed }) => (found.mu * speed) / nodes[0].speed) };
}

/** The same, where the nodes are equal. */
export function equalPool(scenario: Scenario): EqualPool | undefined {
  const found = unequalPool(scenario);
  if (!found || found.mu.some((mu) => mu !== found.mu[0])) return undefined;
  return { ...found, mu: found.mu[0], nodes: found.mu.length };
}

/** How many queues, two at least, the dispatcher compares before it joins the shortest of them; undefined where it does otherwise. */
export function queuesLookedAt({ pool: { dispatch, nodes } }: Scenario): number | undefined {
  if (dispatch.name === 'jsq') return nodes.length;
  const d = dispatch.name === 'power-of-d' ? (dispatch.params['d'] as number) : 1;
  return d > 1 ? Math.min(d, nodes.length) : undefined;
}
