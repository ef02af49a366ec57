/** Scenarios that between them make every formula apply, in each way in which it can: what the agreement tests run. */
import { loadScenario, type LoadedScenario } from '../../src/lab/scenario/load-scenario.ts';

export interface Case {
  readonly name: string;
  /** Formulas that the oracle has to find there. */
  readonly formulas: readonly string[];
  readonly loads: readonly number[];
  /** A replication is so many times longer than that of M/M/1 at the same load, since its memory is. */
  readonly memory: number;
  /** Whether an empty or a full system is soon forgotten, whatever the load. */
  readonly forgets: 'slowly' | 'quickly';
  load(load: number): LoadedScenario;
}

/** YAML: `arrivals` is a list of [load share, size] and `pool` the section of that name, both in flow style. */
interface Sketch {
  readonly name: string;
  readonly formulas: readonly string[];
  readonly loads: readonly number[];
  readonly memory?: number;
  readonly sources: readonly (readonly [share: number, size: string])[];
  readonly pool: string;
  /** Where the load is per unlimited slot, a rate is given instead. */
  readonly by?: 'load' | 'rate';
}

const ALL = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95];
const MAIN = [0.5, 0.8, 0.9];
const SOME = [0.5, 0.8];
const LOSSY = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.2, 2];

const exponential = '{ exponential: { mean: 1 } }';
const boundedPareto = '{ bounded-pareto: { shape: 1.5, min: 0.4, max: 40 } }';

