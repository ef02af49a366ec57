import type { Family } from '../case.ts';
import { mginfInTime, mm1Busy, mm1InTime } from '../paths/in-time.ts';
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
    { name: 'mmpp-ph-c, one slot', formulas: ['mmpp-ph-c'], loads: [0.4], memory: 40, sources: [[1, exponential]], process: bursts, pool: '{ nodes: 1 }' },
    { name: 'mmpp-ph-c, two slots', formulas: ['mmpp-ph-c'], loads: [0.6], memory: 40, sources: [[1, erlang]], process: bursts, pool: '{ nodes: [{ slots: 2 }] }' },
    { name: 'mmpp-ph-c-k, one slot', formulas: ['mmpp-ph-c-k'], forgets: 'quickly', memory: 15, loads: [0.5, 1], sources: [[1, exponential]], process: bursts, pool: '{ nodes: [{ capacity: 6 }] }' },
    { name: 'mmpp-ph-c-k, two slots', formulas: ['mmpp-ph-c-k'], forgets: 'quickly', memory: 15, loads: [0.8], sources: [[1, variable]], process: bursts, pool: '{ nodes: [{ slots: 2, capacity: 4 }] }' },
  ],
  paths: [
    { name: 'mm1-transient, from empty', formula: 'mm1-transient', params: { lambda: 0.8, mu: 1, time: 10 }, length: 10_000, play: mm1InTime },
    { name: 'mm1-transient, from many, load 0.5', formula: 'mm1-transient', params: { lambda: 0.5, mu: 1, time: 12, initial: 8 }, length: 10_000, play: mm1InTime },
    { name: 'mm1-transient, overloaded', formula: 'mm1-transient', params: { lambda: 3, mu: 2, time: 4, initial: 1 }, length: 10_000, play: mm1InTime },
    { name: 'mm1-busy-period, load 0.5', formula: 'mm1-busy-period', params: { lambda: 0.5, mu: 1, time: 2 }, length: 10_000, play: mm1Busy },
    { name: 'mm1-busy-period, load 0.8', formula: 'mm1-busy-period', params: { lambda: 1.6, mu: 2, time: 3 }, length: 30_000, play: mm1Busy },
    { name: 'mginf-transient, lognormal', formula: 'mginf-transient', params: { lambda: 3, size: { lognormal: { mean: 2, scv: 4 } }, time: 3 }, length: 3000, play: mginfInTime },
    { name: 'mginf-transient, uniform', formula: 'mginf-transient', params: { lambda: 2, size: { uniform: { min: 0, max: 4 } }, time: 1, speed: 2 }, length: 3000, play: mginfInTime },
  ],
};
