import type { Family } from '../case.ts';
import { ALL, exponential } from './loads.ts';

export const dispatching: Family = {
  sketches: [
    { name: 'random split, equal nodes', formulas: ['random-split', 'mm1'], loads: ALL, memory: 3, sources: [[1, exponential]], pool: '{ nodes: 3, dispatch: random }' },
    { name: 'random split, unequal nodes', formulas: ['random-split', 'mm1', 'mmc'], loads: [0.5, 0.7], memory: 3, sources: [[1, exponential]], pool: '{ nodes: [{ speed: 1 }, { slots: 2, speed: 0.7 }], dispatch: random }' },
    { name: 'random split, ps, two classes', formulas: ['random-split', 'mg1-ps'], loads: [0.7], memory: 3, sources: [[0.5, exponential], [0.5, '{ erlang: { k: 2, mean: 2 } }']], pool: '{ nodes: 2, dispatch: random, discipline: ps }' },
    { name: 'random split, loss', formulas: ['random-split', 'mmck', 'mmcc'], forgets: 'quickly', loads: [0.7, 1.2], sources: [[1, exponential]], pool: '{ nodes: [{ capacity: 4 }, { slots: 2, capacity: 2 }], dispatch: random }' },
  ],
  paths: [],
};