const SKETCHES: readonly Sketch[] = [
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
  { name: 'mmck, one slot', formulas: ['mmck'], loads: LOSSY, sources: [[1, exponential]], pool: '{ nodes: [{ capacity: 6 }] }' },
  { name: 'mmck, 3 slots', formulas: ['mmck'], loads: [0.8, 1.2], sources: [[0.4, exponential], [0.6, exponential]], pool: '{ nodes: [{ slots: 3, speed: 0.5, capacity: 8 }] }' },
  { name: 'mmck, central', formulas: ['mmck'], loads: [0.8, 1.2], sources: [[1, exponential]], pool: '{ nodes: 3, capacity: 8, dispatch: central }' },
  { name: 'mmcc, exponential', formulas: ['mmcc'], loads: LOSSY, sources: [[1, exponential]], pool: '{ nodes: [{ slots: 4, capacity: 4 }] }' },
  { name: 'mmcc, deterministic', formulas: ['mmcc'], loads: [0.8, 1.2], sources: [[1, '{ deterministic: { value: 1 } }']], pool: '{ nodes: [{ slots: 4, capacity: 4 }] }' },
  { name: 'mmcc, two classes of other sizes', formulas: ['mmcc'], loads: [0.8, 1.2], sources: [[0.5, exponential], [0.5, '{ hyperexponential: { mean: 3, scv: 4 } }']], pool: '{ nodes: 5, capacity: 5, dispatch: central }' },
  { name: 'mminf, exponential', formulas: ['mminf'], loads: [0.5, 5, 50], by: 'rate', sources: [[1, exponential]], pool: '{ nodes: [{ slots: unlimited }] }' },
  { name: 'mminf, lognormal', formulas: ['mminf'], loads: [5], by: 'rate', sources: [[0.5, '{ lognormal: { mean: 1, scv: 2 } }'], [0.5, exponential]], pool: '{ nodes: [{ slots: unlimited, speed: 2 }] }' },
  { name: 'mg1, deterministic', formulas: ['mg1'], loads: ALL, sources: [[1, '{ deterministic: { value: 1 } }']], pool: '{ nodes: 1 }' },
  { name: 'mg1, uniform', formulas: ['mg1'], loads: SOME, sources: [[1, '{ uniform: { min: 0.5, max: 1.5 } }']], pool: '{ nodes: 1 }' },
  { name: 'mg1, erlang', formulas: ['mg1'], loads: SOME, sources: [[1, '{ erlang: { k: 3, mean: 2 } }']], pool: '{ nodes: [{ speed: 2 }] }' },
  { name: 'mg1, hyperexponential', formulas: ['mg1'], loads: MAIN, memory: 3, sources: [[1, '{ hyperexponential: { mean: 1, scv: 4 } }']], pool: '{ nodes: 1 }' },
  { name: 'mg1, bounded pareto', formulas: ['mg1'], loads: SOME, memory: 5, sources: [[1, boundedPareto]], pool: '{ nodes: 1 }' },
  { name: 'mg1, lcfs', formulas: ['mg1'], loads: SOME, sources: [[1, '{ weibull: { shape: 1.5, mean: 1 } }']], pool: '{ nodes: 1, discipline: lcfs }' },
  { name: 'mg1, two classes', formulas: ['mg1'], loads: SOME, memory: 2, sources: [[0.5, '{ uniform: { min: 0.2, max: 0.6 } }'], [0.5, '{ erlang: { k: 2, mean: 2 } }']], pool: '{ nodes: 1 }' },
  { name: 'mg1-ps, exponential', formulas: ['mg1-ps'], loads: ALL, sources: [[1, exponential]], pool: '{ nodes: 1, discipline: ps }' },
  { name: 'mg1-ps, deterministic', formulas: ['mg1-ps'], loads: MAIN, sources: [[1, '{ deterministic: { value: 1 } }']], pool: '{ nodes: 1, discipline: ps }' },
  { name: 'mg1-ps, hyperexponential', formulas: ['mg1-ps'], loads: SOME, memory: 3, sources: [[1, '{ hyperexponential: { mean: 1, scv: 6 } }']], pool: '{ nodes: 1, discipline: ps }' },
  { name: 'mg1-ps, bounded pareto', formulas: ['mg1-ps'], loads: SOME, memory: 5, sources: [[1, boundedPareto]], pool: '{ nodes: [{ speed: 3 }], discipline: ps }' },
  { name: 'mg1-ps, two classes', formulas: ['mg1-ps'], loads: SOME, memory: 2, sources: [[0.5, '{ uniform: { min: 0.2, max: 0.6 } }'], [0.5, '{ erlang: { k: 2, mean: 2 } }']], pool: '{ nodes: 1, discipline: ps }' },
  { name: 'mg1-srpt, exponential', formulas: ['mg1-srpt'], loads: ALL, sources: [[1, exponential]], pool: '{ nodes: 1, discipline: srpt }' },
  { name: 'mg1-srpt, uniform', formulas: ['mg1-srpt'], loads: SOME, sources: [[1, '{ uniform: { min: 0, max: 2 } }']], pool: '{ nodes: [{ speed: 2 }], discipline: srpt }' },
  { name: 'mg1-srpt, bounded pareto', formulas: ['mg1-srpt'], loads: SOME, memory: 5, sources: [[1, boundedPareto]], pool: '{ nodes: 1, discipline: srpt }' },
  { name: 'mg1-srpt, two classes', formulas: ['mg1-srpt'], loads: SOME, memory: 2, sources: [[0.5, '{ uniform: { min: 0.2, max: 0.6 } }'], [0.5, '{ erlang: { k: 2, mean: 2 } }']], pool: '{ nodes: 1, discipline: srpt }' },
  { name: 'random split, equal nodes', formulas: ['random-split', 'mm1'], loads: ALL, memory: 3, sources: [[1, exponential]], pool: '{ nodes: 3, dispatch: random }' },
  { name: 'random split, unequal nodes', formulas: ['random-split', 'mm1', 'mmc'], loads: [0.5, 0.7], memory: 3, sources: [[1, exponential]], pool: '{ nodes: [{ speed: 1 }, { slots: 2, speed: 0.7 }], dispatch: random }' },
  { name: 'random split, ps, two classes', formulas: ['random-split', 'mg1-ps'], loads: [0.7], memory: 3, sources: [[0.5, exponential], [0.5, '{ erlang: { k: 2, mean: 2 } }']], pool: '{ nodes: 2, dispatch: random, discipline: ps }' },
  { name: 'random split, loss', formulas: ['random-split', 'mmck', 'mmcc'], loads: [0.7, 1.2], sources: [[1, exponential]], pool: '{ nodes: [{ capacity: 4 }, { slots: 2, capacity: 2 }], dispatch: random }' },
];

const LOSSY_FORMULAS = new Set(['mmck', 'mmcc', 'mminf']);

export const CASES: readonly Case[] = SKETCHES.map(({ name, formulas, loads, memory = 1, sources, pool, by = 'load' }) => ({
  name,
  formulas,
  loads,
  memory,
  forgets: formulas.some((formula) => LOSSY_FORMULAS.has(formula)) ? 'quickly' : 'slowly',
  load: (load) => {
    const arrivals = sources.map(([share, size], i) => `  - { class: '${i}', process: poisson, ${by}: ${share * load}, size: ${size} }`);
    const text = ['name: agreement', `seed: agreement/${name}/${load}`, 'arrivals:', ...arrivals, `pool: ${pool}`].join('\n');
    return loadScenario(name, text);
  },
}));

export function caseNamed(name: string): Case {
  const found = CASES.find((one) => one.name === name);
  if (!found) throw new Error(`no case is named ${name}`);
  return found;
}
