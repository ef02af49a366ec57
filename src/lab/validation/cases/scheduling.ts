import type { Family } from '../case.ts';
import { weightedWaits } from '../paths/drawn-classes.ts';
import { weightedSharing } from '../paths/weighted-sharing.ts';
import { ALL, MAIN, SOME, exponential, boundedPareto } from './loads.ts';

const twoSizes = '{ discrete: { values: [0.5, 3], probabilities: [0.8, 0.2] } }';

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
    { name: 'mg1-srpt, two sizes', formulas: ['mg1-srpt'], loads: SOME, memory: 2, sources: [[1, twoSizes]], pool: '{ nodes: 1, discipline: srpt }' },
    { name: 'mg1-psjf, exponential', formulas: ['mg1-psjf'], loads: SOME, memory: 2, sources: [[1, exponential]], pool: '{ nodes: [{ speed: 2 }], discipline: psjf }' },
    { name: 'mg1-psjf, an atom in a density, two classes', formulas: ['mg1-psjf'], loads: SOME, memory: 2, sources: [[0.5, '{ deterministic: { value: 1 } }'], [0.5, '{ uniform: { min: 0, max: 3 } }']], pool: '{ nodes: 1, discipline: psjf }' },
    { name: 'mg1-sjf, exponential', formulas: ['mg1-sjf'], loads: SOME, memory: 2, sources: [[1, exponential]], pool: '{ nodes: [{ speed: 2 }], discipline: sjf }' },
    { name: 'mg1-sjf, two sizes, two classes', formulas: ['mg1-sjf'], loads: SOME, memory: 2, sources: [[0.5, twoSizes], [0.5, '{ deterministic: { value: 1 } }']], pool: '{ nodes: 1, discipline: sjf }' },
    { name: 'mg1-fb, exponential', formulas: ['mg1-fb'], loads: SOME, memory: 3, sources: [[1, exponential]], pool: '{ nodes: [{ speed: 2 }], discipline: las }' },
    { name: 'mg1-fb, bounded pareto', formulas: ['mg1-fb'], loads: SOME, memory: 5, sources: [[1, boundedPareto]], pool: '{ nodes: 1, discipline: las }' },
    { name: 'mg1-fb, two sizes, two classes', formulas: ['mg1-fb'], loads: SOME, memory: 3, sources: [[0.5, twoSizes], [0.5, '{ uniform: { min: 0, max: 3 } }']], pool: '{ nodes: 1, discipline: las }' },
    { name: 'mg1-lcfs, uniform', formulas: ['mg1-lcfs'], loads: SOME, memory: 2, sources: [[1, '{ uniform: { min: 0.5, max: 1.5 } }']], pool: '{ nodes: [{ speed: 2 }], discipline: lcfs }' },
    { name: 'mg1-lcfs, hyperexponential, two classes', formulas: ['mg1-lcfs'], loads: SOME, memory: 4, sources: [[0.6, '{ hyperexponential: { mean: 1, scv: 3 } }'], [0.4, twoSizes]], pool: '{ nodes: 1, discipline: lcfs }' },
    { name: 'mg1-plcfs, exponential', formulas: ['mg1-plcfs'], loads: SOME, memory: 3, sources: [[1, exponential]], pool: '{ nodes: [{ speed: 2 }], discipline: lcfs-preemptive }' },
    { name: 'mg1-plcfs, erlang, two classes', formulas: ['mg1-plcfs'], loads: SOME, memory: 3, sources: [[0.6, '{ erlang: { k: 3, mean: 1 } }'], [0.4, twoSizes]], pool: '{ nodes: 1, discipline: lcfs-preemptive }' },
    { name: 'mg1-priority, three classes', formulas: ['mg1-priority'], loads: SOME, memory: 6, sources: [[0.3, exponential], [0.4, '{ uniform: { min: 0.5, max: 1.5 } }'], [0.3, '{ erlang: { k: 2, mean: 3 } }']], more: ['priority: 2', 'priority: 1', 'priority: 3'], pool: '{ nodes: 1, discipline: { priority: { preemptive: false } } }' },
    { name: 'mg1-priority, two of one priority, fast node', formulas: ['mg1-priority'], loads: SOME, memory: 6, sources: [[0.3, exponential], [0.4, twoSizes], [0.3, '{ deterministic: { value: 2 } }']], more: ['priority: 1', 'priority: 0', 'priority: 1'], pool: '{ nodes: [{ speed: 2 }], discipline: { priority: { preemptive: false } } }' },
    { name: 'mg1-priority-preemptive, three classes', formulas: ['mg1-priority-preemptive'], loads: SOME, memory: 3, sources: [[0.3, exponential], [0.4, '{ uniform: { min: 0.5, max: 1.5 } }'], [0.3, '{ erlang: { k: 2, mean: 3 } }']], more: ['priority: 2', 'priority: 1', 'priority: 3'], pool: '{ nodes: 1, discipline: { priority: { preemptive: true } } }' },
    { name: 'mg1-priority-preemptive, two of one priority, fast node', formulas: ['mg1-priority-preemptive'], loads: SOME, memory: 3, sources: [[0.3, exponential], [0.4, twoSizes], [0.3, '{ deterministic: { value: 2 } }']], more: ['priority: 1', 'priority: 0', 'priority: 1'], pool: '{ nodes: [{ speed: 2 }], discipline: priority }' },
    { name: 'mmc-priority, 3 slots', formulas: ['mmc-priority'], loads: SOME, memory: 4, sources: [[0.3, exponential], [0.4, exponential], [0.3, exponential]], more: ['priority: 2', 'priority: 1', 'priority: 3'], pool: '{ nodes: [{ slots: 3 }], discipline: { priority: { preemptive: false } } }' },
    { name: 'mmc-priority, central', formulas: ['mmc-priority'], loads: [0.8], memory: 4, sources: [[0.6, exponential], [0.4, exponential]], more: ['priority: 2', 'priority: 1'], pool: '{ nodes: [{ count: 2, slots: 2, speed: 2 }], dispatch: central, discipline: { priority: { preemptive: false } } }' },
    { name: 'mmc-priority-preemptive, 3 slots', formulas: ['mmc-priority-preemptive'], loads: SOME, memory: 4, sources: [[0.3, exponential], [0.4, exponential], [0.3, exponential]], more: ['priority: 2', 'priority: 1', 'priority: 1'], pool: '{ nodes: [{ slots: 3, speed: 2 }], discipline: priority }' },
    { name: 'mmc-priority-preemptive, central', formulas: ['mmc-priority-preemptive'], loads: [0.8], memory: 4, sources: [[0.6, exponential], [0.4, exponential]], more: ['priority: 2', 'priority: 1'], pool: '{ nodes: 4, dispatch: central, discipline: priority }' },
    { name: 'mgc-ps, hyperexponential', formulas: ['mgc-ps'], loads: SOME, memory: 3, sources: [[1, '{ hyperexponential: { mean: 1, scv: 6 } }']], pool: '{ nodes: [{ slots: 3 }], discipline: ps }' },
    { name: 'mgc-ps, central, two classes', formulas: ['mgc-ps'], loads: SOME, memory: 3, sources: [[0.5, '{ deterministic: { value: 1 } }'], [0.5, '{ uniform: { min: 0, max: 6 } }']], pool: '{ nodes: [{ count: 2, slots: 2, speed: 2 }], dispatch: central, discipline: ps }' },
    { name: 'mg1-ros, uniform', formulas: ['mg1-ros'], loads: SOME, memory: 2, sources: [[1, '{ uniform: { min: 0.5, max: 1.5 } }']], pool: '{ nodes: [{ speed: 2 }], discipline: random-order }' },
    { name: 'mg1-ros, hyperexponential, two classes', formulas: ['mg1-ros'], loads: SOME, memory: 4, sources: [[0.6, '{ hyperexponential: { mean: 1, scv: 3 } }'], [0.4, twoSizes]], more: ['weight: 1', 'weight: 1'], pool: '{ nodes: 1, discipline: { random-order: { weighted: true } } }' },
    { name: 'mg1-achievable, drawn by weight', formulas: ['mg1-achievable'], loads: SOME, memory: 3, sources: [[0.5, exponential], [0.5, '{ uniform: { min: 1, max: 4 } }']], more: ['weight: 3', 'weight: 1'], pool: '{ nodes: [{ speed: 2 }], discipline: { random-order: { weighted: true } } }' },
    { name: 'mg1-achievable, accumulating priority', formulas: ['mg1-achievable'], loads: SOME, memory: 3, sources: [[0.5, exponential], [0.5, twoSizes]], more: ['weight: 1', 'weight: 4'], pool: '{ nodes: 1, discipline: accumulating-priority }' },
    { name: 'c-mu, by the rule itself', formulas: ['c-mu'], loads: SOME, memory: 6, sources: [[0.3, exponential], [0.4, '{ uniform: { min: 0.5, max: 1.5 } }'], [0.3, '{ erlang: { k: 2, mean: 3 } }']], more: ['weight: 1', 'weight: 2', 'weight: 9'], pool: '{ nodes: [{ speed: 2 }], discipline: c-mu }' },
    { name: 'mg1-priority-preemptive, cμ', formulas: ['mg1-priority-preemptive'], loads: SOME, memory: 3, sources: [[0.3, exponential], [0.4, '{ uniform: { min: 0.5, max: 1.5 } }'], [0.3, '{ erlang: { k: 2, mean: 3 } }']], more: ['weight: 1', 'weight: 2', 'weight: 9'], pool: '{ nodes: 1, discipline: { c-mu: { preemptive: true } } }' },
    { name: 'mg1-srpt, with bounce, of known sizes', formulas: ['mg1-srpt'], loads: [0.8], sources: [[1, '{ uniform: { min: 0, max: 2 } }']], pool: '{ nodes: 1, discipline: srpt-bounce }' },
    { name: 'mm1, multilevel feedback', formulas: ['mm1'], loads: [0.8], sources: [[1, exponential]], pool: '{ nodes: 1, discipline: { mlfq: { quanta: [0.5, 1], quantum: 1 } } }' },
    { name: 'mm1, lottery', formulas: ['mm1'], loads: [0.8], sources: [[0.5, exponential], [0.5, exponential]], more: ['weight: 1', 'weight: 3'], pool: '{ nodes: 1, discipline: { lottery: { quantum: 0.5 } } }' },
    { name: 'mm1, stride', formulas: ['mm1'], loads: [0.8], sources: [[0.5, exponential], [0.5, exponential]], more: ['weight: 1', 'weight: 3'], pool: '{ nodes: 1, discipline: { stride: { quantum: 0.5 } } }' },
    { name: 'mm1, deadlines', formulas: ['mm1'], loads: [0.8], sources: [[1, exponential]], more: ['deadline: { exponential: { mean: 5 } }'], pool: '{ nodes: 1, discipline: edf }' },
    { name: 'mg1, deadlines without preemption', formulas: ['mg1'], loads: [0.8], sources: [[1, twoSizes]], more: ['deadline: { uniform: { min: 0, max: 9 } }'], pool: '{ nodes: 1, discipline: { edf: { preemptive: false } } }' },
    // A turn for each of the jobs that are there, 0.01 E[N], of a response of E[N] E[S]/ρ: less than a hundredth.
    { name: 'mg1-rr, hyperexponential, short turns', formulas: ['mg1-rr'], loads: [0.5], memory: 3, within: 0.01, sources: [[1, '{ hyperexponential: { mean: 1, scv: 4 } }']], pool: '{ nodes: 1, discipline: { round-robin: { quantum: 0.01 } } }' },
  ],
  paths: [
    { name: 'mg1-conservation, the class drawn', formula: 'mg1-conservation', params: { classes: [{ lambda: 0.3, size: { exponential: { mean: 1 } } }, { lambda: 0.1, size: { uniform: { min: 1, max: 4 } } }] }, length: 100_000, play: weightedWaits },
    { name: 'mg1-dps, load 0.5', formula: 'mg1-dps', params: { classes: [{ name: 'a', lambda: 0.2, mu: 1, weight: 1 }, { name: 'b', lambda: 0.6, mu: 2, weight: 3 }] }, length: 50_000, play: weightedSharing },
    { name: 'mg1-dps, load 0.8, three classes', formula: 'mg1-dps', params: { classes: [{ name: 'a', lambda: 0.3, mu: 1, weight: 1 }, { name: 'b', lambda: 0.6, mu: 2, weight: 3 }, { name: 'c', lambda: 0.8, mu: 4, weight: 0.2 }] }, length: 60_000, play: weightedSharing },
  ],
};
