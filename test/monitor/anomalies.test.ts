/** In whole simulated runs: stable systems raise no alarm, overloaded ones do, under any way of queueing. */
import { describe, expect, it } from 'vitest';
import { jsq } from '../../src/dispatchers/jsq.ts';
import { random } from '../../src/dispatchers/random.ts';
import { ps } from '../../src/disciplines/ps.ts';
import { roundRobin } from '../../src/disciplines/round-robin.ts';
import { srpt } from '../../src/disciplines/srpt.ts';
import { simulateWatched } from '../../src/kernel/watched-simulation.ts';
import { Anomalies } from '../../src/monitor/anomalies.ts';
import { type Anomaly, sentence } from '../../src/monitor/anomaly.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { stream } from '../../src/random/stream.ts';
import type { Scenario } from '../../src/scenario.ts';
import { customers, dispatchBy, type Parts, renewals, scenarioOf, serveBy } from '../contract/scenarios.ts';

function anomalies(scenario: Scenario, seed: number): Anomaly[] {
  const found: Anomaly[] = [];
  simulateWatched(scenario, new Anomalies({ nodes: scenario.pool.nodes, raise: (anomaly) => found.push(anomaly) }), (name) => stream(`${seed}/${name}`));
  return found;
}

const poisson = (load: number, nodes: number, size = exponential.create({ mean: 1 })) => [renewals('jobs', 0, exponential.create({ mean: 1 / (load * nodes) }), size)];

const ways: readonly { readonly name: string; readonly nodes: number; readonly parts: Parts }[] = [
  { name: 'one queue', nodes: 2, parts: { nodes: [{ slots: 2, speed: 0.5 }, {}] } },
  { name: 'jsq', nodes: 4, parts: { nodes: [{}, {}, {}, {}], dispatch: dispatchBy(jsq) } },
  { name: 'random', nodes: 4, parts: { nodes: [{}, {}, {}, {}], dispatch: dispatchBy(random) } },
  { name: 'ps', nodes: 1, parts: { discipline: serveBy(ps) } },
  { name: 'srpt', nodes: 1, parts: { discipline: serveBy(srpt) } },
];

describe.each(ways)('$name', ({ nodes, parts }) => {
  it.each([0.7, 0.9, 1])('at load %f: none in 20 runs', (load) => {
    const scenario = scenarioOf({ ...parts, sources: poisson(load, nodes), jobs: 5000 });
    for (let seed = 0; seed < 20; seed++) expect(anomalies(scenario, seed)).toEqual([]);
  });

  it('at load 1.5: the queue grows, in each of 20 runs', () => {
    const scenario = scenarioOf({ ...parts, sources: poisson(1.5, nodes), jobs: 10_000 });
    for (let seed = 0; seed < 20; seed++) {
      const found = anomalies(scenario, seed);
      expect(found.length).toBeGreaterThan(0);
      expect(found.every(({ kind }) => kind === 'growing queue')).toBe(true);
    }
  });
});

it('equal sizes under turns, where tasks end all at once, raise none at load 1', () => {
  const scenario = scenarioOf({ sources: poisson(1, 1, deterministic.create({ value: 1 })), discipline: serveBy(roundRobin, { quantum: 0.05 }), jobs: 5000 });
  for (let seed = 0; seed < 20; seed++) expect(anomalies(scenario, seed)).toEqual([]);
});

it('customers who wait for their jobs raise none, however busy the system', () => {
  const scenario = scenarioOf({ sources: [customers('c', 0, 50, exponential.create({ mean: 1 }), exponential.create({ mean: 1 }))], jobs: 20_000 });
  expect(anomalies(scenario, 1)).toEqual([]);
});

it('one overloaded node among others is named, and it alone', () => {
  const scenario = scenarioOf({ sources: poisson(0.9, 4), nodes: [{}, {}, { speed: 0.6 }, {}], dispatch: dispatchBy(random), jobs: 20_000 });
  const found = anomalies(scenario, 1);
  expect(found.map(({ kind, node }) => [kind, node])).toEqual([['growing queue', 2]]);
  expect(sentence(found[0])).toMatch(/^the queue of node 2 grows: \d+ jobs are there$/);
});

it('a node whose tasks take longer than they should is told of, by their sizes', () => {
  const found: Anomaly[] = [];
  const watch = new Anomalies({ nodes: [1, 2].map((speed) => ({ slots: 1, speed, capacity: Infinity })), raise: (anomaly) => found.push(anomaly) });
  for (let job = 0; job < 400; job++) {
    const node = job % 2;
    const size = 1 + (job % 7);
    watch.joined(job, job, node);
    watch.completed(job, job, 0, node, 9, (size / (node + 1)) * (node === 1 && job > 200 ? 3 : 1), size);
  }
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ kind: 'slow node', node: 1 });
  expect(sentence(found[0])).toMatch(/^node 1 is slow: its tasks take [\d.]+ times as long/);
});
