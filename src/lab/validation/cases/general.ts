import type { Family } from '../case.ts';
import { busyPath, failingPath, nPolicyPath, setupPath, singleVacationPath, vacationsPath } from '../paths/interrupted-slot.ts';
import { twoMomentsPath } from '../paths/two-moments.ts';
import { ALL, MAIN, SOME, boundedPareto, exponential } from './loads.ts';

const DETERMINISTIC = '{ deterministic: { value: 1 } }';
const UNIFORM = { uniform: { min: 0, max: 2 } };
const ERLANG = { erlang: { k: 2, mean: 3 } };

export const general: Family = {
  sketches: [
    { name: 'mg1, uniform', formulas: ['mg1'], loads: ALL, sources: [[1, '{ uniform: { min: 0.5, max: 1.5 } }']], pool: '{ nodes: 1 }' },
    { name: 'mg1, erlang', formulas: ['mg1'], loads: [0.8], sources: [[1, '{ erlang: { k: 3, mean: 2 } }']], pool: '{ nodes: [{ speed: 2 }] }' },
    { name: 'mg1, hyperexponential', formulas: ['mg1'], loads: MAIN, memory: 3, sources: [[1, '{ hyperexponential: { mean: 1, scv: 4 } }']], pool: '{ nodes: 1 }' },
    { name: 'mg1, two values', formulas: ['mg1'], loads: [0.8], memory: 2, sources: [[1, '{ discrete: { values: [0.5, 3], probabilities: [0.8, 0.2] } }']], pool: '{ nodes: 1 }' },
    { name: 'mg1, bounded pareto', formulas: ['mg1'], loads: [0.8], memory: 5, sources: [[1, boundedPareto]], pool: '{ nodes: 1 }' },
    { name: 'mg1, two classes', formulas: ['mg1'], loads: SOME, memory: 2, sources: [[0.5, '{ uniform: { min: 0.2, max: 0.6 } }'], [0.5, '{ erlang: { k: 2, mean: 2 } }']], pool: '{ nodes: 1 }' },
    { name: 'md1', formulas: ['md1'], loads: ALL, sources: [[1, DETERMINISTIC]], pool: '{ nodes: 1 }' },
    { name: 'md1, two sources on a fast node', formulas: ['md1'], loads: [0.5], sources: [[0.3, DETERMINISTIC], [0.7, DETERMINISTIC]], pool: '{ nodes: [{ speed: 2.5 }] }' },
    { name: 'mdc, one node of 4 slots', formulas: ['mdc'], loads: SOME, sources: [[1, DETERMINISTIC]], pool: '{ nodes: [{ slots: 4 }] }' },
    { name: 'mdc, central over 12 nodes', formulas: ['mdc'], loads: [0.9], sources: [[0.4, DETERMINISTIC], [0.6, DETERMINISTIC]], pool: '{ nodes: 12, dispatch: central }' },
    { name: 'gm1, uniform gaps', formulas: ['gm1'], loads: SOME, process: '{ renewal: { gap: { uniform: { min: 0.5, max: 1.5 } } } }', sources: [[1, exponential]], pool: '{ nodes: 1 }' },
    { name: 'gm1, lognormal gaps', formulas: ['gm1'], loads: [0.8], memory: 3, process: '{ renewal: { gap: { lognormal: { mean: 1, scv: 3 } } } }', sources: [[1, exponential]], pool: '{ nodes: [{ speed: 2 }] }' },
    { name: 'gm1, every third job of a round robin', formulas: ['gm1'], loads: [0.8], memory: 3, sources: [[1, exponential]], pool: '{ nodes: 3, dispatch: round-robin }' },
    { name: 'dm1', formulas: ['dm1'], loads: MAIN, process: 'deterministic', sources: [[1, exponential]], pool: '{ nodes: 1 }' },
    { name: 'gmc, weibull gaps', formulas: ['gmc'], loads: [0.8], memory: 2, process: '{ renewal: { gap: { weibull: { shape: 0.7, mean: 1 } } } }', sources: [[1, exponential]], pool: '{ nodes: [{ slots: 3 }] }' },
    { name: 'gmc, regular gaps, central', formulas: ['gmc'], loads: SOME, process: 'deterministic', sources: [[1, exponential]], pool: '{ nodes: 5, dispatch: central }' },
    { name: 'ekdc, every third job of a round robin', formulas: ['ekdc'], loads: [0.8, 0.9], memory: 2, sources: [[1, DETERMINISTIC]], pool: '{ nodes: 3, dispatch: round-robin }' },
    { name: 'ekdc, 2 slots', formulas: ['ekdc'], loads: [0.8], process: '{ renewal: { gap: { erlang: { k: 3, mean: 1 } } } }', sources: [[1, DETERMINISTIC]], pool: '{ nodes: [{ slots: 2 }] }' },
    { name: 'mg1k, deterministic', formulas: ['mg1k'], forgets: 'quickly', loads: [0.8, 1.5], sources: [[1, DETERMINISTIC]], pool: '{ nodes: [{ capacity: 4 }] }' },
    { name: 'mg1k, bounded pareto, two classes', formulas: ['mg1k'], forgets: 'quickly', loads: [0.7, 1.2], sources: [[0.5, boundedPareto], [0.5, exponential]], pool: '{ nodes: [{ capacity: 8, speed: 2 }] }' },
    { name: 'mg1-batch, one or five', formulas: ['mg1-batch'], loads: SOME, memory: 3, process: '{ batch: { size: { discrete: { values: [1, 5], probabilities: [0.75, 0.25] } } } }', sources: [[1, '{ uniform: { min: 0, max: 2 } }']], pool: '{ nodes: 1 }' },
    { name: 'mg1-batch, geometric', formulas: ['mg1-batch'], loads: [0.7], memory: 3, process: '{ batch: { size: { geometric: { mean: 3 } } } }', sources: [[1, DETERMINISTIC]], pool: '{ nodes: [{ speed: 2 }] }' },
    // Krämer and Langenbach-Belz 1976 and Whitt 1983 report a few per cent for gaps more regular than Poisson; the response is better known than the wait.
    {
      name: 'gg1, uniform gaps and sizes',
      formulas: ['gg1-kraemer-langenbach-belz', 'gg1-daley-bound', 'gg1-lower-bound'],
      loads: [0.5, 0.8],
      within: 0.1,
      process: '{ renewal: { gap: { uniform: { min: 0.5, max: 1.5 } } } }',
      sources: [[1, '{ uniform: { min: 0, max: 2 } }']],
      pool: '{ nodes: 1 }',
    },
    // At load 0.95 the limit is off by about (1−ρ)(1 + 1/ρ)/2 of itself for C² near 1.
    {
      name: 'gg1 in heavy traffic',
      formulas: ['ggc-heavy-traffic', 'gg1-kraemer-langenbach-belz'],
      loads: [0.95],
      within: 0.12,
      memory: 2,
      process: '{ renewal: { gap: { lognormal: { mean: 1, scv: 0.8 } } } }',
      sources: [[1, '{ uniform: { min: 0, max: 2 } }']],
      pool: '{ nodes: 1 }',
    },
    // Tijms 2003, section 9.6: two-moment approximations of M/G/c are within a few per cent for C² up to 2; Lee and Longton's less so at few waits.
    {
      name: 'mgc, uniform sizes',
      formulas: ['mgc-kimura', 'mgc-cosmetatos', 'ggc-allen-cunneen', 'ggc-kingman-bound'],
      loads: [0.7, 0.9],
      within: 0.1,
      sources: [[1, '{ uniform: { min: 0, max: 2 } }']],
      pool: '{ nodes: [{ slots: 4 }] }',
    },
  ],
  paths: [
    { name: 'mg1-vacations at half load', formula: 'mg1-vacations', params: { lambda: 0.5, size: UNIFORM, vacation: ERLANG }, length: 30_000, play: vacationsPath },
    { name: 'mg1-vacations at load 0.8', formula: 'mg1-vacations', params: { lambda: 1.6, size: UNIFORM, speed: 2, vacation: { deterministic: { value: 2 } } }, length: 60_000, play: vacationsPath },
    { name: 'mg1-single-vacation at half load', formula: 'mg1-single-vacation', params: { lambda: 0.5, size: UNIFORM, vacation: ERLANG }, length: 30_000, play: singleVacationPath },
    { name: 'mg1-single-vacation at load 0.8', formula: 'mg1-single-vacation', params: { lambda: 0.8, size: UNIFORM, vacation: { lognormal: { mean: 1, scv: 2 } } }, length: 60_000, play: singleVacationPath },
    { name: 'mg1-setup at half load', formula: 'mg1-setup', params: { lambda: 0.5, size: UNIFORM, setup: ERLANG }, length: 30_000, play: setupPath },
    { name: 'mg1-setup at load 0.8', formula: 'mg1-setup', params: { lambda: 0.8, size: { exponential: { mean: 1 } }, setup: { deterministic: { value: 4 } } }, length: 60_000, play: setupPath },
    { name: 'mg1-n-policy at half load', formula: 'mg1-n-policy', params: { lambda: 0.5, size: UNIFORM, threshold: 4 }, length: 5000, play: nPolicyPath },
    { name: 'mg1-n-policy at load 0.8', formula: 'mg1-n-policy', params: { lambda: 1.6, size: UNIFORM, speed: 2, threshold: 10 }, length: 1500, play: nPolicyPath },
    { name: 'mg1-breakdown at load 0.6', formula: 'mg1-breakdown', params: { lambda: 0.5, size: UNIFORM, failure: 0.1, repair: { erlang: { k: 2, mean: 2 } } }, length: 40_000, play: failingPath },
    { name: 'mg1-breakdown at load 0.8', formula: 'mg1-breakdown', params: { lambda: 1, size: UNIFORM, speed: 2, failure: 0.6, repair: { exponential: { mean: 1 } } }, length: 80_000, play: failingPath },
    { name: 'mg1-busy-period at half load', formula: 'mg1-busy-period', params: { lambda: 0.5, size: UNIFORM, time: 3 }, length: 20_000, play: busyPath },
    { name: 'mg1-busy-period at load 0.8', formula: 'mg1-busy-period', params: { lambda: 0.8, size: { erlang: { k: 2, mean: 1 } }, time: 4 }, length: 20_000, play: busyPath },
    { name: 'gg1-kingman-bound, bursty gaps', formula: 'gg1-kingman-bound', params: { lambda: 0.7, service: 1, arrivalScv: 4, serviceScv: 0.5 }, length: 40_000, play: twoMomentsPath },
    { name: 'gg1-lower-bound, rather regular gaps', formula: 'gg1-lower-bound', params: { lambda: 0.8, service: 1, arrivalScv: 0.2, serviceScv: 3 }, length: 40_000, play: twoMomentsPath },
  ],
};
