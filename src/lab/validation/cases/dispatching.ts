import type { Family } from '../case.ts';
import { splitMergePath } from '../paths/split-merge.ts';
import { redundancyPath, redundancyTimesPath } from '../paths/redundancy.ts';
import { roundRobinPath, sizeIntervalPath, weightedSplitPath } from '../paths/side-by-side.ts';
import { ALL, SOME, exponential } from './loads.ts';

export const dispatching: Family = {
  sketches: [
    { name: 'random split, equal nodes', formulas: ['random-split', 'mm1'], loads: ALL, memory: 3, sources: [[1, exponential]], pool: '{ nodes: 3, dispatch: random }' },
    { name: 'random split, unequal nodes', formulas: ['random-split', 'mm1', 'mmc'], loads: [0.5, 0.7], memory: 3, sources: [[1, exponential]], pool: '{ nodes: [{ speed: 1 }, { slots: 2, speed: 0.7 }], dispatch: random }' },
    { name: 'random split, ps, two classes', formulas: ['random-split', 'mg1-ps'], loads: [0.7], memory: 3, sources: [[0.5, exponential], [0.5, '{ erlang: { k: 2, mean: 2 } }']], pool: '{ nodes: 2, dispatch: random, discipline: ps }' },
    { name: 'random split, loss', formulas: ['random-split', 'mmck', 'mmcc'], forgets: 'quickly', loads: [0.7, 1.2], sources: [[1, exponential]], pool: '{ nodes: [{ capacity: 4 }, { slots: 2, capacity: 2 }], dispatch: random }' },
    { name: 'weighted random, unequal nodes', formulas: ['weighted-split', 'mm1', 'mmc'], loads: [0.5, 0.7], memory: 3, sources: [[1, exponential]], pool: '{ nodes: [{ speed: 1 }, { slots: 2, speed: 0.7 }, { speed: 3 }], dispatch: weighted-random }' },
    { name: 'weighted random, given weights, ps', formulas: ['weighted-split', 'mg1-ps'], loads: [0.5], memory: 3, sources: [[1, '{ erlang: { k: 2, mean: 2 } }']], pool: '{ nodes: 2, dispatch: { weighted-random: { weights: [1, 2] } }, discipline: ps }' },
    { name: 'optimal split', formulas: ['weighted-split', 'mm1'], loads: [0.3, 0.7], memory: 3, sources: [[1, exponential]], pool: '{ nodes: [{ speed: 4 }, { count: 2, speed: 1 }], dispatch: optimal-split }' },
    { name: 'sita, equal loads', formulas: ['sita'], loads: SOME, memory: 8, sources: [[1, '{ bounded-pareto: { shape: 1.5, min: 0.4, max: 40 } }']], pool: '{ nodes: 3, dispatch: sita }' },
    { name: 'sita, given cutoffs, two classes', formulas: ['sita'], loads: [0.6], memory: 3, sources: [[0.5, exponential], [0.5, '{ uniform: { min: 0, max: 4 } }']], pool: '{ nodes: [{ count: 2, speed: 2 }], dispatch: { sita: { cutoffs: [1.5] } } }' },
    { name: 'copies to 2 of 3', formulas: ['redundancy-d'], loads: SOME, sources: [[1, exponential]], pool: '{ nodes: 3, dispatch: { redundancy-d: { d: 2 } } }' },
    { name: 'copies to 3 of 4, two sources', formulas: ['redundancy-d'], loads: [0.7], sources: [[0.5, exponential], [0.5, exponential]], pool: '{ nodes: [{ count: 4, speed: 2 }], dispatch: { redundancy-d: { d: 3 } } }' },
    { name: 'jsq-2, equal nodes', formulas: ['jsq-2'], loads: SOME, sources: [[1, exponential]], pool: '{ nodes: 2, dispatch: jsq }' },
    { name: 'jsq-2, unequal nodes, ties to the first', formulas: ['jsq-2'], loads: [0.6], sources: [[1, exponential]], pool: '{ nodes: [{ speed: 0.5 }, { speed: 1.5 }], dispatch: { jsq: { ties: first } } }' },
    { name: 'jsq-2, unequal nodes, ps', formulas: ['jsq-2'], loads: [0.7], sources: [[1, exponential]], pool: '{ nodes: [{ speed: 2 }, { speed: 1 }], dispatch: jsq, discipline: ps }' },
    { name: 'jsq-exact, 3 nodes', formulas: ['jsq-exact'], loads: SOME, sources: [[1, exponential]], pool: '{ nodes: 3, dispatch: jsq }' },
    { name: 'jsq-exact, 4 nodes, two sources', formulas: ['jsq-exact'], loads: [0.7], sources: [[0.5, exponential], [0.5, exponential]], pool: '{ nodes: [{ count: 4, speed: 3 }], dispatch: { jsq: { ties: first } } }' },
    { name: 'power-of-d-exact, 2 of 3', formulas: ['power-of-d-exact'], loads: SOME, sources: [[1, exponential]], pool: '{ nodes: 3, dispatch: { power-of-d: { d: 2 } } }' },
    { name: 'power-of-d-exact, 3 of 4', formulas: ['power-of-d-exact'], loads: [0.7], sources: [[1, exponential]], pool: '{ nodes: 4, dispatch: { power-of-d: { d: 3 } } }' },
    { name: 'jsq-2, least connections', formulas: ['jsq-2'], loads: [0.7], sources: [[1, exponential]], pool: '{ nodes: [{ speed: 1 }, { speed: 2 }], dispatch: least-connections, discipline: lcfs }' },
    { name: 'jsq-exact, shortest expected delay over equal nodes', formulas: ['jsq-exact'], loads: [0.7], sources: [[1, exponential]], pool: '{ nodes: [{ count: 3, speed: 2 }], dispatch: shortest-expected-delay }' },
    { name: 'jiq-2', formulas: ['jiq-2'], loads: SOME, sources: [[1, exponential]], pool: '{ nodes: [{ count: 2, speed: 2 }], dispatch: join-idle-queue }' },
    { name: 'jiq-2, below one task', formulas: ['jiq-2'], loads: [0.7], sources: [[1, exponential]], pool: '{ nodes: 2, dispatch: { join-below-threshold: { threshold: 1 } }, discipline: ps }' },
    // The error is of the order of one over the number of dispatchers.
    { name: 'jiq-mean-field, 5 nodes for each dispatcher', formulas: ['jiq-mean-field'], loads: [0.8], within: 0.05, sources: [[1, exponential]], pool: '{ nodes: 200, dispatch: { join-idle-queue: { dispatchers: 40 } } }' },
    { name: 'jiq-mean-field, 2 nodes for each dispatcher', formulas: ['jiq-mean-field'], loads: [0.5], within: 0.05, sources: [[1, exponential]], pool: '{ nodes: [{ count: 100, speed: 2 }], dispatch: { join-idle-queue: { dispatchers: 50 } } }' },
    { name: 'lwl', formulas: ['lwl'], loads: SOME, sources: [[1, exponential]], pool: '{ nodes: 2, dispatch: least-work-left }' },
    { name: 'lwl, 5 nodes, two sources', formulas: ['lwl'], loads: SOME, sources: [[0.4, exponential], [0.6, exponential]], pool: '{ nodes: [{ count: 5, speed: 2 }], dispatch: least-work-left }' },
    // The next term is of the order of 1/n², as without replacement.
    { name: 'power of 2 of 8 nodes, with replacement', formulas: ['power-of-d-finite-n'], loads: SOME, within: 0.03, sources: [[1, exponential]], pool: '{ nodes: 8, dispatch: { power-of-d: { d: 2, replacement: true } } }' },
    // The limit leaves out a wait of 2 per cent of the jobs, for a twentieth of a service (M/M/100), and what jsq adds to it.
    { name: 'jsq, many nodes', formulas: ['jsq-bounds', 'jsq-mean-field'], loads: [0.8], within: 0.02, sources: [[1, exponential]], pool: '{ nodes: 100, dispatch: jsq }' },
    // The limit leaves out about one service, which is a quarter of E[T] = 1/(nμ(1−ρ)) here.
    { name: 'jsq, heavy traffic', formulas: ['jsq-bounds', 'jsq-heavy-traffic'], loads: [0.95], within: 0.25, sources: [[1, exponential]], pool: '{ nodes: 5, dispatch: jsq }' },
    // The next term is of the order of 1/n², with a factor that grows with the load: 1 per cent of E[T] and 2 of E[W] here.
    { name: 'power of 2 of 8 nodes', formulas: ['power-of-d-bounds', 'power-of-d-finite-n'], loads: SOME, within: 0.03, sources: [[1, exponential]], pool: '{ nodes: 8, dispatch: { power-of-d: { d: 2 } } }' },
    // By Gast and Van Houdt 2017 the limit is 1.7 per cent short in E[N] at 100 nodes and load 0.9; three times that in E[W] of 3 in 50.
    { name: 'power of 2 of 100 nodes', formulas: ['power-of-d-bounds', 'power-of-d-finite-n', 'power-of-d-mean-field'], loads: [0.5, 0.9], within: 0.05, sources: [[1, exponential]], pool: '{ nodes: 100, dispatch: { power-of-d: { d: 2 } } }' },
    { name: 'power of 3 of 50 nodes, ps', formulas: ['power-of-d-finite-n', 'power-of-d-mean-field'], loads: [0.8], within: 0.05, sources: [[1, exponential]], pool: '{ nodes: 50, dispatch: { power-of-d: { d: 3 } }, discipline: ps }' },
    { name: 'fork-join-2', formulas: ['fork-join-2'], loads: SOME, sources: [[1, exponential]], more: ['tasks: 2'], pool: '{ nodes: [{ count: 2, speed: 2 }], dispatch: round-robin }' },
    { name: 'fork-join-2, two sources', formulas: ['fork-join-2'], loads: [0.7], sources: [[0.3, exponential], [0.7, exponential]], more: ['tasks: 2', 'tasks: 2'], pool: '{ nodes: 2, dispatch: round-robin }' },
    // Nelson and Tantawi 1988: less than 5 % for n ≤ 32.
    { name: 'fork-join, 4 nodes', formulas: ['fork-join', 'fork-join-bounds'], loads: SOME, within: 0.05, sources: [[1, exponential]], more: ['tasks: 4'], pool: '{ nodes: 4, dispatch: round-robin }' },
    { name: 'fork-join, 10 nodes', formulas: ['fork-join', 'fork-join-bounds'], loads: SOME, within: 0.05, sources: [[1, exponential]], more: ['tasks: 10'], pool: '{ nodes: 10, dispatch: round-robin }' },
    { name: 'fork-join, 32 nodes', formulas: ['fork-join', 'fork-join-bounds'], loads: [0.5], within: 0.05, sources: [[1, exponential]], more: ['tasks: 32'], pool: '{ nodes: 32, dispatch: round-robin }' },
    { name: 'fork-join, unlimited slots', formulas: ['fork-join-unlimited'], by: 'rate', forgets: 'quickly', loads: [2], sources: [[1, exponential]], more: ['tasks: 10'], pool: '{ nodes: [{ slots: unlimited, speed: 2 }] }' },
    { name: 'fork-join, unlimited slots, tasks drawn', formulas: ['fork-join-unlimited'], by: 'rate', forgets: 'quickly', loads: [2], sources: [[1, '{ erlang: { k: 3, mean: 1 } }']], more: ['tasks: { discrete: { values: [1, 2, 8], probabilities: [0.5, 0.3, 0.2] } }'], pool: '{ nodes: [{ slots: unlimited }] }' },
    { name: 'mg1-tasks', formulas: ['mg1-tasks'], loads: SOME, memory: 3, sources: [[1, exponential]], more: ['tasks: 4'], pool: '{ nodes: [{ speed: 2 }] }' },
    { name: 'mg1-tasks, tasks and sizes drawn', formulas: ['mg1-tasks'], loads: [0.7], memory: 4, sources: [[1, '{ uniform: { min: 0, max: 2 } }']], more: ['tasks: { geometric: { mean: 3 } }'], pool: '{ nodes: 1 }' },
  ],
  paths: [
    { name: 'weighted-split, unequal nodes', formula: 'weighted-split', params: { lambda: 1.5, shares: [0.2, 0.3, 0.5], mu: [0.5, 1, 1.2] }, length: 1e5, play: weightedSplitPath },
    { name: 'weighted-split, load 0.5', formula: 'weighted-split', params: { lambda: 1, shares: [0.75, 0.25], mu: [1.5, 0.5] }, length: 5e4, play: weightedSplitPath },
    { name: 'round-robin-split, 2 nodes', formula: 'round-robin-split', params: { lambda: 1, mu: 1, nodes: 2 }, length: 5e4, play: roundRobinPath },
    { name: 'round-robin-split, 5 nodes', formula: 'round-robin-split', params: { lambda: 8, mu: 2, nodes: 5 }, length: 1e5, play: roundRobinPath },
    { name: 'sita, three intervals', formula: 'sita', params: { lambda: 1.5, size: { 'bounded-pareto': { shape: 1.5, min: 0.4, max: 40 } }, nodes: 3, cutoffs: [1, 4] }, length: 1e5, play: sizeIntervalPath },
    { name: 'sita, one value', formula: 'sita', params: { lambda: 1.5, size: { discrete: { values: [1, 3], probabilities: [0.8, 0.2] } }, speed: 2, nodes: 2, cutoffs: [1] }, length: 5e4, play: sizeIntervalPath },
    { name: 'redundancy-d, 2 of 3', formula: 'redundancy-d', params: { lambda: 2.4, mu: 1, nodes: 3 }, length: 5e4, play: redundancyPath },
    { name: 'redundancy-d, 3 of 6', formula: 'redundancy-d', params: { lambda: 6, mu: 2, nodes: 6, d: 3 }, length: 5e4, play: redundancyPath },
    // The exact mean of redundancy-d is 0.6 per cent above the limit here.
    { name: 'redundancy-d-limit, 2 of 100', formula: 'redundancy-d-limit', params: { lambda: 70, mu: 1, nodes: 100 }, length: 5e4, within: 0.02, play: redundancyTimesPath },
    { name: 'split-merge, 2 nodes', formula: 'split-merge', params: { lambda: 1 / 3, mu: 1, nodes: 2 }, length: 5e4, play: splitMergePath },
    { name: 'split-merge, 10 nodes', formula: 'split-merge', params: { lambda: 0.5, mu: 2, nodes: 10 }, length: 5e4, play: splitMergePath },
  ],
};
