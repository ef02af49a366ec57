/** Which scenarios with closed sources have a product form. */
import type { Source } from '../../model.ts';
import type { Pool, Scenario } from '../../scenario.ts';
import { isSizeBlind } from '../recognition/station.ts';
import type { ClosedClasses } from './closed-classes.ts';

/** Several closed sources that share one slot. */
export function closedSharing(scenario: Scenario): ClosedClasses | undefined {
  const { pool, sources } = scenario;
  return pool.nodes.length === 1 && pool.nodes[0].slots === 1 && pool.discipline.name === 'ps' && sources.length > 1 ? productForm(scenario) : undefined;
}

/** Closed sources and nodes among which each job is sent at random, or one node with several sources that do not share it. */
export function closedSplit(scenario: Scenario): ClosedClasses | undefined {
  const { pool, sources } = scenario;
  if (pool.nodes.length > 1 ? pool.dispatch.name !== 'random' : sources.length === 1 || closedSharing(scenario)) return undefined;
  return productForm(scenario);
}

/** Single slots and delays in which the numbers by class have a product form. Source: Baskett, Chandy, Muntz and Palacios 1975. */
function productForm({ classes, sources, pool }: Scenario): ClosedClasses | undefined {
  const { nodes, capacity } = pool;
  if (capacity < Infinity || nodes.some((node) => node.capacity < Infinity || (node.slots > 1 && node.slots < Infinity))) return undefined;
  if (!isQuasiReversible(pool, sources)) return undefined;
  const closed = sources.flatMap(({ class: index, process, size }) =>
    process.mechanism === 'closed' && size ? [{ name: classes[index].name, population: process.population, think: process.think.mean, mean: size.mean }] : [],
  );
  if (closed.length < sources.length || closed.some(({ mean }) => mean === 0)) return undefined;
  return {
    classes: closed.map(({ name, population, think }) => ({ name, population, think })),
    stations: nodes.map(({ slots, speed }, i) => ({ name: `node ${i}`, servers: slots, demands: closed.map(({ mean }) => mean / speed / nodes.length) })),
  };
}

/** Sharing, and nobody waiting, with any sizes; an order that does not know sizes where these are exponential and all alike. */
function isQuasiReversible({ nodes, discipline }: Pool, sources: readonly Source[]): boolean {
  if (discipline.name === 'ps' || nodes.every(({ slots }) => slots === Infinity)) return true;
  const mean = sources[0].size?.mean;
  if (!sources.every(({ size }) => size?.name === 'exponential' && size.mean === mean)) return false;
  return discipline.name === 'fcfs' || (sources.length === 1 && isSizeBlind(discipline));
}
