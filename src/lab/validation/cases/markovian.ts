import type { Family } from '../case.ts';
import { ALL, MAIN, SOME, LOSSY, exponential } from './loads.ts';

export const markovian: Family = {
  sketches: [
    { name: 'mm1', formulas: ['mm1'], loads: ALL, sources: [[1, exponential]], pool: '{ nodes: 1 }' },
    { name: 'mm1, fast node', formulas: ['mm1'], loads: SOME, sources: [[1, '{ exponential: { mean: 3 } }']], pool: '{ nodes: [{ speed: 2.5 }] }' },
    { name: 'mm1, two sources', formulas: ['mm1'], loads: SOME, sources: [[0.3, exponential], [0.7, exponential]], pool: '{ nodes: 1 }' },
    { name: 'mm1, lcfs', formulas: ['mm1'], loads: SOME, sources: [[1, exponential]], pool: '{ nodes: 1, discipline: lcfs }' },
    { name: 'mm1, las', formulas: ['mm1'], loads: SOME, sources: [[1, exponential]], pool: '{ nodes: 1, discipline: las }' },
    { name: 'mm1, round robin', formulas: ['mm1'], loads: SOME, sources: [[1, exponential]], pool: '{ nodes: 1, discipline: { round-robin: { quantum: 0.5 } } }' },
    { name: 'mmc, one node of 3 slots', formulas: ['mmc'], loads: ALL, sources: [[1, exponential]], pool: '{ nodes: [{ slots: 3 }] }' },
    { name: 'mmc, central over 5 nodes', formulas: ['mmc'], loads: MAIN, sources: [[1, exponential]], pool: '{ nodes: [{ count: 4, speed: 2 }, { speed: 2 }], dispatch: central }' },
    { name: 'mmc, central over nodes of 2 slots, two sources', formulas: ['mmc'], loads: [0.8], sources: [[0.5, exponential], [0.5, exponential]], pool: '{ nodes: [{ count: 2, slots: 2 }], dispatch: central }' },
    { name: 'mmc, ps on 2 slots', formulas: ['mmc'], loads: SOME, sources: [[1, exponential]], pool: '{ nodes: [{ slots: 2 }], discipline: ps }' },
    { name: 'mmck, one slot', formulas: ['mmck'], forgets: 'quickly', loads: LOSSY, sources: [[1, exponential]], pool: '{ nodes: [{ capacity: 6 }] }' },
    { name: 'mmck, 3 slots', formulas: ['mmck'], forgets: 'quickly', loads: [0.8, 1.2], sources: [[0.4, exponential], [0.6, exponential]], pool: '{ nodes: [{ slots: 3, speed: 0.5, capacity: 8 }] }' },
    { name: 'mmck, central', formulas: ['mmck'], forgets: 'quickly', loads: [0.8, 1.2], sources: [[1, exponential]], pool: '{ nodes: 3, capacity: 8, dispatch: central }' },
    { name: 'mmcc, exponential', formulas: ['mmcc'], forgets: 'quickly', loads: LOSSY, sources: [[1, exponential]], pool: '{ nodes: [{ slots: 4, capacity: 4 }] }' },
    { name: 'mmcc, deterministic', formulas: ['mmcc'], forgets: 'quickly', loads: [0.8, 1.2], sources: [[1, '{ deterministic: { value: 1 } }']], pool: '{ nodes: [{ slots: 4, capacity: 4 }] }' },
    { name: 'mmcc, two classes of other sizes', formulas: ['mmcc'], forgets: 'quickly', loads: [0.8, 1.2], sources: [[0.5, exponential], [0.5, '{ hyperexponential: { mean: 3, scv: 4 } }']], pool: '{ nodes: 5, capacity: 5, dispatch: central }' },
    { name: 'mminf, exponential', formulas: ['mminf'], forgets: 'quickly', loads: [0.5, 5, 50], by: 'rate', sources: [[1, exponential]], pool: '{ nodes: [{ slots: unlimited }] }' },
    { name: 'mminf, lognormal', formulas: ['mminf'], forgets: 'quickly', loads: [5], by: 'rate', sources: [[0.5, '{ lognormal: { mean: 1, scv: 2 } }'], [0.5, exponential]], pool: '{ nodes: [{ slots: unlimited, speed: 2 }] }' },
  ],
  paths: [],
};
