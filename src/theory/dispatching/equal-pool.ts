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

/** How many different queues, two at least, the dispatcher compares before it joins the shortest of them; undefined where it does otherwise. */
export function queuesLookedAt(scenario: Scenario): number | undefined {
  const { nodes } = scenario.pool;
  if (tiesOf(scenario)) return nodes.length;
  const drawn = queuesDrawn(scenario);
  return drawn?.replacement === false ? Math.min(drawn.d, nodes.length) : undefined;
}

/** How a dispatcher that joins the shortest of all queues chooses among equal ones; undefined where it does otherwise. */
export function tiesOf({ pool: { dispatch: { name, params }, nodes } }: Scenario): 'random' | 'first' | undefined {
  if (name === 'jsq') return params['ties'] as 'random' | 'first';
  // What it has sent to a node and is not done is at the node.
  if (name === 'least-connections' && params['weights'] === 'none') return 'random';
  const equal = nodes.every(({ slots, speed }) => slots === nodes[0].slots && speed === nodes[0].speed);
  return name === 'shortest-expected-delay' && equal ? 'first' : undefined;
}

/** How many queues, two at least, the dispatcher draws anew for every job to join the shortest of them; undefined where it does otherwise. */
export function queuesDrawn({ pool: { dispatch: { name, params } } }: Scenario): { readonly d: number; readonly replacement: boolean } | undefined {
  const d = params['d'] as number;
  return name === 'power-of-d' && d > 1 && !params['memory'] ? { d, replacement: params['replacement'] === true } : undefined;
}

/** Whether one list of idle nodes says where a job goes, or chance where it is empty. */
export function joinsAnIdleOne({ pool: { dispatch: { name, params } } }: Scenario): boolean {
  return (name === 'join-idle-queue' && params['dispatchers'] === 1) || (name === 'join-below-threshold' && params['threshold'] === 1);
}
