import type { Family } from '../case.ts';
import { birthDeathPath } from '../paths/birth-death.ts';
import { breakdownPath } from '../paths/breakdown.ts';
import { bulkServicePath } from '../paths/bulk-service.ts';
import { discouragedPath } from '../paths/discouraged.ts';
import { impatient } from '../paths/impatient.ts';
import { overflowPath } from '../paths/overflow.ts';
import { retrialPath } from '../paths/retrial.ts';
import { ALL, MAIN, SOME, LOSSY, exponential } from './loads.ts';

export const markovian: Family = {
  sketches: [
    { name: 'mm1', formulas: ['mm1'], loads: ALL, sources: [[1, exponential]], pool: '{ nodes: 1 }' },
    { name: 'mm1, fast node', formulas: ['mm1'], loads: SOME, sources: [[1, '{ exponential: { mean: 3 } }']], pool: '{ nodes: [{ speed: 2.5 }] }' },
    { name: 'mm1, two sources', formulas: ['mm1'], loads: SOME, sources: [[0.3, exponential], [0.7, exponential]], pool: '{ nodes: 1 }' },
    { name: 'mm1, stragglers', formulas: ['mg1'], loads: [0.4], memory: 3, sources: [[1, exponential]], pool: '{ nodes: 1, faults: { straggler: { probability: 0.1, factor: 5 } } }' },
    { name: 'mm1-retries, 3 tries', formulas: ['mm1-retries'], loads: SOME.map((load) => load / 1.39), sources: [[1, exponential]], pool: '{ nodes: 1, faults: { failure: 0.3 }, recovery: { retry: { limit: 2 }, sizes: drawn } }' },
    { name: 'mm1-retries, one try on a fast node', formulas: ['mm1-retries'], loads: [0.5], sources: [[1, exponential]], pool: '{ nodes: [{ speed: 2 }], faults: { failure: 0.2 }, recovery: { sizes: drawn } }' },
    { name: 'breakdown-mm1, crashes', formulas: ['breakdown-mm1'], loads: [0.5], memory: 4, sources: [[1, exponential]], pool: '{ nodes: 1, faults: { crashes: { up: { exponential: { mean: 10 } }, repair: { erlang: { k: 2, mean: 2 } } } }, recovery: { sizes: drawn } }' },
    { name: 'mm1, lcfs', formulas: ['mg1-lcfs'], loads: SOME, sources: [[1, exponential]], pool: '{ nodes: 1, discipline: lcfs }' },
    { name: 'mm1, las', formulas: ['mg1-fb'], loads: SOME, sources: [[1, exponential]], pool: '{ nodes: 1, discipline: las }' },
    { name: 'mm1, round robin', formulas: ['mm1'], loads: SOME, sources: [[1, exponential]], pool: '{ nodes: 1, discipline: { round-robin: { quantum: 0.5 } } }' },
    { name: 'mmc, one node of 3 slots', formulas: ['mmc'], loads: ALL, sources: [[1, exponential]], pool: '{ nodes: [{ slots: 3 }] }' },
    { name: 'mmc, central over 5 nodes', formulas: ['mmc'], loads: MAIN, sources: [[1, exponential]], pool: '{ nodes: [{ count: 4, speed: 2 }, { speed: 2 }], dispatch: central }' },
    { name: 'mmc, central over nodes of 2 slots, two sources', formulas: ['mmc'], loads: [0.8], sources: [[0.5, exponential], [0.5, exponential]], pool: '{ nodes: [{ count: 2, slots: 2 }], dispatch: central }' },
    { name: 'mmc, ps on 2 slots', formulas: ['mgc-ps'], loads: SOME, sources: [[1, exponential]], pool: '{ nodes: [{ slots: 2 }], discipline: ps }' },
    { name: 'mmck, one slot', formulas: ['mmck'], forgets: 'quickly', loads: LOSSY, sources: [[1, exponential]], pool: '{ nodes: [{ capacity: 6 }] }' },
    { name: 'mmck, 3 slots', formulas: ['mmck'], forgets: 'quickly', loads: [0.8, 1.2], sources: [[0.4, exponential], [0.6, exponential]], pool: '{ nodes: [{ slots: 3, speed: 0.5, capacity: 8 }] }' },
    { name: 'mmck, central', formulas: ['mmck'], forgets: 'quickly', loads: [0.8, 1.2], sources: [[1, exponential]], pool: '{ nodes: 3, capacity: 8, dispatch: central }' },
    { name: 'mmcc, exponential', formulas: ['mmcc'], forgets: 'quickly', loads: LOSSY, sources: [[1, exponential]], pool: '{ nodes: [{ slots: 4, capacity: 4 }] }' },
    { name: 'mmcc, deterministic', formulas: ['mmcc'], forgets: 'quickly', loads: [0.8, 1.2], sources: [[1, '{ deterministic: { value: 1 } }']], pool: '{ nodes: [{ slots: 4, capacity: 4 }] }' },
    { name: 'mmcc, two classes of other sizes', formulas: ['mmcc'], forgets: 'quickly', loads: [0.8, 1.2], sources: [[0.5, exponential], [0.5, '{ hyperexponential: { mean: 3, scv: 4 } }']], pool: '{ nodes: 5, capacity: 5, dispatch: central }' },
    { name: 'mminf, exponential', formulas: ['mminf'], forgets: 'quickly', loads: [0.5, 5, 50], by: 'rate', sources: [[1, exponential]], pool: '{ nodes: [{ slots: unlimited }] }' },
    { name: 'mminf, lognormal', formulas: ['mminf'], forgets: 'quickly', loads: [5], by: 'rate', sources: [[0.5, '{ lognormal: { mean: 1, scv: 2 } }'], [0.5, exponential]], pool: '{ nodes: [{ slots: unlimited, speed: 2 }] }' },
    { name: 'mmc-heterogeneous, 2 nodes', formulas: ['mmc-heterogeneous'], loads: SOME, sources: [[1, exponential]], pool: '{ nodes: [{ speed: 1 }, { speed: 4 }], dispatch: central }' },
    { name: 'mmc-heterogeneous, 4 nodes, lcfs', formulas: ['mmc-heterogeneous'], loads: [0.8], sources: [[0.5, exponential], [0.5, exponential]], pool: '{ nodes: [{ speed: 1, slots: 2 }, { speed: 0.3 }, { speed: 2 }, { speed: 5 }], dispatch: central, discipline: lcfs }' },
    { name: 'mmc-heterogeneous, finite', formulas: ['mmc-heterogeneous'], forgets: 'quickly', loads: [0.8, 1.2], sources: [[1, exponential]], pool: '{ nodes: [{ speed: 1 }, { speed: 3 }, { speed: 0.5 }], capacity: 6, dispatch: central }' },
    { name: 'engset, exponential', formulas: ['engset'], forgets: 'quickly', loads: [0.5], by: 'neither', process: '{ closed: { population: 8, think: { exponential: { mean: 2 } } } }', sources: [[1, exponential]], pool: '{ nodes: [{ slots: 3, capacity: 3 }] }' },
    { name: 'engset, uniform think times and lognormal sizes', formulas: ['engset'], forgets: 'quickly', loads: [0.5], by: 'neither', process: '{ closed: { population: 5, think: { uniform: { min: 0, max: 3 } } } }', sources: [[1, '{ lognormal: { mean: 2, scv: 3 } }']], pool: '{ nodes: 2, capacity: 2, dispatch: central }' },
    { name: 'machine-repair, 2 slots', formulas: ['machine-repair'], forgets: 'quickly', loads: [0.5], by: 'neither', process: '{ closed: { population: 7, think: { erlang: { k: 3, mean: 2 } } } }', sources: [[1, exponential]], pool: '{ nodes: [{ slots: 2 }] }' },
    { name: 'machine-repair, ps with any sizes', formulas: ['machine-repair'], forgets: 'quickly', loads: [0.5], by: 'neither', process: '{ closed: { population: 6, think: { hyperexponential: { mean: 5, scv: 3 } } } }', sources: [[1, '{ uniform: { min: 0, max: 2 } }']], pool: '{ nodes: 1, discipline: ps }' },
    { name: 'machine-repair, little room', formulas: ['machine-repair'], forgets: 'quickly', loads: [0.5], by: 'neither', process: '{ closed: { population: 9, think: { uniform: { min: 0, max: 6 } } } }', sources: [[1, exponential]], pool: '{ nodes: [{ slots: 2, capacity: 4, speed: 0.8 }] }' },
    { name: 'birth-death, ps over different nodes', formulas: ['birth-death'], loads: SOME, sources: [[1, '{ uniform: { min: 0, max: 2 } }']], pool: '{ nodes: [{ speed: 3 }, { speed: 1, slots: 2 }], dispatch: central, discipline: ps }' },
    { name: 'batch-mm1, of 1 or 5', formulas: ['batch-mm1'], loads: SOME, memory: 3, process: '{ batch: { size: { discrete: { values: [1, 5], probabilities: [0.75, 0.25] } } } }', sources: [[1, exponential]], pool: '{ nodes: 1 }' },
    { name: 'batch-mm1, geometric, lcfs', formulas: ['batch-mm1'], loads: [0.5], memory: 3, process: '{ batch: { size: { geometric: { mean: 3 } } } }', sources: [[1, exponential]], pool: '{ nodes: [{ speed: 2 }], discipline: lcfs }' },
  ],
  paths: [
    { name: 'erlang-a, light', formula: 'erlang-a', params: { lambda: 3, mu: 1, servers: 4, theta: 0.5 }, length: 1e5, play: impatient },
    { name: 'erlang-a, overloaded', formula: 'erlang-a', params: { lambda: 6, mu: 0.5, servers: 10, theta: 2 }, length: 1e5, play: impatient },
    { name: 'birth-death, any rates', formula: 'birth-death', params: { arrivals: [3, 1, 2, 0.8], services: [1, 3, 0.7, 1.5] }, length: 1e5, play: birthDeathPath },
    { name: 'birth-death, finite', formula: 'birth-death', params: { arrivals: [4, 3, 2, 1, 0], services: [2] }, length: 5e4, play: birthDeathPath },
    { name: 'discouraged, a = 0.8', formula: 'discouraged', params: { lambda: 1.6, mu: 2 }, length: 1e5, play: discouragedPath },
    { name: 'bulk-service, late jobs wait', formula: 'bulk-service', params: { lambda: 3, mu: 2, most: 3 }, length: 1e5, play: bulkServicePath },
    { name: 'bulk-service, late jobs wait, load 0.8', formula: 'bulk-service', params: { lambda: 1.6, mu: 1, most: 2 }, length: 2e5, play: bulkServicePath },
    { name: 'bulk-service, late jobs join', formula: 'bulk-service', params: { lambda: 2, mu: 1, most: 4, late: 'join' }, length: 1e5, play: bulkServicePath },
    { name: 'breakdown-mm1, at any time', formula: 'breakdown-mm1', params: { lambda: 0.5, mu: 2, failure: 0.2, repair: { erlang: { k: 2, mean: 2 } } }, length: 1e5, play: breakdownPath },
    { name: 'breakdown-mm1, only while busy', formula: 'breakdown-mm1', params: { lambda: 1, mu: 2, failure: 0.5, repair: { uniform: { min: 0, max: 2 } }, fails: 'busy' }, length: 2e5, play: breakdownPath },
    { name: 'retrial-mm1, load 0.5', formula: 'retrial-mm1', params: { lambda: 1, mu: 2, theta: 1 }, length: 2e5, play: retrialPath },
    { name: 'retrial-mm1, load 0.7', formula: 'retrial-mm1', params: { lambda: 0.7, mu: 1, theta: 2 }, length: 2e5, play: retrialPath },
    { name: 'retrial-mmc, 3 slots', formula: 'retrial-mmc', params: { lambda: 2, mu: 1, servers: 3, theta: 0.5 }, length: 2e5, play: retrialPath },
    { name: 'overflow, 4 erlangs on 4 slots', formula: 'overflow', params: { lambda: 4, mu: 1, servers: 4 }, length: 2e5, play: overflowPath },
    { name: 'overflow, 9 erlangs on 6 slots', formula: 'overflow', params: { lambda: 4.5, mu: 0.5, servers: 6 }, length: 2e5, play: overflowPath },
    { name: 'discouraged, a = 4', formula: 'discouraged', params: { lambda: 4, mu: 1 }, length: 1e5, play: discouragedPath },
  ],
};
