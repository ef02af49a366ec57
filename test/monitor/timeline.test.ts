/** What is kept of a run to draw who ran what when. */
import { describe, expect, it } from 'vitest';
import { jsq } from '../../src/dispatchers/jsq.ts';
import { ps } from '../../src/disciplines/ps.ts';
import { srpt } from '../../src/disciplines/srpt.ts';
import { simulateWatched } from '../../src/kernel/watched-simulation.ts';
import { Timeline, type Window } from '../../src/monitor/timeline.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { stream } from '../../src/random/stream.ts';
import type { Scenario } from '../../src/scenario.ts';
import { dispatchBy, renewals, scenarioOf, serveBy, traceOf } from '../contract/scenarios.ts';

function timeline(scenario: Scenario, window?: Window, toTheEnd = false) {
  const { pool, classes, horizon } = scenario;
  const watcher = new Timeline({ nodes: pool.nodes, classes: classes.map(({ name }) => name), jobs: horizon.length, window });
  const end = simulateWatched(scenario, watcher, (name) => stream(`timeline/${name}`), () => !toTheEnd && watcher.full);
  return watcher.finish(end);
}

const job = (arrival: number, size: number) => ({ arrival, size, priority: 0 });
const byHand = scenarioOf({ ...traceOf([job(0, 5), job(1, 2), job(9, 4)]), discipline: serveBy(srpt), jobs: 3 });

it('by hand: spans in a given window are cut at its ends', () => {
  expect(timeline(byHand, { from: 0.5, to: 10 })).toEqual({
    from: 0.5,
    to: 10,
    spans: [
      { node: 0, slot: 0, job: 0, class: 'job 0', from: 0.5, to: 1, ending: 'preempted' },
      { node: 0, slot: 0, job: 1, class: 'job 1', from: 1, to: 3, ending: 'done' },
      { node: 0, slot: 0, job: 0, class: 'job 0', from: 3, to: 7, ending: 'done' },
      { node: 0, slot: 0, job: 2, class: 'job 2', from: 9, to: 10, ending: 'unfinished' },
    ],
  });
});

const farm = (nodes: number, jobs: number) =>
  scenarioOf({ sources: [renewals('jobs', 0, exponential.create({ mean: 1.2 / nodes }), exponential.create({ mean: 1 }))], nodes: Array.from({ length: nodes }, () => ({})), dispatch: dispatchBy(jsq), jobs });

describe.each([1, 3, 10, 40])('of %i nodes', (nodes) => {
  const found = timeline(farm(nodes, 5000))!;

  it('as many spans as can be read, in no more rows than can be read', () => {
    expect(found.spans.length).toBeGreaterThanOrEqual(36);
    expect(found.spans.length).toBeLessThanOrEqual(180);
    expect(new Set(found.spans.map(({ node }) => node)).size).toBeLessThanOrEqual(16);
  });

  it('a window from where the system was not empty any more to where the last of them ended', () => {
    expect(found.from).toBeGreaterThan(0);
    for (const { from, to } of found.spans) {
      expect(from).toBeGreaterThanOrEqual(found.from);
      expect(to).toBeLessThanOrEqual(found.to);
      expect(to).toBeGreaterThan(from);
    }
    expect(Math.max(...found.spans.map(({ to }) => to))).toBe(found.to);
  });

  it('what comes after it is nothing to it', () => {
    expect(timeline(farm(nodes, 5000), undefined, true)).toEqual(found);
  });

  it('the window of one run is that of another of the same jobs', () => {
    const again = timeline(farm(nodes, 5000), { from: found.from, to: found.to })!;
    expect(new Set(again.spans.map(({ job: id }) => id))).toEqual(new Set(found.spans.map(({ job: id }) => id)));
  });
});

it('a short run has one too; one of shared slots has none', () => {
  expect(timeline(farm(2, 12))!.spans.length).toBeGreaterThan(4);
  expect(timeline(scenarioOf({ discipline: serveBy(ps) }))).toBeUndefined();
});
