import type { Family } from '../case.ts';
import { exponential } from './loads.ts';

/** What holds for every policy, under policies that no other formula is about. */
export const laws: Family = {
  sketches: [
    { name: 'utilisation law, las on 2 slots', formulas: ['utilisation-law', 'no-wait-bound'], loads: [0.5, 0.8], sources: [[1, '{ uniform: { min: 0, max: 2 } }']], pool: '{ nodes: [{ slots: 2 }], discipline: las }' },
    { name: 'utilisation law, jsq with priorities', formulas: ['utilisation-law', 'no-wait-bound'], loads: [0.5, 0.8], sources: [[0.5, exponential], [0.5, '{ hyperexponential: { mean: 3, scv: 4 } }']], more: ['', 'priority: 1'], memory: 2, pool: '{ nodes: 3, dispatch: jsq, discipline: priority }' },
    { name: 'nobody waits, unequal nodes', formulas: ['no-wait-bound', 'utilisation-law'], loads: [0.2, 0.8], sources: [[1, exponential]], pool: '{ nodes: [{ speed: 1 }, { speed: 4 }], dispatch: jsq, discipline: sjf }' },
  ],
  paths: [],
};
