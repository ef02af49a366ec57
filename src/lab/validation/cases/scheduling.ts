import type { Family } from '../case.ts';
import { ALL, MAIN, SOME, exponential, boundedPareto } from './loads.ts';

export const scheduling: Family = {
  sketches: [
    { name: 'mg1-ps, exponential', formulas: ['mg1-ps'], loads: ALL, sources: [[1, exponential]], pool: '{ nodes: 1, discipline: ps }' },
    { name: 'mg1-ps, deterministic', formulas: ['mg1-ps'], loads: MAIN, sources: [[1, '{ deterministic: { value: 1 } }']], pool: '{ nodes: 1, discipline: ps }' },
    { name: 'mg1-ps, hyperexponential', formulas: ['mg1-ps'], loads: SOME, memory: 3, sources: [[1, '{ hyperexponential: { mean: 1, scv: 6 } }']], pool: '{ nodes: 1, discipline: ps }' },
    { name: 'mg1-ps, bounded pareto', formulas: ['mg1-ps'], loads: SOME, memory: 5, sources: [[1, boundedPareto]], pool: '{ nodes: [{ speed: 3 }], discipline: ps }' },
    { name: 'mg1-ps, two classes', formulas: ['mg1-ps'], loads: SOME, memory: 2, sources: [[0.5, '{ uniform: { min: 0.2, max: 0.6 } }'], [0.5, '{ erlang: { k: 2, mean: 2 } }']], pool: '{ nodes: 1, discipline: ps }' },
    { name: 'mg1-srpt, exponential', formulas: ['mg1-srpt'], loads: ALL, sources: [[1, exponential]], pool: '{ nodes: 1, discipline: srpt }' },
    { name: 'mg1-srpt, uniform', formulas: ['mg1-srpt'], loads: SOME, sources: [[1, '{ uniform: { min: 0, max: 2 } }']], pool: '{ nodes: [{ speed: 2 }], discipline: srpt }' },
    { name: 'mg1-srpt, bounded pareto', formulas: ['mg1-srpt'], loads: SOME, memory: 5, sources: [[1, boundedPareto]], pool: '{ nodes: 1, discipline: srpt }' },
    { name: 'mg1-srpt, two classes', formulas: ['mg1-srpt'], loads: SOME, memory: 2, sources: [[0.5, '{ uniform: { min: 0.2, max: 0.6 } }'], [0.5, '{ erlang: { k: 2, mean: 2 } }']], pool: '{ nodes: 1, discipline: srpt }' },
  ],
  paths: [],
};
