import type { Family } from '../case.ts';
import { ALL, MAIN, SOME, boundedPareto } from './loads.ts';

export const general: Family = {
  sketches: [
    { name: 'mg1, deterministic', formulas: ['mg1'], loads: ALL, sources: [[1, '{ deterministic: { value: 1 } }']], pool: '{ nodes: 1 }' },
    { name: 'mg1, uniform', formulas: ['mg1'], loads: SOME, sources: [[1, '{ uniform: { min: 0.5, max: 1.5 } }']], pool: '{ nodes: 1 }' },
    { name: 'mg1, erlang', formulas: ['mg1'], loads: SOME, sources: [[1, '{ erlang: { k: 3, mean: 2 } }']], pool: '{ nodes: [{ speed: 2 }] }' },
    { name: 'mg1, hyperexponential', formulas: ['mg1'], loads: MAIN, memory: 3, sources: [[1, '{ hyperexponential: { mean: 1, scv: 4 } }']], pool: '{ nodes: 1 }' },
    { name: 'mg1, bounded pareto', formulas: ['mg1'], loads: SOME, memory: 5, sources: [[1, boundedPareto]], pool: '{ nodes: 1 }' },
    { name: 'mg1, lcfs', formulas: ['mg1'], loads: SOME, sources: [[1, '{ weibull: { shape: 1.5, mean: 1 } }']], pool: '{ nodes: 1, discipline: lcfs }' },
    { name: 'mg1, two classes', formulas: ['mg1'], loads: SOME, memory: 2, sources: [[0.5, '{ uniform: { min: 0.2, max: 0.6 } }'], [0.5, '{ erlang: { k: 2, mean: 2 } }']], pool: '{ nodes: 1 }' },
  ],
  paths: [],
};
