import type { Family } from '../case.ts';
import { SOME, exponential } from './loads.ts';

const erlangGaps = '{ renewal: { gap: { erlang: { k: 2, mean: 1 } } } }';
const variableGaps = '{ renewal: { gap: { hyperexponential: { mean: 1, scv: 4 } } } }';
const erlang = '{ erlang: { k: 2, mean: 1 } }';
const variable = '{ hyperexponential: { mean: 1, scv: 4 } }';
const bursts = '{ mmpp: { rates: [2, 0.5], switching: [[-0.2, 0.2], [0.1, -0.1]] } }';

export const matrixAnalytic: Family = {
  sketches: [
    { name: 'ph-ph-1, Erlang gaps', formulas: ['ph-ph-1'], loads: SOME, memory: 3, sources: [[1, variable]], process: erlangGaps, pool: '{ nodes: [{ speed: 2 }] }' },
    { name: 'ph-ph-1, variable gaps', formulas: ['ph-ph-1'], loads: SOME, memory: 3, sources: [[1, erlang]], process: variableGaps, pool: '{ nodes: 1 }' },
    { name: 'ph-ph-c, Poisson arrivals, Erlang sizes', formulas: ['ph-ph-c'], loads: SOME, sources: [[1, erlang]], pool: '{ nodes: 2, dispatch: central }' },
    { name: 'ph-ph-c, Poisson arrivals, variable sizes', formulas: ['ph-ph-c'], loads: SOME, memory: 3, sources: [[1, variable]], pool: '{ nodes: [{ slots: 3 }] }' },
    { name: 'ph-ph-c, variable gaps', formulas: ['ph-ph-c'], loads: SOME, memory: 3, sources: [[1, erlang]], process: variableGaps, pool: '{ nodes: [{ slots: 3 }] }' },
    { name: 'ph-ph-c-k, one slot', formulas: ['ph-ph-c-k'], forgets: 'quickly', loads: [0.8, 1.2], sources: [[1, variable]], pool: '{ nodes: [{ capacity: 5 }] }' },
    { name: 'ph-ph-c-k, variable gaps', formulas: ['ph-ph-c-k'], forgets: 'quickly', loads: [0.8, 1.2], sources: [[1, erlang]], process: variableGaps, pool: '{ nodes: [{ slots: 2, capacity: 6 }] }' },
    { name: 'ph-ph-c-k, Erlang gaps and no room to wait', formulas: ['ph-ph-c-k'], forgets: 'quickly', loads: [0.8, 1.2], sources: [[1, variable]], process: erlangGaps, pool: '{ nodes: [{ slots: 3, capacity: 3 }] }' },
    { name: 'mmpp-ph-c, one slot', formulas: ['mmpp-ph-c'], loads: [0.4, 0.7], memory: 40, sources: [[1, exponential]], process: bursts, pool: '{ nodes: 1 }' },
    { name: 'mmpp-ph-c, two slots', formulas: ['mmpp-ph-c'], loads: [0.4, 0.7], memory: 40, sources: [[1, erlang]], process: bursts, pool: '{ nodes: [{ slots: 2 }] }' },
  ],
  paths: [],
};
