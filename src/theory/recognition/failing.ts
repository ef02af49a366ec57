import type { Faults, Scenario } from '../../scenario.ts';
import type { Station } from '../../prediction.ts';
import { effectiveDiscipline } from './effective.ts';

/** A node that stands alone with its queue, and what goes wrong there; undefined of any other scenario, and where tasks are given up in time or doubled. */
export function faultyStation(scenario: Scenario): { readonly station: Station; readonly faults: Faults } | undefined {
  const { classes, sources, pool } = scenario;
  const { nodes, capacity, dispatch, faults = {}, recovery } = pool;
  // What is lost in a crash goes to the end of a queue for all nodes, and to its old place at a node.
  if (nodes.length !== 1 || dispatch.name === 'central') return undefined;
  if (recovery?.timeout !== undefined || recovery?.backup || recovery?.heartbeat || sources.some(({ estimate }) => estimate)) return undefined;
  const [node] = nodes;
  const station = { classes, sources, ...node, capacity: Math.min(node.capacity, capacity), discipline: effectiveDiscipline(scenario) };
  return station.slots === 1 && station.capacity === Infinity ? { station, faults } : undefined;
}

/** Tries that may fail, each with the same chance, at most so many; a job whose last one fails is a dead letter. */
export interface FailingTries {
  readonly probability: number;
  readonly at: 'end' | 'anywhere';
  readonly tries: number;
  readonly sizes: 'same' | 'drawn';
}

/** Tries that follow one another at once, where nothing else goes wrong. */
export function failingTries({ pool: { faults = {}, recovery } }: Scenario): FailingTries | undefined {
  const { failure } = faults;
  if (!failure || Object.keys(faults).length > 1 || recovery?.retry?.backoff) return undefined;
  return { ...failure, tries: 1 + (recovery?.retry?.limit ?? 0), sizes: recovery?.sizes ?? 'same' };
}

/** What becomes of jobs whose tries fail with probability `failure`, of which there are at most `tries`. */
export function fatesOf({ failure, tries }: { readonly failure: number; readonly tries: number }) {
  let [reached, mean, ofDone] = [1, 0, 0];
  for (let k = 1; k <= tries && reached > 0; k++) {
    mean += reached;
    ofDone += k * reached * (1 - failure);
    reached *= failure;
  }
  /** Dead letters as a fraction of jobs; tries per job, and per job that is done. */
  return { dead: reached, mean, ofDone: ofDone / (1 - reached) };
}
